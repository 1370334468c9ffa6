//! An answer as data: status, headers, body and how it is delivered.
//!
//! Nothing is sent here; a reply that HTTP does not allow is found when it is handed to a mock.

mod told;

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use serde_derive::Deserialize;
use serde_json::Value;

use crate::error::MockError;

/// An answer, for tests to script with [`Mock::respond`](crate::Mock::respond), and for handlers to give.
///
/// ```
/// use bindery_mock::Reply;
/// use serde_json::json;
///
/// let overloaded = Reply::new(503).header("retry-after", "1").json(json!({ "error": "busy" })).times(2);
/// ```
#[derive(Debug, Clone)]
pub struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
    pub(crate) delay: Duration,
    pub(crate) delivery: Delivery,
    /// How many requests it answers; `None` for all.
    pub(crate) times: Option<usize>,
}

/// How much of an answer is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Delivery {
    /// All of it.
    #[default]
    Whole,
    /// The first half of the body, and then the connection is closed.
    Truncated,
    /// The first half of the body, and then nothing more.
    Stalled,
    /// Nothing: the connection is closed.
    Dropped,
}

impl Reply {
    /// An answer with this status, no headers and no body, given to every request.
    pub fn new(status: u16) -> Self {
        Reply {
            status,
            headers: Vec::new(),
            body: Bytes::new(),
            delay: Duration::ZERO,
            delivery: Delivery::Whole,
            times: None,
        }
    }

    /// Adds a header; one of the same name stays beside it.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The body as JSON, of type `application/json` unless a content type was set before.
    pub fn json(self, body: Value) -> Self {
        self.content_type("application/json")
            .bytes(body.to_string())
    }

    /// The body as text, of type `text/plain; charset=utf-8` unless a content type was set before.
    pub fn text(self, body: impl Into<String>) -> Self {
        self.content_type("text/plain; charset=utf-8")
            .bytes(body.into())
    }

    /// The body as it is, without a content type of its own.
    pub fn bytes(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// Waits before the answer.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Declares the length of the whole body, sends the first half of it and closes the connection.
    /// An empty body is declared as one byte long.
    pub fn truncated(mut self) -> Self {
        self.delivery = Delivery::Truncated;
        self
    }

    /// Declares the length of the whole body, sends the first half of it and then nothing, until the client goes away.
    /// An empty body is declared as one byte long.
    pub fn stalled(mut self) -> Self {
        self.delivery = Delivery::Stalled;
        self
    }

    /// Closes the connection without an answer; the request is recorded with the status all the same.
    pub fn dropped(mut self) -> Self {
        self.delivery = Delivery::Dropped;
        self
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The body, empty when there is none.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Answers the next `count` requests only; then the next reply has its turn, or the document again.
    pub fn times(mut self, count: usize) -> Self {
        self.times = Some(count);
        self
    }

    fn content_type(self, value: &str) -> Self {
        let known = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-type");
        if self.headers.iter().any(known) {
            return self;
        }
        self.header("content-type", value)
    }

    /// Whether HTTP/1.1 can carry it: a final status (RFC 9110, section 15) and headers of allowed characters.
    pub(crate) fn validate(&self) -> Result<(), MockError> {
        if !(200..=999).contains(&self.status) {
            return Err(MockError::InvalidReply(format!(
                "{} is not a final status",
                self.status
            )));
        }
        for (name, value) in &self.headers {
            let valid = HeaderName::try_from(name).is_ok() && HeaderValue::try_from(value).is_ok();
            if !valid {
                return Err(MockError::InvalidReply(format!(
                    "the header {name:?} is not allowed"
                )));
            }
        }
        Ok(())
    }
}
