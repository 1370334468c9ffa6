//! Answers that report success with a body that isn't as the document says. The place in the body is looked for only
//! now, so that answers which decode pay nothing for it.

use std::fmt::{self, Debug, Display, Formatter};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{Answer, Excerpt};
use crate::decode::Undecodable;
use crate::json_path;
use crate::security::Secrets;

/// A body that isn't as the document says, and where.
pub struct DecodeError {
    operation: &'static str,
    pub(crate) answer: Box<Answer>,
    /// The content type, if it isn't one that was asked for.
    sent_as: Option<Excerpt>,
    path: Excerpt,
    message: Excerpt,
    excerpt: Excerpt,
}

impl DecodeError {
    pub(crate) fn new(
        operation: &'static str,
        answer: Answer,
        sent_as: Option<String>,
        cause: &Undecodable,
        secrets: &Secrets,
    ) -> Self {
        let place = cause
            .position
            .map(|position| json_path::find(&answer.bytes, position));
        let place = place.unwrap_or_default();
        Self {
            operation,
            sent_as: sent_as.map(|sent_as| Excerpt::of(sent_as.as_bytes(), secrets)),
            path: Excerpt::of(place.path.as_bytes(), secrets),
            message: Excerpt::of(cause.message.as_bytes(), secrets),
            excerpt: Excerpt::around(&answer.bytes, place.offset, secrets),
            answer: Box::new(answer),
        }
    }

    /// Where in a JSON body, such as `data[3].id`; empty for the body as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path.as_str()
    }

    /// What is wrong there.
    #[must_use]
    pub fn message(&self) -> &str {
        self.message.as_str()
    }

    /// A short part of the body around the place.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        self.excerpt.as_str()
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body as it came; of one that is read as it comes, the part that isn't as the document says.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.answer.bytes
    }
}

impl Display for DecodeError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let place = match self.path() {
            "" => "the body".to_owned(),
            path => format!("`{path}` in the body"),
        };
        write!(
            formatter,
            "{}: the server answered {}",
            self.operation, self.answer.status
        )?;
        if let Some(sent_as) = &self.sent_as {
            write!(formatter, " as `{sent_as}`")?;
        }
        write!(
            formatter,
            ", but {place} isn't as the API's document says: {}; it reads: {}",
            self.message, self.excerpt
        )
    }
}

impl Debug for DecodeError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DecodeError")
            .field("operation", &self.operation)
            .field("status", &self.answer.status)
            .field("headers", &self.answer.headers)
            .field("path", &self.path())
            .field("message", &self.message())
            .field("excerpt", &self.excerpt())
            .finish()
    }
}
