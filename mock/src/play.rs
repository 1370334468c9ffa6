//! What an API does beyond its document: handlers of operations, and what they remember.
//!
//! A handler answers for one operation, and all share one state; who refuses, and who listens, are one each.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value};

use crate::recorded::Recorded;
use crate::reply::Reply;

/// What handlers remember from one request to the next, by names of their own.
pub type State = Map<String, Value>;

type Handler = Arc<dyn Fn(&Recorded, &mut State) -> Option<Reply> + Send + Sync>;
type Refusal = Arc<dyn Fn(&Recorded, Reply) -> Reply + Send + Sync>;
type Listener = Arc<dyn Fn(&Recorded) + Send + Sync>;

/// The handlers, by operation, and their state.
#[derive(Default)]
pub(crate) struct Play {
    handlers: Mutex<BTreeMap<String, Handler>>,
    state: Mutex<State>,
}

/// What is done with answers on their way out.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) refusal: Option<Refusal>,
    pub(crate) listener: Option<Listener>,
}

impl Play {
    /// Sets the handler of an operation.
    pub(crate) fn on(&self, operation: String, handler: Handler) {
        let mut handlers = self.handlers.lock().unwrap_or_else(PoisonError::into_inner);
        handlers.insert(operation, handler);
    }

    /// Whether an operation has a handler.
    pub(crate) fn knows(&self, operation: &str) -> bool {
        let handlers = self.handlers.lock().unwrap_or_else(PoisonError::into_inner);
        handlers.contains_key(operation)
    }

    /// What the handler of an operation answers; nothing where there is none, or it leaves the answer to the document.
    pub(crate) fn answer(&self, operation: &str, request: &Recorded) -> Option<Reply> {
        let handlers = self.handlers.lock().unwrap_or_else(PoisonError::into_inner);
        // The handler may set others.
        let handler = handlers.get(operation).cloned();
        drop(handlers);
        let handler = handler?;
        self.with_state(|state| handler(request, state))
    }

    /// Looks at the state, and changes it. Requests are answered one after the other, so that none sees half a change.
    pub(crate) fn with_state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Play {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Play").finish_non_exhaustive()
    }
}
