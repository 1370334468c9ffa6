//! How long an exchange may take. The caller's time and the kind of answer go in; a [`Transport`](crate::Transport)
//! keeps to what comes out, because only it has a clock that can end a wait.

use std::time::Duration;

/// How long an exchange may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Patience {
    /// The exchange is to end within this time as a whole, the answer's body included.
    Exchange(Duration),
    /// The answer's body is handed on as it comes, or the request's is a stream, so it may take as long as it goes on
    /// coming or being sent. Only waiting counts, not what the caller does between.
    Steps {
        /// How long the answer's head may take. While the request's body is a stream, a further piece of it has to be
        /// taken within each such time, unless the body itself is waited for.
        head: Duration,
        /// How long each further piece of the body may take.
        chunk: Duration,
    },
}

impl Patience {
    /// How long the answer's head may take.
    #[must_use]
    pub const fn head(self) -> Duration {
        match self {
            Self::Exchange(head) | Self::Steps { head, .. } => head,
        }
    }
}
