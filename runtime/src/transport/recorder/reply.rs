//! Answers that tests make up.

use std::collections::VecDeque;
use std::fmt::{self, Debug, Formatter};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

use crate::{Body, TransportError};

/// What a call is to get: an answer, or the reason why there is none.
#[must_use = "a reply answers nothing until a recorder has it"]
pub struct Reply(Result<http::Response<Make>, TransportError>);

/// Makes a body, which may itself be bound to a thread.
type Make = Box<dyn FnOnce() -> Body + Send + Sync>;

impl Reply {
    /// An answer with this status, without headers and body.
    pub fn new(status: StatusCode) -> Self {
        let make: Make = Box::new(|| Body::from(""));
        let mut answer = http::Response::new(make);
        *answer.status_mut() = status;
        Self(Ok(answer))
    }

    /// An answer with the status 200, without headers and body.
    pub fn ok() -> Self {
        Self::new(StatusCode::OK)
    }

    /// No answer: the exchange fails like this.
    pub fn failure(error: TransportError) -> Self {
        Self(Err(error))
    }

    /// The same answer with a header more. One whose name or value can't be a header makes the exchange fail.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.and_then(|mut answer| {
            let name = HeaderName::try_from(name).map_err(TransportError::rejected)?;
            let value = HeaderValue::try_from(value).map_err(TransportError::rejected)?;
            answer.headers_mut().append(name, value);
            Ok(answer)
        })
    }

    /// The same answer with a body of JSON, as `application/json` unless a content type is set. A value that can't be
    /// JSON makes the exchange fail.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(json) => self.of_kind("application/json").body(json),
            Err(error) => Self::failure(TransportError::rejected(error)),
        }
    }

    /// The same answer with this body.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        let bytes = body.into();
        self.stream(|| bytes.into())
    }

    /// The same answer with a body that comes in these pieces; an error among them is where it breaks off.
    pub fn pieces<C: Into<Bytes>>(
        self,
        pieces: impl IntoIterator<Item = Result<C, TransportError>>,
    ) -> Self {
        let pieces = pieces.into_iter().map(|piece| piece.map(Into::into));
        let pieces = Pieces(pieces.collect());
        self.stream(|| Body::stream(pieces))
    }

    /// The same answer with the body that a function makes, such as one without an end.
    pub fn stream(self, make: impl FnOnce() -> Body + Send + Sync + 'static) -> Self {
        self.and_then(|answer| Ok(answer.map(|_| Box::new(make) as Make)))
    }

    fn of_kind(self, content_type: &'static str) -> Self {
        self.and_then(|mut answer| {
            let kind = HeaderValue::from_static(content_type);
            let headers = answer.headers_mut();
            headers.entry(header::CONTENT_TYPE).or_insert(kind);
            Ok(answer)
        })
    }

    pub(super) fn outcome(self) -> Result<http::Response<Body>, TransportError> {
        self.0.map(|answer| answer.map(|make| make()))
    }

    fn and_then(
        self,
        change: impl FnOnce(http::Response<Make>) -> Result<http::Response<Make>, TransportError>,
    ) -> Self {
        Self(self.0.and_then(change))
    }
}

/// Shows the head of an answer, whose body isn't made yet.
impl Debug for Reply {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let head = self.0.as_ref().map(http::Response::status);
        formatter.debug_tuple("Reply").field(&head).finish()
    }
}

/// A body in pieces.
struct Pieces(VecDeque<Result<Bytes, TransportError>>);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}
