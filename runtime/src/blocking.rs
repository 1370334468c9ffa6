//! Streams for those who don't await: what comes bit by bit goes in, an iterator comes out, and of bytes a reader as
//! well. Each step waits on the spot, for as long as the call's timeout allows.

use std::io::{self, Read};
use std::pin::Pin;

use bytes::{Buf, Bytes};
use futures_core::Stream;

use crate::decode::Decode;
use crate::wait::wait;
use crate::{Download, Error, EventStream, Items, JsonLines, Paged, Pages};

/// A stream as an [`Iterator`], whose steps wait for the next item. A [`Download`] is a [`Read`] as well.
///
/// It is for streams that answer calls which were sent with `send_blocking`, and for what is made of those; other
/// streams may need the runtime of their client.
///
/// ```no_run
/// # fn print(events: bindery_runtime::EventStream) -> Result<(), bindery_runtime::Error> {
/// for event in events.into_blocking() {
///     println!("{:?}", event?.json()?);
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Blocking<S> {
    stream: S,
    /// What of a piece is still to be read.
    rest: Bytes,
}

impl<S: Stream + Unpin> Blocking<S> {
    /// The stream, or a `&mut` to one, as an iterator.
    pub fn new(stream: S) -> Self {
        Self {
            stream,
            rest: Bytes::new(),
        }
    }
}

impl<S: Stream + Unpin> Iterator for Blocking<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        let stream = &mut self.stream;
        wait(std::future::poll_fn(|context| {
            Pin::new(&mut *stream).poll_next(context)
        }))
    }
}

impl<S: Stream<Item = Result<Bytes, Error>> + Unpin> Read for Blocking<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() && !buffer.is_empty() {
            match self.next() {
                Some(chunk) => self.rest = chunk.map_err(failure)?,
                None => return Ok(0),
            }
        }
        (&mut self.rest).reader().read(buffer)
    }
}

fn failure(error: Error) -> io::Error {
    let kind = match error.is_timeout() {
        true => io::ErrorKind::TimedOut,
        false => io::ErrorKind::Other,
    };
    io::Error::new(kind, error)
}

impl Download {
    /// The body as an iterator of its pieces and as a [`Read`], for those who don't await.
    #[must_use]
    pub fn into_blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    /// Does the same as [`save`](Self::save), for those who don't await.
    ///
    /// # Errors
    /// Those of [`save`](Self::save).
    #[cfg(not(target_arch = "wasm32"))]
    pub fn save_blocking(
        &mut self,
        path: impl Into<std::path::PathBuf>,
    ) -> Result<u64, crate::SaveError> {
        wait(self.save(path))
    }
}

impl<T> EventStream<T> {
    /// The events as an iterator, for those who don't await.
    #[must_use]
    pub fn into_blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<T: serde::de::DeserializeOwned> JsonLines<T> {
    /// The values as an iterator, for those who don't await.
    #[must_use]
    pub fn into_blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<'c, E> Pages<'c, E>
where
    E: Paged<Success: Decode<Value: Send>, Failure: Decode<Value: Send>> + 'c,
{
    /// The pages as an iterator, for those who don't await. The client has to be one made by
    /// [`build_blocking`](crate::ClientBuilder::build_blocking); another one's first page is [`Error::InvalidRequest`].
    #[must_use = "nothing is fetched until it is asked for"]
    pub fn into_blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<'c, E> Items<'c, E>
where
    E: Paged<Success: Decode<Value: Send>, Failure: Decode<Value: Send>> + 'c,
{
    /// The items as an iterator, for those who don't await, of a client as [`Pages::into_blocking`] has to have it.
    #[must_use = "nothing is fetched until it is asked for"]
    pub fn into_blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}
