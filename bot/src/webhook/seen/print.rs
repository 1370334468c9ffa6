//! By what an event is known again: an event goes in, 16 bytes come out.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::webhook::{Channel, Event, Kind};

/// What is remembered of an event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print([u8; 16]);

/// What an event is known by.
pub(super) enum Known {
    /// The id of its message: a message and a postback. A message that is deleted has the id of the one that it was.
    ById(Print),
    /// All that it says and when it happened, since what is sent again is the same: anything else. What has no time of its
    /// own, as changes of a page, has that of its entry, without which a change there and back would be known for the
    /// first one.
    ByText(Print),
}

impl Known {
    pub(super) fn of(event: &Event) -> Self {
        let id = match event.kind() {
            Kind::Message(message) | Kind::Echo(message) if !message.is_deleted() => message.id(),
            Kind::Postback(postback) => postback.id(),
            _ => None,
        };
        let mut hash = Sha256::new();
        hash.update(match event.channel() {
            Channel::Messaging => b"m",
            Channel::Standby => b"s",
            Channel::Changes => b"c",
            Channel::Entry => b"e",
        });
        hash.update(event.page_id().unwrap_or_default());
        hash.update([0]);
        match id {
            Some(id) => {
                hash.update([event.kind().name(), "\0", &id].concat());
                Self::ById(Print::of(hash))
            }
            None => {
                hash.update(event.timestamp_ms().unwrap_or_default().to_be_bytes());
                hash.update(Value::to_string(event.raw()));
                Self::ByText(Print::of(hash))
            }
        }
    }
}

impl Print {
    fn of(hash: Sha256) -> Self {
        let hash: [u8; 32] = hash.finalize().into();
        Self(hash.first_chunk().copied().unwrap_or_default())
    }

    /// That of the same event when it is there so many times.
    pub(super) fn of_turn(self, turn: u64) -> Self {
        Self::of(
            Sha256::new()
                .chain_update(self.0)
                .chain_update(turn.to_be_bytes()),
        )
    }
}
