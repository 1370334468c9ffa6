//! Exchanges that broke off: before the answer, within it, or because it grew too long. The transport's own error is
//! the `source` of ours and isn't repeated in the message.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};

use http::{HeaderMap, StatusCode};

use crate::TransportError;
use crate::headers::Shown;

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

/// An answer that is longer than the limit: the client's, the call's, or that of a download.
pub struct ResponseTooLarge {
    pub(crate) operation: &'static str,
    pub(crate) limit: Limit,
    pub(crate) status: StatusCode,
    pub(crate) headers: Box<HeaderMap>,
}

/// What bounds an answer, in bytes.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    /// What is kept of it at once.
    Kept(usize),
    /// What is handed on of its stream.
    Streamed(u64),
}

impl Limit {
    fn bytes(self) -> u64 {
        match self {
            Self::Kept(bytes) => u64::try_from(bytes).unwrap_or(u64::MAX),
            Self::Streamed(bytes) => bytes,
        }
    }

    /// The function that sets it.
    fn setter(self) -> &'static str {
        match self {
            Self::Kept(_) => "with_response_limit",
            Self::Streamed(_) => "set_limit",
        }
    }
}

impl ResponseTooLarge {
    /// The limit, in bytes.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit.bytes()
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
        let (bytes, setter) = (limit.bytes(), limit.setter());
        write!(
            formatter,
            "{operation}: the answer ({status}) is longer than {bytes} bytes; `{setter}` allows more"
        )
    }
}

impl Debug for ResponseTooLarge {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ResponseTooLarge")
            .field("operation", &self.operation)
            .field("limit", &self.limit.bytes())
            .field("setter", &self.limit.setter())
            .field("status", &self.status)
            .field("headers", &Shown(&self.headers))
            .finish()
    }
}
