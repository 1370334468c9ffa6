//! Graph's dates: `2017-05-24T17:53:03+0000` where RFC 3339 has `+00:00`, and digits in some answers. A text or a JSON value
//! goes in, a moment comes out. The bindings read the first two forms by themselves.
//!
//! ```
//! use messenger_bot::date;
//!
//! let graph = date::read("2017-05-24T17:53:03+0000")?;
//! assert_eq!(graph, date::read("2017-05-24T17:53:03Z")?);
//! assert_eq!(graph, date::read("1495648383")?);
//! assert_eq!(graph.to_string(), "2017-05-24T17:53:03+00:00");    // RFC 3339
//! # Ok::<(), messenger_bot::platform::runtime::InvalidDateTime>(())
//! ```
//!
//! Properties that the document doesn't know are JSON, of which [`of_json`] reads dates, digits or not:
//!
//! ```
//! # use messenger_bot::date;
//! # use messenger_bot::platform::runtime::Value;
//! let answer: Value = serde_json::from_str(r#"{"updated_time":1495648383}"#)?;
//! assert_eq!(date::of_json(&answer["updated_time"])?, date::read("2017-05-24T17:53:03+0000")?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Events of webhooks have milliseconds instead: [`Event::timestamp_ms`](crate::webhook::Event::timestamp_ms).

use messenger_platform::runtime::{DateTime, InvalidDateTime, Value};

/// Reads a date in Graph's form, in RFC 3339, or as seconds since 1970-01-01T00:00:00Z.
///
/// # Errors
/// When it is none of them.
pub fn read(text: &str) -> Result<DateTime, InvalidDateTime> {
    match text.parse() {
        Ok(seconds) => DateTime::from_unix_seconds(seconds),
        Err(_) => text.parse(),
    }
}

/// Reads a date that is a JSON string or a number, such as one of the `additional_properties` of a model.
///
/// # Errors
/// When it is none of the forms that [`read`] takes.
pub fn of_json(value: &Value) -> Result<DateTime, InvalidDateTime> {
    match value.as_str() {
        Some(text) => read(text),
        None => read(&value.to_string()),
    }
}
