//! Which events were there before: Meta sends again what wasn't answered in time. An event goes in, and whether it is the
//! first of its kind comes out. Only so many are remembered, each by 16 bytes, so that memory stays the same.

use std::collections::{BTreeSet, VecDeque};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Channel, Event, Kind};

type Print = [u8; 16];

/// The events that were seen last.
pub(super) struct Seen {
    limit: usize,
    prints: BTreeSet<Print>,
    in_order: VecDeque<Print>,
}

impl Seen {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            prints: BTreeSet::new(),
            in_order: VecDeque::new(),
        }
    }

    /// Whether the event wasn't seen before; from now on it was.
    pub(super) fn is_new(&mut self, event: &Event) -> bool {
        let print = print(event);
        if !self.prints.insert(print) {
            return false;
        }
        self.in_order.push_back(print);
        if self.in_order.len() > self.limit
            && let Some(oldest) = self.in_order.pop_front()
        {
            self.prints.remove(&oldest);
        }
        true
    }
}

/// By what an event is known: a message and a postback by the message's id, anything else by all that it says, since what
/// is sent again is the same. A message that is deleted has the id of the one that it was.
fn print(event: &Event) -> Print {
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
        Some(id) => hash.update([event.kind().name(), "\0", &id].concat()),
        None => hash.update(Value::to_string(event.raw())),
    }
    let hash: [u8; 32] = hash.finalize().into();
    hash.first_chunk().copied().unwrap_or_default()
}
