//! Graph's envelope of errors: bytes go in, everything that it says comes out, also what isn't documented.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};

use serde_json::{Map, Value};

use super::Class;
use super::redacted::Redacted;
use crate::object::Object;

/// An error as Graph tells it. Everything is optional, since servers between Graph and a caller have errors of their own.
///
/// `Display` and `Debug` show neither what looks like a token, which Graph repeats in some messages, nor the texts that are
/// meant for users; [`message`](Self::message) and [`get`](Self::get) give what came.
#[derive(Clone, PartialEq)]
pub struct GraphError(Map<String, Value>);

impl GraphError {
    /// Reads the body of an answer of any status. `None` if it tells of no error.
    ///
    /// Read: `{"error": {..}}`, the same within `data`, `{"error": "a text"}`, the old `error_code` and `error_msg`, and an
    /// item of a batch, whose `body` is one of these as JSON in a string. [`batch`](crate::batch) reads whole batches.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        // Most answers are successes, and aren't worth being read twice.
        if !body.windows(6).any(|window| window == b"\"error") {
            return None;
        }
        let body: Map<String, Value> = serde_json::from_slice(body).ok()?;
        match item(&body) {
            Some(inner) => Self::of_answer(inner),
            None => Self::of_answer(body),
        }
    }

    fn of_answer(mut body: Map<String, Value>) -> Option<Self> {
        if let Some(error) = body.remove("error").and_then(Self::of) {
            return Some(error);
        }
        let inner = body.get_mut("data").and_then(|data| data.get_mut("error"));
        match inner {
            Some(error) => Self::of(error.take()),
            None => Self::of_old(body),
        }
    }

    fn of(error: Value) -> Option<Self> {
        match error {
            Value::Object(properties) => Some(Self(properties)),
            Value::String(message) => Some(Self(Map::from_iter([(
                "message".to_owned(),
                message.into(),
            )]))),
            _ => None,
        }
    }

    fn of_old(mut body: Map<String, Value>) -> Option<Self> {
        let code = body.remove("error_code")?;
        body.insert("code".to_owned(), code);
        if let Some(message) = body.remove("error_msg") {
            body.insert("message".to_owned(), message);
        }
        Some(Self(body))
    }

    /// What can be done about it.
    #[must_use]
    pub fn class(&self) -> Class {
        Class::of(self.code(), self.subcode(), self.is_transient())
    }

    /// `code`.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.object().integer("code")
    }

    /// `error_subcode`.
    #[must_use]
    pub fn subcode(&self) -> Option<i64> {
        self.object().integer("error_subcode")
    }

    /// `type`, such as `OAuthException`.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.object().text("type")
    }

    /// `message`, for developers. It may have a token in it.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.object().text("message")
    }

    /// `error_user_title`, to be shown to a user.
    #[must_use]
    pub fn user_title(&self) -> Option<&str> {
        self.object().text("error_user_title")
    }

    /// `error_user_msg`, to be shown to a user.
    #[must_use]
    pub fn user_message(&self) -> Option<&str> {
        self.object().text("error_user_msg")
    }

    /// `fbtrace_id`, by which Meta finds the call.
    #[must_use]
    pub fn trace_id(&self) -> Option<&str> {
        self.object().text("fbtrace_id")
    }

    /// `is_transient`: whether Graph says that it passes.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.object().flag("is_transient")
    }

    /// `error_data`, such as what is wrong with which field. Where it is JSON in a string, that is read.
    #[must_use]
    pub fn data(&self) -> Option<Value> {
        let data = self.get("error_data")?;
        let inner = data
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok());
        Some(inner.unwrap_or_else(|| data.clone()))
    }

    /// Any property of the error, as it came.
    #[must_use]
    pub fn get(&self, property: &str) -> Option<&Value> {
        self.0.get(property)
    }

    /// All that came, with a reader for each type of property.
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object::new(&self.0)
    }
}

/// What an item of a batch has for its body.
fn item(body: &Map<String, Value>) -> Option<Map<String, Value>> {
    let item = Object::new(body);
    let inner = item.integer("code").and(item.text("body"))?;
    serde_json::from_str(inner).ok()
}

impl Display for GraphError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("Graph error")?;
        if let Some(code) = self.code() {
            write!(formatter, " {code}")?;
        }
        if let Some(subcode) = self.subcode() {
            write!(formatter, "/{subcode}")?;
        }
        if let Some(kind) = self.kind() {
            write!(formatter, " ({})", Redacted(kind))?;
        }
        if let Some(message) = self.message() {
            write!(formatter, ": {}", Redacted(message))?;
        }
        match self.trace_id() {
            Some(trace) => write!(formatter, " [fbtrace_id {}]", Redacted(trace)),
            None => Ok(()),
        }
    }
}

impl Debug for GraphError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("GraphError")
            .field("class", &self.class())
            .field("code", &self.code())
            .field("subcode", &self.subcode())
            .field("kind", &self.kind().map(Redacted))
            .field("message", &self.message().map(Redacted))
            .field("trace_id", &self.trace_id().map(Redacted))
            .finish_non_exhaustive()
    }
}

impl Error for GraphError {}
