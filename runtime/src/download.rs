//! Bodies that are read as they come: the answer's head is there, the body is a stream of its pieces. Nothing is kept
//! of them unless it is asked for, and then no more than the limit for answers.

#[cfg(not(target_arch = "wasm32"))]
mod save;

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use crate::body::Gathered;
use crate::call::Origin;
use crate::clock::Instant;
use crate::decode::Undecodable;
use crate::error::{Answer, Failure, Limit};
use crate::pace::Meter;
use crate::{Body, Call, Error};

#[cfg(not(target_arch = "wasm32"))]
pub use save::SaveError;

/// The body of an answer that carries bytes, read as it comes.
///
/// It is a [`Stream`] of pieces. A read that gets nothing for as long as the call's timeout is an [`Error::Timeout`], and
/// so is a body that comes more slowly than the [`Throughput`](crate::Throughput) that is asked of it; how long all of it
/// takes is not bounded. One that isn't as long as its `Content-Length` says is an [`Error::Transport`]. Dropping it ends
/// the exchange.
///
/// ```no_run
/// # async fn save(mut picture: bindery_runtime::Download) -> Result<(), Box<dyn std::error::Error>> {
/// picture.set_limit(10 * 1024 * 1024);
/// picture.save("picture.png").await?;
/// # Ok(()) }
/// ```
pub struct Download {
    body: Body,
    source: Arc<Source>,
    meter: Option<Meter>,
    /// Since when the next piece is waited for.
    waiting: Option<Instant>,
    limit: Option<Rest>,
    /// The call, if it may be made again.
    again: Option<Box<Call<'static>>>,
}

/// How much of a body may still come.
struct Rest {
    bytes: u64,
    left: u64,
}

/// The head of the answer that a stream belongs to.
pub(crate) struct Source {
    pub(crate) origin: Origin,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl Download {
    pub(crate) fn new(body: Body, source: Source) -> Self {
        Self {
            body,
            source: Arc::new(source),
            meter: None,
            waiting: None,
            limit: None,
            again: None,
        }
    }

    /// It is measured so from now on, and its call may be made again.
    pub(crate) fn go_on(&mut self, meter: Option<Meter>, again: Option<Call<'static>>) {
        self.meter = meter;
        self.again = again.map(Box::new);
    }

    /// Takes no more than so many bytes from now on: where there are more, the body ends in [`Error::ResponseTooLarge`].
    /// Without it there is no limit to what is handed on.
    pub fn set_limit(&mut self, bytes: u64) {
        self.limit = Some(Rest { bytes, left: bytes });
    }

    /// Waits for the next piece; `None` is the end of the body.
    ///
    /// # Errors
    /// [`Error::Timeout`], [`Error::Transport`] or [`Error::ResponseTooLarge`]; there is nothing after an error.
    pub async fn next_chunk(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads what is left of the body into memory.
    ///
    /// # Errors
    /// [`Error::ResponseTooLarge`] when that is more than the `response_limit` of the client or the call, and what
    /// [`next_chunk`](Self::next_chunk) fails with.
    pub async fn read_to_end(&mut self) -> Result<Bytes, Error> {
        let mut gathered = Gathered::default();
        while let Some(chunk) = self.next_chunk().await {
            let chunk = chunk?;
            let limit = self.source.origin.limit;
            if chunk.len() > limit - gathered.len() {
                return Err(self.source.too_large(Limit::Kept(limit)).into());
            }
            gathered.push(chunk);
        }
        Ok(gathered.into_bytes())
    }

    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    pub(crate) fn again(&mut self) -> Option<Box<Call<'static>>> {
        self.again.take()
    }

    /// A piece as it came, unless it is too late or too much.
    fn checked(&mut self, chunk: Bytes) -> Result<Bytes, Failure> {
        let waited = self.waiting.take().map(|since| since.elapsed());
        if let Some(meter) = &mut self.meter {
            let passed = meter.pass(waited.unwrap_or_default(), chunk.len());
            passed.map_err(|stalled| self.source.origin.stalled(stalled))?;
        }
        let Some(limit) = &mut self.limit else {
            return Ok(chunk);
        };
        let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        match limit.left.checked_sub(length) {
            Some(left) => {
                limit.left = left;
                Ok(chunk)
            }
            None => Err(self.source.too_large(Limit::Streamed(limit.bytes))),
        }
    }
}

impl Source {
    /// The body goes on behind a limit.
    pub(crate) fn too_large(&self, limit: Limit) -> Failure {
        self.origin
            .too_large(limit, self.status, self.headers.clone())
    }

    /// A part of the body that isn't as the document says.
    pub(crate) fn undecodable(&self, bytes: Bytes, cause: &Undecodable) -> Error {
        let answer = Answer {
            status: self.status,
            headers: self.headers.clone(),
            bytes,
        };
        Error::Decode(self.origin.undecodable(answer, cause))
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.meter.is_some() {
            this.waiting.get_or_insert_with(Instant::now);
        }
        let chunk = match ready!(Pin::new(&mut this.body).poll_next(context)) {
            Some(Ok(chunk)) => this.checked(chunk),
            Some(Err(error)) => Err(this.source.origin.interrupted(error)),
            None => return Poll::Ready(None),
        };
        if chunk.is_err() {
            this.body = Bytes::new().into();
        }
        Poll::Ready(Some(chunk.map_err(Error::from)))
    }
}

impl Debug for Download {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Download")
            .field("status", &self.source.status)
            .finish_non_exhaustive()
    }
}
