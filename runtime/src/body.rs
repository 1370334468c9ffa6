//! Bodies of requests and answers: bytes that are there, or a stream of them, as they go through a
//! [`Transport`](crate::Transport). Nothing is decoded here, and nothing is kept but what is read on purpose, up to a
//! limit.

mod chain;
#[cfg(not(target_arch = "wasm32"))]
mod file;
#[cfg(feature = "tower")]
mod frames;
mod gathered;
mod paced;
mod repeatable;
mod stream;

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::TransportError;
use crate::clock::Deadline;
use crate::pace::Meter;
use chain::Chain;
#[cfg(not(target_arch = "wasm32"))]
use file::FileBody;
use paced::Paced;
use repeatable::Repeatable;

pub(crate) use gathered::Gathered;
pub(crate) use paced::Verdict;

/// The body of a request or of an answer. It is a stream of the body's pieces, whether they are there already or still
/// to come.
pub struct Body(Kind);

enum Kind {
    /// Empty once they are taken.
    Bytes(Bytes),
    Stream(stream::Chunks),
    Repeatable(Repeatable),
    #[cfg(not(target_arch = "wasm32"))]
    File(FileBody),
    Chain(Chain),
    Paced(Box<Paced>),
}

/// Why a body couldn't be read to its end.
pub(crate) enum Unread {
    TooLarge,
    Broken(TransportError),
    /// It was still coming after the deadline.
    Late,
}

impl Body {
    /// A body that comes in pieces, once: a request with it is never repeated.
    pub fn stream(
        chunks: impl Stream<Item = Result<Bytes, TransportError>>
        + crate::transport::MaybeSend
        + 'static,
    ) -> Self {
        Self(Kind::Stream(stream::Chunks::new(chunks)))
    }

    /// A body that comes in pieces and can be made again from its beginning, so that a request with it can be repeated.
    pub fn repeatable(make: impl Fn() -> Self + Send + Sync + 'static) -> Self {
        Self(Kind::Repeatable(Repeatable::new(make)))
    }

    /// The content of a file, which is opened when the body is sent, and read in pieces then. It can be sent again, and
    /// is sent with its length. A file that can't be opened, or isn't a regular one, makes the call fail with
    /// [`Error::InvalidRequest`](crate::Error::InvalidRequest); one that becomes shorter meanwhile breaks it off.
    ///
    /// Where a Tokio runtime is at hand (with the feature `reqwest`), its threads for blocking work read the file;
    /// elsewhere it is read on the spot.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_path(path: impl Into<std::path::PathBuf>) -> Self {
        Self(Kind::File(FileBody::new(path.into())))
    }

    /// Bodies that follow each other. If all of them are bytes, then so is the whole.
    pub(crate) fn chain(bodies: Vec<Self>) -> Self {
        let length = |body: &Self| body.as_bytes().map(Bytes::len);
        let Some(length) = bodies.iter().map(length).sum() else {
            return Self(Kind::Chain(Chain::new(bodies)));
        };
        let mut whole = BytesMut::with_capacity(length);
        let pieces = bodies.iter().filter_map(Self::as_bytes);
        pieces.for_each(|bytes| whole.extend_from_slice(bytes));
        whole.freeze().into()
    }

    /// The same body, which has to go on with this throughput; the verdict tells when it doesn't.
    pub(crate) fn paced(self, meter: Meter, verdict: Verdict) -> Self {
        Self(Kind::Paced(Box::new(Paced::new(self, meter, verdict))))
    }

    /// The same body, which is told to have so many bytes. It is for streams: they are sent with a `Content-Length`
    /// then, and break off when there are more or fewer. What knows its length keeps it.
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        Self(match self.0 {
            Kind::Stream(chunks) => Kind::Stream(chunks.with_length(bytes)),
            Kind::Repeatable(body) => Kind::Repeatable(body.with_length(bytes)),
            kind => kind,
        })
    }

    /// The same body, which breaks off if it isn't of this length, whatever it knows itself.
    pub(crate) fn checked_by(self, bytes: u64) -> Self {
        match self.0 {
            Kind::Stream(chunks) => Self(Kind::Stream(chunks.with_length(bytes))),
            Kind::Bytes(_) if self.length() == Some(bytes) => self,
            kind => Self::stream(Self(kind)).with_length(bytes),
        }
    }

    /// How many bytes are still to come, if that is known. Of a file it is known once the request is made.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Kind::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Kind::Stream(chunks) => chunks.length(),
            Kind::Repeatable(body) => body.length(),
            #[cfg(not(target_arch = "wasm32"))]
            Kind::File(file) => file.length(),
            Kind::Chain(chain) => chain.length(),
            Kind::Paced(paced) => paced.body().length(),
        }
    }

    /// The bytes, if the body isn't a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The file that the body is read from, if it is.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn path(&self) -> Option<&std::path::Path> {
        match &self.0 {
            Kind::File(file) => Some(file.path()),
            _ => None,
        }
    }

    /// The body once more, unless it is a stream that comes once.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self(match &self.0 {
            Kind::Bytes(bytes) => Kind::Bytes(bytes.clone()),
            Kind::Stream(_) => return None,
            Kind::Repeatable(body) => Kind::Repeatable(body.clone()),
            #[cfg(not(target_arch = "wasm32"))]
            Kind::File(file) => Kind::File(file.clone()),
            Kind::Chain(chain) => Kind::Chain(chain.try_clone()?),
            Kind::Paced(paced) => Kind::Paced(Box::new(paced.try_clone()?)),
        }))
    }

    /// Makes sure that the body can be sent, and finds out its length.
    ///
    /// # Errors
    /// A message, when a file can't be read.
    pub(crate) fn prepare(&mut self) -> Result<(), String> {
        match &mut self.0 {
            #[cfg(not(target_arch = "wasm32"))]
            Kind::File(file) => file.prepare(),
            Kind::Chain(chain) => chain.prepare(),
            _ => Ok(()),
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
        let mut gathered = Gathered::default();
        while let Some(chunk) = self.next_chunk().await {
            gathered.push(chunk?);
        }
        Ok(gathered.into_bytes())
    }

    /// Reads what is left of the body, unless it is longer than the limit, or still coming after the `deadline`.
    pub(crate) async fn read(&mut self, limit: usize, deadline: Deadline) -> Result<Bytes, Unread> {
        if let Kind::Bytes(bytes) = &mut self.0 {
            let bytes = std::mem::take(bytes);
            return (bytes.len() <= limit)
                .then_some(bytes)
                .ok_or(Unread::TooLarge);
        }
        let mut gathered = Gathered::default();
        while let Some(chunk) = self.next_chunk().await {
            let chunk = chunk.map_err(Unread::Broken)?;
            if chunk.len() > limit - gathered.len() {
                return Err(Unread::TooLarge);
            }
            if deadline.has_passed() {
                return Err(Unread::Late);
            }
            gathered.push(chunk);
        }
        Ok(gathered.into_bytes())
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let begun = match &mut self.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Kind::Bytes(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Kind::Stream(chunks) => return chunks.poll_next(context),
            Kind::Chain(chain) => return chain.poll_next(context),
            Kind::Paced(paced) => return paced.poll_next(context),
            Kind::Repeatable(body) => body.make(),
            #[cfg(not(target_arch = "wasm32"))]
            Kind::File(file) => file.begin(),
        };
        *self = begun;
        self.poll_next(context)
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
