//! One request of Meta's: its body goes in, all events of all its entries come out. Nothing is left out, whatever its form.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use serde_json::{Map, Value};

use super::{Channel, Event};

/// What one request of Meta's tells.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Notification {
    /// `object`: `page` or `instagram`.
    pub object: String,
    /// The events of all entries, in the order in which they came, which needn't be the one in which they happened.
    pub events: Vec<Event>,
}

impl Notification {
    /// Reads a body. Who sent it isn't looked at: [`signature::verify`](crate::signature::verify) does that, on the same
    /// bytes; and [`Receiver`](super::Receiver) does both.
    ///
    /// # Errors
    /// When it isn't a JSON object with an `object` and a list of `entry`. Entries and events are never refused: those of
    /// unknown form are [`Kind::Unknown`](super::Kind::Unknown).
    pub fn read(body: &[u8]) -> Result<Self, InvalidNotification> {
        let body: Value =
            serde_json::from_slice(body).map_err(|error| InvalidNotification::Json {
                line: error.line(),
                column: error.column(),
            })?;
        let Value::Object(mut body) = body else {
            return Err(InvalidNotification::NoObject);
        };
        let Some(Value::String(object)) = body.remove("object") else {
            return Err(InvalidNotification::Property("object"));
        };
        let Some(Value::Array(entries)) = body.remove("entry") else {
            return Err(InvalidNotification::Property("entry"));
        };
        let events = entries.into_iter().flat_map(events_of).collect();
        Ok(Self { object, events })
    }

    /// The same with its events in the order in which they happened; those of one moment stay as they came, and those
    /// without a time go first.
    ///
    /// That is the order within one request. Meta promises none from a request to the next, so a bot for which it matters,
    /// such as one that tells edits from what they edit, compares [`timestamp_ms`](Event::timestamp_ms) with what it has
    /// seen last of that conversation.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.events.sort_by_key(Event::timestamp_ms);
        self
    }
}

/// The events of an entry. One without any list of events is an event by itself.
fn events_of(entry: Value) -> Vec<Event> {
    let Value::Object(mut entry) = entry else {
        return vec![Event::new(&Map::new(), Channel::Entry, entry)];
    };
    let lists = [
        (Channel::Messaging, "messaging"),
        (Channel::Standby, "standby"),
        (Channel::Changes, "changes"),
    ]
    .map(|(channel, name)| match entry.remove(name) {
        Some(Value::Array(events)) => Some((channel, events)),
        // What isn't a list is kept, where it was.
        Some(other) => {
            entry.insert(name.to_owned(), other);
            None
        }
        None => None,
    });
    if lists.iter().all(Option::is_none) {
        return vec![Event::new(&entry.clone(), Channel::Entry, entry.into())];
    }
    let events = lists
        .into_iter()
        .flatten()
        .flat_map(|(channel, events)| events.into_iter().map(move |event| (channel, event)));
    events
        .map(|(channel, event)| Event::new(&entry, channel, event))
        .collect()
}

/// Why a body isn't one of Meta's. Nothing of it is shown: it may be a user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidNotification {
    /// It isn't JSON, from here on.
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It isn't a JSON object.
    NoObject,
    /// This property is missing, or of another type.
    Property(&'static str),
}

impl Display for InvalidNotification {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json { line, column } => {
                write!(
                    formatter,
                    "the body isn't JSON at line {line}, column {column}"
                )
            }
            Self::NoObject => formatter.write_str("the body isn't a JSON object"),
            Self::Property("object") => {
                formatter.write_str("`object` isn't there, or isn't a string")
            }
            Self::Property(name) => write!(formatter, "`{name}` isn't there, or isn't a list"),
        }
    }
}

impl Error for InvalidNotification {}
