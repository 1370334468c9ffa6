//! The body of an answer: bytes that are there, or a stream of them, as a [`Transport`](crate::Transport) hands it over.
//! Nothing is decoded here, and nothing is kept but what is read on purpose, up to a limit.

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::TransportError;

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// The body of an answer. It is a stream of the body's pieces, whether they are there already or still to come.
pub struct Body(Kind);

enum Kind {
    /// Empty once they are taken.
    Bytes(Bytes),
    Stream(Chunks),
}

/// Why a body couldn't be read to its end.
pub(crate) enum Unread {
    TooLarge,
    Broken(TransportError),
}

impl Body {
    /// A body that comes in pieces.
    pub fn stream(
        chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(Kind::Stream(Box::pin(chunks)))
    }

    /// Waits for the next piece; `None` is the end.
    pub(crate) async fn next_chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads what is left of the body, unless it is longer than the limit, or still coming after the `deadline`.
    pub(crate) async fn read(
        &mut self,
        limit: usize,
        deadline: Option<Instant>,
    ) -> Result<Bytes, Unread> {
        if let Kind::Bytes(bytes) = &mut self.0 {
            let bytes = std::mem::take(bytes);
            return (bytes.len() <= limit)
                .then_some(bytes)
                .ok_or(Unread::TooLarge);
        }
        let mut bytes = BytesMut::new();
        while let Some(chunk) = self.next_chunk().await {
            let chunk = chunk.map_err(Unread::Broken)?;
            if chunk.len() > limit - bytes.len() {
                return Err(Unread::TooLarge);
            }
            if deadline.is_some_and(|deadline| Instant::now() > deadline) {
                let error = TransportError::timeout("the body was still coming");
                return Err(Unread::Broken(error));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Kind::Stream(chunks) => chunks.as_mut().poll_next(context),
        }
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Kind::Bytes(bytes.into()))
    }
}

impl Debug for Body {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Bytes(bytes) => write!(formatter, "Body({} bytes)", bytes.len()),
            Kind::Stream(_) => formatter.write_str("Body(stream)"),
        }
    }
}
