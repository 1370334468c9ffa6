//! Answers with a status that the document doesn't declare: what they mean isn't guessed, everything is kept.

use std::fmt::{self, Debug, Display, Formatter};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{Answer, Excerpt};
use crate::headers::Shown;

/// An answer with a status that the document doesn't declare; it may well be one of success.
pub struct UndocumentedStatus {
    pub(crate) operation: &'static str,
    pub(crate) answer: Box<Answer>,
    pub(crate) excerpt: Excerpt,
}

impl UndocumentedStatus {
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

    /// The body as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.answer.bytes
    }
}

impl Display for UndocumentedStatus {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the server answered {}, which the API's document doesn't declare: {}",
            self.operation, self.answer.status, self.excerpt
        )
    }
}

impl Debug for UndocumentedStatus {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("UndocumentedStatus")
            .field("operation", &self.operation)
            .field("status", &self.answer.status)
            .field("headers", &Shown(&self.answer.headers))
            .field("excerpt", &self.excerpt.as_str())
            .finish()
    }
}
