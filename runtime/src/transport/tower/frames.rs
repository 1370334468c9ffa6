//! An answer's body as tower's stacks have it becomes a stream of its pieces. Trailers are left out.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::Body;

use super::{Cause, failure};
use crate::TransportError;

pub(super) struct Frames<B>(Pin<Box<B>>);

impl<B> Frames<B> {
    pub(super) fn new(body: B) -> Self {
        Self(Box::pin(body))
    }
}

impl<B: Body<Error: Into<Cause>>> Stream for Frames<B> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(frame) = ready!(self.0.as_mut().poll_frame(context)) {
            if let Ok(mut data) = frame.map_err(failure)?.into_data() {
                return Poll::Ready(Some(Ok(data.copy_to_bytes(data.remaining()))));
            }
        }
        Poll::Ready(None)
    }
}
