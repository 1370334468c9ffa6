//! Scripted answers, by operation: replies come in as a test gives them and go out as requests arrive.
//!
//! Which operation a name means is decided by the mock.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use crate::reply::Reply;

/// The answers waiting, for every operation by its key.
#[derive(Debug, Default)]
pub(crate) struct Scripts {
    operations: Mutex<BTreeMap<String, Script>>,
}

#[derive(Debug, Default)]
struct Script {
    /// Replies with a count, which go first, in the order they were given.
    counted: VecDeque<Reply>,
    /// The reply after them; a later one replaces it.
    standing: Option<Reply>,
}

impl Scripts {
    /// Adds a reply for an operation.
    pub(crate) fn add(&self, operation: String, reply: Reply) {
        let mut operations = self.lock();
        let script = operations.entry(operation).or_default();
        match reply.times {
            Some(0) => {}
            Some(_) => script.counted.push_back(reply),
            None => script.standing = Some(reply),
        }
    }

    /// Takes the reply for the next request to an operation.
    pub(crate) fn next(&self, operation: &str) -> Option<Reply> {
        self.lock().get_mut(operation)?.next()
    }

    /// Whether there is a reply for an operation.
    pub(crate) fn knows(&self, operation: &str) -> bool {
        let operations = self.lock();
        let script = operations.get(operation);
        script.is_some_and(|script| !script.counted.is_empty() || script.standing.is_some())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Script>> {
        // Nothing panics while it is held, and a half-done change can't be seen.
        self.operations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Script {
    fn next(&mut self) -> Option<Reply> {
        let Some(mut reply) = self.counted.pop_front() else {
            return self.standing.clone();
        };
        let left = reply.times.unwrap_or_default().saturating_sub(1);
        if left > 0 {
            reply.times = Some(left);
            self.counted.push_front(reply.clone());
        }
        Some(reply)
    }
}
