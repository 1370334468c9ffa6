//! How the body of an answer is read: bytes go in, a value or the reason why there is none comes out. The marker types
//! are named by each call's [`Endpoint`](crate::Endpoint). The answer's content type isn't looked at: servers mislabel JSON as text too often,
//! and the document has said what it is.

use std::fmt::Display;
use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

/// A way to read bodies.
pub trait Decode {
    /// What a body is read into.
    type Value;

    /// The `Accept` header that asks for such bodies.
    const ACCEPT: &'static str;

    /// Reads the body of an answer with this status.
    ///
    /// # Errors
    /// When the body isn't of this kind.
    fn decode(status: StatusCode, bytes: &Bytes) -> Result<Self::Value, Undecodable>;
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

/// A JSON body.
#[derive(Debug)]
pub struct Json<T>(PhantomData<T>);

impl<T: DeserializeOwned> Decode for Json<T> {
    type Value = T;

    const ACCEPT: &'static str = "application/json";

    fn decode(_: StatusCode, bytes: &Bytes) -> Result<T, Undecodable> {
        if bytes.is_empty() {
            return Err(Undecodable::new("there is no body"));
        }
        serde_json::from_slice(bytes).map_err(Undecodable::from)
    }
}

/// A body of UTF-8 text.
#[derive(Debug)]
pub struct Text;

impl Decode for Text {
    type Value = String;

    const ACCEPT: &'static str = "text/*, */*;q=0.5";

    fn decode(_: StatusCode, bytes: &Bytes) -> Result<String, Undecodable> {
        std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(Undecodable::new)
    }
}

/// A body of any bytes.
#[derive(Debug)]
pub struct Binary;

impl Decode for Binary {
    type Value = Bytes;

    const ACCEPT: &'static str = "*/*";

    fn decode(_: StatusCode, bytes: &Bytes) -> Result<Bytes, Undecodable> {
        Ok(bytes.clone())
    }
}

/// A body that the document says nothing about. It isn't looked at.
#[derive(Debug)]
pub struct Empty;

impl Decode for Empty {
    type Value = ();

    const ACCEPT: &'static str = "*/*";

    fn decode(_: StatusCode, _: &Bytes) -> Result<(), Undecodable> {
        Ok(())
    }
}
