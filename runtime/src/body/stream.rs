//! Streams that come once, and keep to the length that is told of them.

use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::TransportError;
use crate::transport::{BoxStream, MaybeSend};

type Chunk = Result<Bytes, TransportError>;

/// The pieces of a body. There are none after an error.
pub(super) struct Chunks {
    /// None, once there are no more.
    chunks: Option<BoxStream<Chunk>>,
    /// How many bytes have still to come, if that is told.
    left: Option<u64>,
}

impl Chunks {
    pub(super) fn new(chunks: impl Stream<Item = Chunk> + MaybeSend + 'static) -> Self {
        Self {
            chunks: Some(Box::pin(chunks)),
            left: None,
        }
    }

    pub(super) fn with_length(self, bytes: u64) -> Self {
        Self {
            left: Some(bytes),
            ..self
        }
    }

    pub(super) fn length(&self) -> Option<u64> {
        self.left
    }

    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let Some(chunks) = &mut self.chunks else {
            return Poll::Ready(None);
        };
        chunks.as_mut().poll_next(context).map(|chunk| {
            let chunk = self.checked(chunk);
            if !matches!(chunk, Some(Ok(_))) {
                self.chunks = None;
            }
            chunk
        })
    }

    fn checked(&mut self, chunk: Option<Chunk>) -> Option<Chunk> {
        let Some(left) = &mut self.left else {
            return chunk;
        };
        match chunk {
            None if *left > 0 => {
                let reason = format!("the body ended {left} bytes before its length");
                Some(Err(TransportError::other(reason)))
            }
            Some(Ok(chunk)) => {
                let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                let rest = left.checked_sub(length);
                *left = rest.unwrap_or_default();
                let longer = || TransportError::other("the body is longer than its length");
                Some(rest.map(|_| chunk).ok_or_else(longer))
            }
            chunk => chunk,
        }
    }
}
