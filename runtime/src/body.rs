//! The body of an answer: bytes that are there, or a stream of them. The client reads it up to its limit.
//! Bodies of requests aren't streams: they are small in every API we know, and bytes can be sent again.

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::TransportError;

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// The body of an answer, as a [`Transport`](crate::Transport) hands it over.
pub struct Body(Kind);

enum Kind {
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

    /// Reads the whole body, unless it is longer than the limit.
    pub(crate) async fn read(self, limit: usize) -> Result<Bytes, Unread> {
        match self.0 {
            Kind::Bytes(bytes) if bytes.len() > limit => Err(Unread::TooLarge),
            Kind::Bytes(bytes) => Ok(bytes),
            Kind::Stream(chunks) => read(chunks, limit).await,
        }
    }
}

async fn read(mut chunks: Chunks, limit: usize) -> Result<Bytes, Unread> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = poll_fn(|context| chunks.as_mut().poll_next(context)).await {
        let chunk = chunk.map_err(Unread::Broken)?;
        if chunk.len() > limit - bytes.len() {
            return Err(Unread::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
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
