//! A reply as hyper sends it: whole, or broken off or held back on purpose.
//!
//! Headers that HTTP does not allow are left out; replies of tests were checked for them before.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use http_body_util::{Either, Full};
use hyper::body::{Body, Frame, SizeHint};

use crate::reply::{Delivery, Reply};

/// The body of a reply.
pub(super) type ReplyBody = Either<Full<Bytes>, Half>;

/// Writes a reply as an HTTP response.
pub(super) fn response(reply: Reply) -> Response<ReplyBody> {
    let length = reply.body.len();
    let is_cut = matches!(reply.delivery, Delivery::Truncated | Delivery::Stalled);
    let body = if is_cut {
        Either::Right(Half::of(reply.body, reply.delivery))
    } else {
        Either::Left(Full::new(reply.body))
    };
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    if is_cut {
        let declared = HeaderValue::from(length.max(1));
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, declared);
    }
    response
}

/// The first half of a body, then an error, at which hyper closes the connection, or nothing ever.
pub(super) struct Half {
    part: Option<Bytes>,
    delivery: Delivery,
    waited: bool,
}

impl Half {
    fn of(body: Bytes, delivery: Delivery) -> Self {
        let half = body.len() / 2;
        Half {
            part: Some(body.slice(..half)),
            delivery,
            waited: false,
        }
    }
}

impl Body for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(part) = self.part.take() {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        if self.delivery == Delivery::Stalled {
            // Nothing wakes this but the client's going away, of which hyper knows.
            return Poll::Pending;
        }
        if !self.waited {
            // hyper writes out what it has when the body keeps it waiting, and drops it at an error.
            self.waited = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let error = io::Error::new(io::ErrorKind::UnexpectedEof, "truncated on purpose");
        Poll::Ready(Some(Err(error)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}
