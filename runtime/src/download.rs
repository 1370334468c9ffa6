//! Bodies that are read as they come: the answer's head is there, the body is a stream of its pieces. Nothing is kept
//! of them unless it is asked for, and then no more than the client's limit for answers.

use std::fmt::{self, Debug, Formatter};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use crate::body::Unread;
use crate::call::Origin;
use crate::decode::Undecodable;
use crate::error::{Answer, Failure};
use crate::{Body, Error};

/// The body of an answer that carries bytes, read as it comes.
///
/// It is a [`Stream`] of pieces. A read that gets nothing for as long as the call's timeout is an [`Error::Timeout`];
/// how long all of it takes is not bounded. Dropping it ends the exchange.
///
/// ```no_run
/// # async fn save(mut picture: bindery_runtime::Download) -> Result<(), Box<dyn std::error::Error>> {
/// let mut file = std::fs::File::create("picture.png")?;
/// while let Some(chunk) = picture.next_chunk().await {
///     std::io::Write::write_all(&mut file, &chunk?)?;
/// }
/// # Ok(()) }
/// ```
pub struct Download {
    body: Body,
    source: Arc<Source>,
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
        }
    }

    /// Waits for the next piece; `None` is the end of the body.
    ///
    /// # Errors
    /// [`Error::Timeout`] or [`Error::Transport`]; what follows is not the rest of the body.
    pub async fn next_chunk(&mut self) -> Option<Result<Bytes, Error>> {
        let chunk = self.body.next_chunk().await?;
        Some(chunk.map_err(|error| self.source.origin.broken(error).into()))
    }

    /// Reads what is left of the body into memory.
    ///
    /// # Errors
    /// [`Error::ResponseTooLarge`] when that is more than the client's `response_limit`, and what
    /// [`next_chunk`](Self::next_chunk) fails with.
    pub async fn read_to_end(&mut self) -> Result<Bytes, Error> {
        let bytes = self.body.read(self.source.origin.limit(), None).await;
        bytes.map_err(|why| self.source.unread(why).into())
    }

    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }
}

impl Source {
    fn unread(&self, why: Unread) -> Failure {
        self.origin.unread(why, self.status, self.headers.clone())
    }

    /// More than the limit would have to be kept.
    pub(crate) fn too_large(&self) -> Error {
        self.unread(Unread::TooLarge).into()
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
        let Self { body, source } = &mut *self;
        let chunk = Pin::new(body).poll_next(context);
        chunk.map(|chunk| {
            chunk.map(|chunk| chunk.map_err(|error| source.origin.broken(error).into()))
        })
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
