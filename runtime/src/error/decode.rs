//! Answers that report success with a body that isn't as the document says.

use std::fmt::{self, Debug, Display, Formatter};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use super::{Answer, Excerpt, Fault};
use crate::decode::Undecodable;
use crate::headers::Shown;
use crate::security::Secrets;

/// A body that isn't as the document says, and where.
pub struct DecodeError {
    operation: &'static str,
    pub(crate) answer: Box<Answer>,
    /// The content type, if it isn't one that was asked for.
    sent_as: Option<Excerpt>,
    /// The coding of the body, which nobody asked for: requests have no `Accept-Encoding`.
    encoding: Option<Excerpt>,
    fault: Fault,
}

impl DecodeError {
    pub(crate) fn new(
        operation: &'static str,
        answer: Answer,
        sent_as: Option<String>,
        cause: &Undecodable,
        secrets: &Secrets,
    ) -> Self {
        let encoding = answer.headers.get(header::CONTENT_ENCODING);
        Self {
            operation,
            sent_as: sent_as.map(|sent_as| Excerpt::of(sent_as.as_bytes(), secrets)),
            encoding: encoding.map(|encoding| Excerpt::of(encoding.as_bytes(), secrets)),
            fault: Fault::of(&answer.bytes, cause, secrets),
            answer: Box::new(answer),
        }
    }

    /// Where in a JSON body, such as `data[3].id`; empty for the body as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        self.fault.path.as_str()
    }

    /// What is wrong there.
    #[must_use]
    pub fn message(&self) -> &str {
        self.fault.message.as_str()
    }

    /// A short part of the body around the place.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        self.fault.excerpt.as_str()
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
        write!(
            formatter,
            "{}: the server answered {}",
            self.operation, self.answer.status
        )?;
        if let Some(sent_as) = &self.sent_as {
            write!(formatter, " as `{sent_as}`")?;
        }
        if let Some(encoding) = &self.encoding {
            write!(formatter, " encoded as `{encoding}`")?;
        }
        write!(formatter, ", but {}", self.fault)
    }
}

impl Debug for DecodeError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DecodeError")
            .field("operation", &self.operation)
            .field("status", &self.answer.status)
            .field("headers", &Shown(&self.answer.headers))
            .field("path", &self.path())
            .field("message", &self.message())
            .field("excerpt", &self.excerpt())
            .finish()
    }
}
