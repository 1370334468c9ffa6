//! What an attempt came to, for those who decide about the next, and what they can decide.

use std::fmt::{self, Debug, Formatter};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::after;
use crate::error::Answer;
use crate::{Operation, TransportError};

/// An attempt that is over: the server's answer, or why there is none.
pub struct Attempt<'a> {
    pub(super) operation: &'static Operation,
    pub(super) number: u32,
    pub(super) outcome: Result<&'a Answer, &'a TransportError>,
}

impl Attempt<'_> {
    /// What was called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Which attempt it was; the first one is 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The answer's status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.outcome.ok().map(|answer| answer.status)
    }

    /// The answer's headers, if there was an answer.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.outcome.ok().map(|answer| &answer.headers)
    }

    /// The answer's body, if there was an answer; it is empty where a success is read as it comes.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.outcome.ok().map(|answer| &answer.bytes)
    }

    /// Why there is no answer, if there is none.
    #[must_use]
    pub fn error(&self) -> Option<&TransportError> {
        self.outcome.err()
    }

    /// How long the server asks to wait (`Retry-After`, RFC 9110, section 10.2.3), as seconds or until a date.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        after::read(self.headers()?)
    }
}

/// Shows neither headers nor the body: they may hold secrets.
impl Debug for Attempt<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Attempt")
            .field("operation", &self.operation.id())
            .field("number", &self.number)
            .field("status", &self.status())
            .field("error", &self.error())
            .finish_non_exhaustive()
    }
}

/// What to do after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// What the standard rule says.
    Standard,
    /// Another attempt, whatever the method: the server didn't do what was asked. It waits as `Retry-After` says, else
    /// for longer each time.
    Retry,
    /// Another attempt after this time, whatever the method: the server didn't do what was asked.
    RetryAfter(Duration),
    /// No other attempt.
    Stop,
}
