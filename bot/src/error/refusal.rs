//! An answer in which Graph refuses a call, whatever its status.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};
use std::ops::Deref;
use std::time::Duration;

use messenger_platform::runtime::{HeaderMap, StatusCode};

use super::GraphError;
use crate::Usage;

/// A refused call: Graph's error, to which it derefs, and the answer that it came in.
#[derive(Clone)]
pub struct Refusal {
    pub(crate) error: GraphError,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl Refusal {
    /// The status, which may be one of success.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How long it takes until calls are taken again, if Graph says so.
    #[must_use]
    pub fn regain_access(&self) -> Option<Duration> {
        Usage::of(&self.headers).regain_access()
    }
}

impl Deref for Refusal {
    type Target = GraphError;

    fn deref(&self) -> &GraphError {
        &self.error
    }
}

impl Display for Refusal {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} with status {}", self.error, self.status)
    }
}

/// Shows no headers: some servers repeat in them what they were sent.
impl Debug for Refusal {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Refusal")
            .field("error", &self.error)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Error for Refusal {}
