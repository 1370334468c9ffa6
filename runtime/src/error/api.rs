//! Errors that the server reports in the way the document declares. The body is decoded if it can be; servers often
//! answer errors with something else than they declare, and that is kept as bytes rather than reported instead.

use std::fmt::{self, Debug, Display, Formatter};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{Answer, Excerpt};
use crate::headers::Shown;
use crate::security::{Masked, Secrets};

/// An error answer that the document declares.
pub struct ApiError<F = ()> {
    /// The decoded body; `None` when the body isn't as the document says.
    pub body: Option<F>,
    pub(crate) operation: &'static str,
    pub(crate) answer: Box<Answer>,
    pub(crate) excerpt: Excerpt,
    /// What the body may repeat.
    pub(crate) secrets: Secrets,
}

impl<F> ApiError<F> {
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

impl<F> Display for ApiError<F> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the server answered {}: {}",
            self.operation, self.answer.status, self.excerpt
        )
    }
}

impl<F: Debug> Debug for ApiError<F> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApiError")
            .field("operation", &self.operation)
            .field("status", &self.answer.status)
            .field("headers", &Shown(&self.answer.headers))
            .field("body", &Masked(&self.body, &self.secrets))
            .field("excerpt", &self.excerpt.as_str())
            .finish()
    }
}
