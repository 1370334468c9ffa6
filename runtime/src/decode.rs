//! How the body of an answer is read: it goes in, whole or still coming, and a value or the reason why there is none
//! comes out. The marker types are named by each call's [`Endpoint`](crate::Endpoint). The content type of a whole body
//! isn't looked at: servers mislabel JSON as text too often, and the document has said what it is.

use std::fmt::Display;
use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::{Download, EventStream, JsonLines};

/// A way to read bodies.
pub trait Decode {
    /// What a body is read into.
    type Value;

    /// The `Accept` header that asks for such bodies.
    const ACCEPT: &'static str;

    /// How bodies arrive, by declared status (`200`, `2XX` or `default`); the first one that matches decides. What isn't
    /// listed is read whole, and so are the bodies of failures.
    const ARRIVES: &'static [(&'static str, Arrival)] = &[];

    /// Reads the body of an answer with this status.
    ///
    /// # Errors
    /// When the body isn't of this kind.
    fn decode(status: StatusCode, body: Content<'_>) -> Result<Self::Value, Undecodable>;
}

/// How the body of an answer arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is read to its end first.
    Whole,
    /// It is handed over as it comes, and comes at the server's speed.
    Steadily,
    /// It is handed over as it comes, and comes when there is something to tell.
    Whenever,
}

/// The body of an answer that is to be decoded.
#[derive(Debug)]
pub enum Content<'b> {
    /// All of it.
    Whole(&'b Bytes),
    /// What has still to come, for what [doesn't arrive](Decode::ARRIVES) whole.
    Stream(Download),
}

impl<'b> Content<'b> {
    /// All of the body.
    ///
    /// # Errors
    /// When it has still to come.
    pub fn whole(self) -> Result<&'b Bytes, Undecodable> {
        match self {
            Self::Whole(bytes) => Ok(bytes),
            Self::Stream(_) => Err(Undecodable::new("the body has still to come")),
        }
    }

    /// The body that has still to come.
    ///
    /// # Errors
    /// When it was read already.
    pub fn stream(self) -> Result<Download, Undecodable> {
        match self {
            Self::Stream(download) => Ok(download),
            Self::Whole(_) => Err(Undecodable::new("the body was read already")),
        }
    }
}

/// Why a body can't be read.
#[derive(Debug)]
pub struct Undecodable {
    pub(crate) message: String,
    pub(crate) position: Option<Position>,
}

/// A place in a JSON text as serde_json tells it: lines from 1, and the bytes of the line up to the place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Undecodable {
    /// A body that can't be read for this reason.
    #[must_use]
    pub fn new(reason: impl Display) -> Self {
        Self {
            message: reason.to_string(),
            position: None,
        }
    }
}

impl From<serde_json::Error> for Undecodable {
    fn from(error: serde_json::Error) -> Self {
        let position = Position {
            line: error.line(),
            column: error.column(),
        };
        let message = error.to_string();
        // The line and column are of no use next to a path.
        let place = format!(" at line {} column {}", position.line, position.column);
        let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
        Self {
            message,
            position: Some(position),
        }
    }
}

/// A JSON body. Where there is none at all it counts as `null`, for types that have a null.
#[derive(Debug)]
pub struct Json<T>(PhantomData<T>);

impl<T: DeserializeOwned> Decode for Json<T> {
    type Value = T;

    const ACCEPT: &'static str = "application/json";

    fn decode(_: StatusCode, body: Content<'_>) -> Result<T, Undecodable> {
        let bytes = body.whole()?;
        let json: &[u8] = if bytes.is_empty() { b"null" } else { bytes };
        serde_json::from_slice(json).map_err(|error| unreadable(bytes, error))
    }
}

/// Apart from [`Json`], so that it isn't compiled for each type.
fn unreadable(bytes: &Bytes, error: serde_json::Error) -> Undecodable {
    if bytes.is_empty() {
        Undecodable::new("there is no body")
    } else {
        error.into()
    }
}

/// A body of UTF-8 text.
#[derive(Debug)]
pub struct Text;

impl Decode for Text {
    type Value = String;

    const ACCEPT: &'static str = "text/*, */*;q=0.5";

    fn decode(_: StatusCode, body: Content<'_>) -> Result<String, Undecodable> {
        std::str::from_utf8(body.whole()?)
            .map(str::to_owned)
            .map_err(Undecodable::new)
    }
}

/// A body of any bytes, read whole.
#[derive(Debug)]
pub struct Binary;

impl Decode for Binary {
    type Value = Bytes;

    const ACCEPT: &'static str = "*/*";

    fn decode(_: StatusCode, body: Content<'_>) -> Result<Bytes, Undecodable> {
        body.whole().cloned()
    }
}

/// A body that the document says nothing about. It isn't looked at.
#[derive(Debug)]
pub struct Empty;

impl Decode for Empty {
    type Value = ();

    const ACCEPT: &'static str = "*/*";

    fn decode(_: StatusCode, _: Content<'_>) -> Result<(), Undecodable> {
        Ok(())
    }
}

/// Every body is handed over as it comes.
const STEADILY: &[(&str, Arrival)] = &[("default", Arrival::Steadily)];
const WHENEVER: &[(&str, Arrival)] = &[("default", Arrival::Whenever)];

/// A body of any bytes, read as it comes.
#[derive(Debug)]
pub struct Stream;

impl Decode for Stream {
    type Value = Download;

    const ACCEPT: &'static str = "*/*";
    const ARRIVES: &'static [(&'static str, Arrival)] = STEADILY;

    fn decode(_: StatusCode, body: Content<'_>) -> Result<Download, Undecodable> {
        body.stream()
    }
}

/// A body of server-sent events, whose data is JSON of this type.
#[derive(Debug)]
pub struct Events<T>(PhantomData<T>);

impl<T> Decode for Events<T> {
    type Value = EventStream<T>;

    const ACCEPT: &'static str = "text/event-stream";
    const ARRIVES: &'static [(&'static str, Arrival)] = WHENEVER;

    fn decode(_: StatusCode, body: Content<'_>) -> Result<EventStream<T>, Undecodable> {
        body.stream().map(EventStream::new)
    }
}

/// A body with a JSON text of this type on each line.
#[derive(Debug)]
pub struct Lines<T>(PhantomData<T>);

impl<T> Decode for Lines<T> {
    type Value = JsonLines<T>;

    const ACCEPT: &'static str =
        "application/x-ndjson, application/jsonl, application/json-seq, */*;q=0.5";
    const ARRIVES: &'static [(&'static str, Arrival)] = WHENEVER;

    fn decode(_: StatusCode, body: Content<'_>) -> Result<JsonLines<T>, Undecodable> {
        body.stream().map(JsonLines::new)
    }
}
