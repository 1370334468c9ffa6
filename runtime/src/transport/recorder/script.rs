//! Replies that wait for their requests.

use std::collections::{BTreeMap, VecDeque};

use super::Reply;

/// Replies by operation, and those that are for any.
#[derive(Default)]
pub(super) struct Script {
    any: VecDeque<Reply>,
    by_operation: BTreeMap<String, VecDeque<Reply>>,
}

impl Script {
    pub(super) fn add(&mut self, operation: Option<String>, reply: Reply) {
        let replies = match operation {
            Some(operation) => self.by_operation.entry(operation).or_default(),
            None => &mut self.any,
        };
        replies.push_back(reply);
    }

    /// The next reply for an operation.
    pub(super) fn take(&mut self, operation: &str) -> Option<Reply> {
        let own = self.by_operation.get_mut(operation);
        own.and_then(VecDeque::pop_front)
            .or_else(|| self.any.pop_front())
    }
}
