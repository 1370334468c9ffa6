//! Rows of JSON values: a download goes in, values come out as they arrive.

pub(crate) mod splitter;

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::decode::Undecodable;
use crate::frames::Frames;
use crate::{Download, Error, Value};
use splitter::Splitter;

/// The values of an answer that has a JSON text on each line (`application/x-ndjson`, `application/jsonl`), or after
/// each record separator (`application/json-seq`, RFC 7464).
///
/// It is a [`Stream`]. Five minutes without a single byte are an [`Error::Timeout`], unless the call has a timeout of its
/// own or the client a longer one, and a text longer than the `response_limit` is [`Error::ResponseTooLarge`]; the stream
/// ends after these. It goes on after a text that can't be decoded.
pub struct JsonLines<T = Value> {
    frames: Frames<Splitter>,
    value: PhantomData<fn() -> T>,
}

impl<T> JsonLines<T> {
    pub(crate) fn new(download: Download) -> Self {
        Self {
            frames: Frames::new(download),
            value: PhantomData,
        }
    }
}

impl<T: DeserializeOwned> JsonLines<T> {
    /// Waits for the next value; `None` is the end of the answer.
    ///
    /// # Errors
    /// [`Error::Timeout`], [`Error::Transport`] or [`Error::ResponseTooLarge`]; [`Error::Decode`] for a text that isn't
    /// as the document says.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn decode(&self, text: Bytes) -> Result<T, Error> {
        serde_json::from_slice(&text).map_err(|error| {
            let source = self.frames.download().source();
            source.undecodable(text, &Undecodable::from(error))
        })
    }
}

impl<T: DeserializeOwned> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let text = Pin::new(&mut self.frames).poll_next(context);
        text.map(|text| text.map(|text| text.and_then(|text| self.decode(text))))
    }
}

impl<T> Debug for JsonLines<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("JsonLines")
            .field(self.frames.download())
            .finish()
    }
}
