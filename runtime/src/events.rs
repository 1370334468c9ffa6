//! Server-sent events: a download goes in, events come out as they arrive, and those of further downloads where the
//! caller wants to be connected again.

mod connection;
pub(crate) mod parser;
mod reconnect;

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::decode::Undecodable;
use crate::download::Source;
use crate::{Download, Error, Value};
use connection::Connection;
use parser::Message;

pub use reconnect::Reconnect;

/// The events of an answer of `text/event-stream` (HTML standard, section 9.2), whose data is JSON of the type `T`.
///
/// It is a [`Stream`]. Five minutes without a single byte are an [`Error::Timeout`], unless the call has a timeout of its
/// own or the client a longer one; a comment, by which servers keep a stream alive, is bytes too. An event longer than
/// the `response_limit` is [`Error::ResponseTooLarge`]; the stream ends after an error. An event in which the answer
/// breaks off is dropped. [`reconnecting`](Self::reconnecting) goes on with another answer where one ends.
///
/// ```no_run
/// # async fn print(mut events: bindery_runtime::EventStream) -> Result<(), bindery_runtime::Error> {
/// while let Some(event) = events.next().await {
///     let event = event?;
///     if event.data == "[DONE]" {
///         break;
///     }
///     println!("{}: {:?}", event.event, event.json()?);
/// }
/// # Ok(()) }
/// ```
pub struct EventStream<T = Value> {
    connection: Connection,
    data: PhantomData<fn() -> T>,
}

impl<T> EventStream<T> {
    pub(crate) fn new(download: Download) -> Self {
        Self {
            connection: Connection::new(download),
            data: PhantomData,
        }
    }

    /// The same events, and those that come after the answer ends or breaks off: the call is made again then, with the
    /// `Last-Event-ID` of the last event that was whole, so that the server can go on from there. It is the same call in
    /// all else; its credentials are the client's at that time.
    ///
    /// The stream ends when the server answers 204, when an attempt fails in a way that another can't mend, or when too
    /// many in a row had no event: see [`Reconnect`].
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for the events of another method than `GET`, of a call with a body, and of an answer
    /// that came by other means than a client: whether they can be asked for again isn't known.
    pub fn reconnecting(mut self, policy: Reconnect) -> Result<Self, Error> {
        self.connection.reconnect(policy)?;
        Ok(self)
    }

    /// Waits for the next event; `None` is the end of the answer.
    ///
    /// # Errors
    /// [`Error::Timeout`], [`Error::Transport`] or [`Error::ResponseTooLarge`], and where the stream reconnects, whatever
    /// the last attempt failed with.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let message = self.connection.poll_next(context);
        message.map(|message| {
            let source = self.connection.download().source();
            message.map(|message| message.map(|message| Event::new(message, source)))
        })
    }
}

impl<T> Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("EventStream")
            .field(self.connection.download())
            .finish()
    }
}

/// One event.
#[non_exhaustive]
pub struct Event<T = Value> {
    /// Its type; `message` where none is told.
    pub event: String,
    /// The last id that the stream has told, with this event or before it.
    pub id: Option<String>,
    /// How long to wait before connecting again, if the stream has told that since the event before.
    pub retry: Option<Duration>,
    /// The data as it came, its lines joined by LF. It need not be JSON: some services end with a word such as `[DONE]`.
    pub data: String,
    source: Arc<Source>,
    json: PhantomData<fn() -> T>,
}

impl<T> Event<T> {
    fn new(message: Message, source: &Arc<Source>) -> Self {
        let Message {
            event,
            id,
            retry,
            data,
        } = message;
        Self {
            event,
            id,
            retry,
            data,
            source: Arc::clone(source),
            json: PhantomData,
        }
    }
}

impl<T: DeserializeOwned> Event<T> {
    /// Reads the data as JSON.
    ///
    /// # Errors
    /// [`Error::Decode`] when it isn't JSON of this type; the stream goes on all the same.
    pub fn json(&self) -> Result<T, Error> {
        serde_json::from_str(&self.data).map_err(|error| {
            let bytes = self.data.clone().into();
            self.source.undecodable(bytes, &Undecodable::from(error))
        })
    }
}

impl<T> Debug for Event<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Event")
            .field("event", &self.event)
            .field("id", &self.id)
            .field("retry", &self.retry)
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}
