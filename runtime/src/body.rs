//! Bodies of requests and answers: bytes that are there, or a stream of them, as they go through a
//! [`Transport`](crate::Transport). Nothing is decoded here, and nothing is kept but what is read on purpose, up to a
//! limit.

#[cfg(feature = "tower")]
mod frames;
mod repeatable;

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::TransportError;
use crate::clock::Deadline;
use crate::transport::BoxStream;
use repeatable::Repeatable;

/// The body of a request or of an answer. It is a stream of the body's pieces, whether they are there already or still
/// to come.
pub struct Body(Kind);

enum Kind {
    /// Empty once they are taken.
    Bytes(Bytes),
    Stream {
        chunks: BoxStream<Result<Bytes, TransportError>>,
        length: Option<u64>,
    },
    Repeatable(Repeatable),
}

/// Why a body couldn't be read to its end.
pub(crate) enum Unread {
    TooLarge,
    Broken(TransportError),
}

impl Body {
    /// A body that comes in pieces, once: a request with it is never repeated.
    pub fn stream(
        chunks: impl Stream<Item = Result<Bytes, TransportError>>
        + crate::transport::MaybeSend
        + 'static,
    ) -> Self {
        Self(Kind::Stream {
            chunks: Box::pin(chunks),
            length: None,
        })
    }

    /// A body that comes in pieces and can be made again from its beginning, so that a request with it can be repeated.
    pub fn repeatable(make: impl Fn() -> Self + Send + Sync + 'static) -> Self {
        Self(Kind::Repeatable(Repeatable::new(make)))
    }

    /// The same body, which is told to have so many bytes. It is for streams: they are sent with a `Content-Length`
    /// then, and a request breaks off whose stream has more or fewer.
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        Self(match self.0 {
            Kind::Bytes(bytes) => Kind::Bytes(bytes),
            Kind::Stream { chunks, .. } => Kind::Stream {
                chunks,
                length: Some(bytes),
            },
            Kind::Repeatable(body) => Kind::Repeatable(body.with_length(bytes)),
        })
    }

    /// How many bytes there are, if that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Kind::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Kind::Stream { length, .. } => *length,
            Kind::Repeatable(body) => body.length(),
        }
    }

    /// The bytes, if the body isn't a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream { .. } | Kind::Repeatable(_) => None,
        }
    }

    /// The body once more, unless it is a stream that comes once.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(Self(Kind::Bytes(bytes.clone()))),
            Kind::Stream { .. } => None,
            Kind::Repeatable(body) => Some(Self(Kind::Repeatable(body.clone()))),
        }
    }

    /// Waits for the next piece; `None` is the end.
    ///
    /// # Errors
    /// When the body breaks off.
    pub async fn next_chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads what is left of the body, however much it is.
    ///
    /// # Errors
    /// When the body breaks off.
    pub async fn into_bytes(mut self) -> Result<Bytes, TransportError> {
        if let Kind::Bytes(bytes) = self.0 {
            return Ok(bytes);
        }
        let mut chunks = Vec::new();
        while let Some(chunk) = self.next_chunk().await {
            chunks.push(chunk?);
        }
        Ok(joined(chunks))
    }

    /// Reads what is left of the body, unless it is longer than the limit, or still coming after the `deadline`.
    pub(crate) async fn read(
        &mut self,
        limit: usize,
        deadline: Option<Deadline>,
    ) -> Result<Bytes, Unread> {
        if let Kind::Bytes(bytes) = &mut self.0 {
            let bytes = std::mem::take(bytes);
            return (bytes.len() <= limit)
                .then_some(bytes)
                .ok_or(Unread::TooLarge);
        }
        let mut chunks = Vec::new();
        let mut left = limit;
        while let Some(chunk) = self.next_chunk().await {
            let chunk = chunk.map_err(Unread::Broken)?;
            left = left.checked_sub(chunk.len()).ok_or(Unread::TooLarge)?;
            if deadline.is_some_and(Deadline::has_passed) {
                let error = TransportError::timeout("the body was still coming");
                return Err(Unread::Broken(error));
            }
            chunks.push(chunk);
        }
        Ok(joined(chunks))
    }
}

/// A small body comes in one piece, which needn't be copied.
fn joined(mut chunks: Vec<Bytes>) -> Bytes {
    match chunks.len() {
        0 | 1 => chunks.pop().unwrap_or_default(),
        _ => chunks.concat().into(),
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Kind::Stream { chunks, .. } => chunks.as_mut().poll_next(context),
            Kind::Repeatable(body) => {
                *self = body.make();
                self.poll_next(context)
            }
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
        match (self.as_bytes(), self.length()) {
            (Some(bytes), _) => write!(formatter, "Body({} bytes)", bytes.len()),
            (None, Some(length)) => write!(formatter, "Body(stream of {length} bytes)"),
            (None, None) => formatter.write_str("Body(stream)"),
        }
    }
}
