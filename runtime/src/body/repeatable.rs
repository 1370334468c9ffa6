//! Streams that can be begun again: what makes one is kept, rather than the stream.

use std::sync::Arc;

use super::Body;

type Make = Arc<dyn Fn() -> Body + Send + Sync>;

/// A body that isn't begun yet.
#[derive(Clone)]
pub(super) struct Repeatable {
    make: Make,
    length: Option<u64>,
}

impl Repeatable {
    pub(super) fn new(make: impl Fn() -> Body + Send + Sync + 'static) -> Self {
        Self {
            make: Arc::new(make),
            length: None,
        }
    }

    pub(super) fn with_length(self, bytes: u64) -> Self {
        Self {
            length: Some(bytes),
            ..self
        }
    }

    pub(super) fn length(&self) -> Option<u64> {
        self.length
    }

    /// Begins the body.
    pub(super) fn make(&self) -> Body {
        let body = (self.make)();
        match self.length {
            Some(length) => body.checked_by(length),
            None => body,
        }
    }
}
