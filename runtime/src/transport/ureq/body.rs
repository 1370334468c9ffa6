//! Bodies on their way through ureq: a request's stream becomes a reader, an answer's reader becomes a stream.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use ureq::BodyReader;

use super::failure::failure;
use crate::clock::Deadline;
use crate::transport::Patience;
use crate::wait::wait_until;
use crate::{Body, TransportError};

/// How many bytes of an answer are read at once.
const CHUNK: usize = 16 * 1024;

/// The body of a request. Its stream may wait for others, but not for long.
pub(super) struct Reader {
    body: Body,
    chunk: Bytes,
    patience: Patience,
    end: Deadline,
}

impl Reader {
    pub(super) fn new(body: Body, patience: Patience) -> Self {
        Self {
            body,
            chunk: Bytes::new(),
            patience,
            end: Deadline::after(patience.head()),
        }
    }

    /// Until when the next piece is waited for.
    fn deadline(&self) -> Deadline {
        match self.patience {
            Patience::Exchange(_) => self.end,
            Patience::Steps { head, .. } => Deadline::after(head),
        }
    }

    /// The next piece that has any bytes; none is the end.
    fn next(&mut self) -> Result<Bytes, TransportError> {
        let late = || Some(Err(TransportError::timeout("the body was still coming")));
        while let Some(chunk) =
            wait_until(self.deadline(), self.body.next_chunk()).unwrap_or_else(late)
        {
            let chunk = chunk?;
            if !chunk.is_empty() {
                return Ok(chunk);
            }
        }
        Ok(Bytes::new())
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.chunk.is_empty() && !buffer.is_empty() {
            self.chunk = self.next().map_err(io::Error::other)?;
        }
        (&mut self.chunk).reader().read(buffer)
    }
}

/// The body of an answer. Each poll waits for the next piece.
pub(super) struct Chunks {
    /// None after the end.
    reader: Option<BodyReader<'static>>,
}

impl Chunks {
    pub(super) fn new(reader: BodyReader<'static>) -> Self {
        Self {
            reader: Some(reader),
        }
    }

    fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        let reader = self.reader.as_mut()?;
        let mut chunk = vec![0; CHUNK];
        let read = loop {
            match reader.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        match read {
            Ok(0) => self.reader = None,
            Ok(length) => {
                chunk.truncate(length);
                return Some(Ok(chunk.into()));
            }
            Err(error) => {
                self.reader = None;
                return Some(Err(failure(error.into())));
            }
        }
        None
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.next())
    }
}
