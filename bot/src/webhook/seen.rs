//! Which events were there before: Meta sends again what wasn't answered in time. A notification goes in, and keeps the
//! events that are the first of their kind. Only so many are remembered, each by 16 bytes and when it came, so that memory
//! stays the same, and only for so long.

mod print;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use super::Notification;
use print::{Known, Print};

/// The events that were seen last. The time comes from outside.
pub(super) struct Seen {
    /// How many events are remembered.
    pub(super) limit: usize,
    /// For how long each of them is.
    pub(super) span: Duration,
    prints: BTreeSet<Print>,
    in_order: VecDeque<(Print, Duration)>,
}

impl Seen {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            span: Duration::MAX,
            prints: BTreeSet::new(),
            in_order: VecDeque::new(),
        }
    }

    /// Leaves out what was seen before; from now on the rest was, too.
    pub(super) fn keep_new(&mut self, notification: &mut Notification, now: Duration) {
        self.forget(now);
        let mut turns = BTreeMap::<Print, u64>::new();
        notification.events.retain(|event| {
            let print = match Known::of(event) {
                Known::ById(print) => print,
                // What is there twice in one request has happened twice, as a change there and back and there again.
                Known::ByText(print) => {
                    let turn = turns.entry(print).or_default();
                    *turn += 1;
                    print.of_turn(*turn)
                }
            };
            self.is_new(print, now)
        });
    }

    fn is_new(&mut self, print: Print, now: Duration) -> bool {
        if !self.prints.insert(print) {
            return false;
        }
        self.in_order.push_back((print, now));
        while self.in_order.len() > self.limit {
            self.forget_oldest();
        }
        true
    }

    fn forget(&mut self, now: Duration) {
        let is_past = |seen: Duration| now.saturating_sub(seen) > self.span;
        let past = self.in_order.iter().take_while(|(_, seen)| is_past(*seen));
        (0..past.count()).for_each(|_| self.forget_oldest());
    }

    fn forget_oldest(&mut self) {
        if let Some((oldest, _)) = self.in_order.pop_front() {
            self.prints.remove(&oldest);
        }
    }
}
