//! One event: what happened, to whom and when. The JSON that came is kept as it is, and read where it is asked for.

mod kind;
mod parts;

use std::fmt::{self, Debug, Formatter};

use serde_json::{Map, Value};

pub use crate::object::Object;
pub use kind::Kind;
pub use parts::*;

/// Something that happened on a page.
///
/// `Debug` shows neither who it was nor what they wrote.
#[derive(Clone, PartialEq)]
pub struct Event {
    page: Option<String>,
    entry_ms: Option<i64>,
    channel: Channel,
    raw: Value,
}

/// In which way an event came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Channel {
    /// `messaging`: it is for this app to deal with.
    Messaging,
    /// `standby`: another app controls the conversation, so this one is only told.
    Standby,
    /// `changes`: a field of the page has changed.
    Changes,
    /// The entry had no events, and is the event itself.
    Entry,
}

impl Event {
    pub(super) fn new(entry: &Map<String, Value>, channel: Channel, raw: Value) -> Self {
        let entry = Object::new(entry);
        Self {
            page: entry.id("id").map(|id| id.into_owned()),
            entry_ms: entry.integer("time"),
            channel,
            raw,
        }
    }

    /// What happened, with what is told of it.
    #[must_use]
    pub fn kind(&self) -> Kind<'_> {
        Kind::of(self.channel, &self.raw)
    }

    /// In which way it came.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// The page, or the account on Instagram: the `id` of the entry.
    #[must_use]
    pub fn page_id(&self) -> Option<&str> {
        self.page.as_deref()
    }

    /// Who did it; of an echo it is the page. Not all events have one.
    #[must_use]
    pub fn sender(&self) -> Option<Party<'_>> {
        self.object()?.object("sender").map(Party)
    }

    /// To whom it was done.
    #[must_use]
    pub fn recipient(&self) -> Option<Party<'_>> {
        self.object()?.object("recipient").map(Party)
    }

    /// When it happened, in milliseconds since 1970-01-01T00:00:00Z; that of its entry, which is when it was sent, if it has
    /// none of its own.
    #[must_use]
    pub fn timestamp_ms(&self) -> Option<i64> {
        let own = self.object().and_then(|event| event.integer("timestamp"));
        own.or(self.entry_ms)
    }

    /// The JSON that came.
    #[must_use]
    pub fn raw(&self) -> &Value {
        &self.raw
    }

    fn object(&self) -> Option<Object<'_>> {
        self.raw.as_object().map(Object::new)
    }
}

impl Debug for Event {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Event")
            .field("page_id", &self.page)
            .field("channel", &self.channel)
            .field("kind", &self.kind().name())
            .field("timestamp_ms", &self.timestamp_ms())
            .finish_non_exhaustive()
    }
}
