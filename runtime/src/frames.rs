//! Bodies that are a row of parts: pieces of the body go in as they come, whole parts come out. How parts are told apart
//! is a [`Framing`]; nothing is decoded here, so that this is compiled once for all types of parts.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::error::Limit;
use crate::{Download, Error};

/// A way to tell the parts of a body from each other, read up to somewhere.
pub(crate) trait Framing: Default {
    /// A part.
    type Frame;

    /// Takes what it needs from the front of the chunk, up to the end of the next part or all of it. No more than
    /// `limit` bytes are kept for a part that hasn't ended.
    fn take(&mut self, chunk: &mut Bytes, limit: usize) -> Option<Result<Self::Frame, TooLong>>;

    /// The part that ends with the body, if it counts.
    fn finish(&mut self) -> Option<Self::Frame>;
}

/// A part that is longer than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

/// The parts of a body, as they come. It ends after the first error.
pub(crate) struct Frames<F> {
    download: Download,
    framing: F,
    /// What has come and isn't looked at yet.
    chunk: Bytes,
    has_ended: bool,
}

impl<F: Framing> Frames<F> {
    pub(crate) fn new(download: Download) -> Self {
        Self::with(F::default(), download)
    }

    /// The parts of another body, for a framing that knows already of those of one before.
    pub(crate) fn with(framing: F, download: Download) -> Self {
        Self {
            download,
            framing,
            chunk: Bytes::new(),
            has_ended: false,
        }
    }

    pub(crate) fn framing(&self) -> &F {
        &self.framing
    }

    pub(crate) fn download(&self) -> &Download {
        &self.download
    }

    pub(crate) fn download_mut(&mut self) -> &mut Download {
        &mut self.download
    }
}

impl<F: Framing + Unpin> Stream for Frames<F> {
    type Item = Result<F::Frame, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        while !this.has_ended {
            let limit = this.download.source().origin.limit;
            if let Some(frame) = this.framing.take(&mut this.chunk, limit) {
                this.has_ended = frame.is_err();
                let frame = frame.map_err(|TooLong| {
                    let source = this.download.source();
                    source.too_large(Limit::Kept(limit)).into()
                });
                return Poll::Ready(Some(frame));
            }
            match ready!(Pin::new(&mut this.download).poll_next(context)) {
                Some(Ok(chunk)) => this.chunk = chunk,
                Some(Err(error)) => {
                    this.has_ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    this.has_ended = true;
                    return Poll::Ready(this.framing.finish().map(Ok));
                }
            }
        }
        Poll::Ready(None)
    }
}
