//! Bodies that are read from a file, a piece at a time. Only regular files: anything else may block for as long as it
//! likes, even when it is opened.

use std::fs::File;
use std::io::{self, Read, Take};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::Body;
use crate::transport::BoxFuture;
use crate::{TransportError, disk};

/// How much is read at once.
const PIECE: u64 = 64 * 1024;

/// A file that isn't opened yet.
#[derive(Clone)]
pub(super) struct FileBody {
    path: Arc<Path>,
    length: Option<u64>,
}

impl FileBody {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path: path.into(),
            length: None,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn length(&self) -> Option<u64> {
        self.length
    }

    /// Makes sure that it can be opened, and finds out its length.
    pub(super) fn prepare(&mut self) -> Result<(), String> {
        let shown = self.path.display();
        let unread = |error: io::Error| format!("the file `{shown}` can't be read: {error}");
        let metadata = std::fs::metadata(&self.path).map_err(unread)?;
        if !metadata.is_file() {
            return Err(format!(
                "`{shown}` isn't a regular file; a stream can carry it"
            ));
        }
        File::open(&self.path).map_err(unread)?;
        self.length = Some(metadata.len());
        Ok(())
    }

    /// The body that reads it, which opens it when it is asked for its first piece.
    pub(super) fn begin(&self) -> Body {
        let body = Body::stream(Reading {
            reading: None,
            next: Some(Source::Path(self.path.clone(), self.length)),
        });
        match self.length {
            Some(length) => body.with_length(length),
            None => body,
        }
    }
}

/// What is read from.
enum Source {
    /// A file that isn't opened yet, and how much of it there is, if that is known.
    Path(Arc<Path>, Option<u64>),
    Open(Take<File>),
}

/// What was read, and the file to go on with.
struct Piece {
    file: Take<File>,
    bytes: Vec<u8>,
}

/// A file that is read.
struct Reading {
    reading: Option<BoxFuture<'static, io::Result<Piece>>>,
    /// Where the next piece comes from, unless one is read just now, or there is none.
    next: Option<Source>,
}

impl Source {
    /// Reads a piece. More than the file's length when it was looked at isn't read; that it is all there is seen to by the
    /// body.
    fn read(self) -> io::Result<Piece> {
        let mut file = match self {
            Self::Path(path, length) => File::open(path)?.take(length.unwrap_or(u64::MAX)),
            Self::Open(file) => file,
        };
        let mut bytes = Vec::new();
        file.by_ref().take(PIECE).read_to_end(&mut bytes)?;
        Ok(Piece { file, bytes })
    }
}

impl Stream for Reading {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(source) = self.next.take() {
            self.reading = Some(Box::pin(disk::run(move || source.read())));
        }
        let Some(reading) = &mut self.reading else {
            return Poll::Ready(None);
        };
        let read = ready!(reading.as_mut().poll(context));
        self.reading = None;
        Poll::Ready(match read {
            Ok(Piece { bytes, .. }) if bytes.is_empty() => None,
            Ok(Piece { file, bytes }) => {
                self.next = (file.limit() > 0).then_some(Source::Open(file));
                Some(Ok(bytes.into()))
            }
            Err(error) => Some(Err(TransportError::other(error))),
        })
    }
}
