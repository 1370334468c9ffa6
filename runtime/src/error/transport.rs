//! Exchanges that broke off: before the answer, within it, or because it grew too long. The transport's own error is
//! the `source` of ours and isn't repeated in the message.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::TransportError;
use crate::transport::Patience;

/// A call without an answer, or with only a part of one.
#[derive(Debug)]
pub struct TransportFailure {
    pub(crate) operation: &'static str,
    pub(crate) error: TransportError,
}

impl TransportFailure {
    /// Whether there was no connection, so that the server can't have seen the request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.error.is_connect()
    }

    pub(super) fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

impl Display for TransportFailure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { operation, error } = self;
        if error.is_connect() {
            write!(
                formatter,
                "{operation}: {error}; check the base URL, the network and TLS"
            )
        } else {
            write!(
                formatter,
                "{operation}: {error}; it may have seen the request"
            )
        }
    }
}

/// A call that took longer than it was given.
#[derive(Debug)]
pub struct Timeout {
    pub(crate) operation: &'static str,
    pub(crate) patience: Patience,
    pub(crate) error: TransportError,
}

impl Timeout {
    /// How long the call was given: as a whole, or for each step of one whose answer is read as it comes.
    #[must_use]
    pub fn after(&self) -> Duration {
        self.patience.head()
    }

    pub(super) fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

impl Display for Timeout {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            patience,
            ..
        } = self;
        let missed = match patience {
            Patience::Exchange(_) => "complete answer",
            Patience::Steps { .. } => "answer, or no more of it,",
        };
        write!(
            formatter,
            "{operation}: no {missed} within {:?}; the server may have seen the request; `with_timeout` gives a call \
             more time",
            patience.head()
        )
    }
}

/// An answer that is longer than the client's limit.
#[derive(Debug)]
pub struct ResponseTooLarge {
    pub(crate) operation: &'static str,
    pub(crate) limit: usize,
    pub(crate) status: StatusCode,
    pub(crate) headers: Box<HeaderMap>,
}

impl ResponseTooLarge {
    /// The limit, in bytes.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// The answer's status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The answer's headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl Display for ResponseTooLarge {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            limit,
            status,
            ..
        } = self;
        write!(
            formatter,
            "{operation}: the answer ({status}) is longer than {limit} bytes; `response_limit` of the client's builder \
             allows more"
        )
    }
}
