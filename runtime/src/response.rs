//! The answer to a call that succeeded: the decoded body, or the stream of one, with everything it came with still at
//! hand.

use std::fmt::{self, Debug, Formatter};
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::call::Sent;
use crate::error::Answer;
use crate::headers::Shown;
use crate::security::Masked;
use crate::{FromHeaders, InvalidHeader};

/// A successful answer. It derefs to the decoded body.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
    body: T,
    sent: Box<Sent>,
}

impl<T> Response<T> {
    pub(crate) fn new(answer: Answer, body: T, sent: Sent) -> Self {
        Self {
            status: answer.status,
            headers: answer.headers,
            bytes: answer.bytes,
            body,
            sent: Box::new(sent),
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers that the document declares, as the operation's `ResponseHeaders`.
    ///
    /// # Errors
    /// When a header is missing that the document requires, or one isn't as the document says.
    pub fn typed_headers<H: FromHeaders>(&self) -> Result<H, InvalidHeader> {
        H::from_headers(&self.headers)
    }

    /// The body as it came, with what the document doesn't list. It is empty where the body is a stream
    /// ([`Download`](crate::Download), [`EventStream`](crate::EventStream), [`JsonLines`](crate::JsonLines)): nothing
    /// of it is kept.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The decoded body alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.body
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

/// Shows how long the body is, and what was decoded of it, without credentials that the server repeats in it.
impl<T: Debug> Debug for Response<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let secrets = self.sent.secrets(&self.bytes);
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &Shown(&self.headers))
            .field("length", &self.bytes.len())
            .field("body", &Masked(&self.body, &secrets))
            .finish()
    }
}
