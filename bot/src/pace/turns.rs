//! When it is whose turn. Nothing waits here, and the time comes from outside.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use messenger_platform::runtime::Body;
use messenger_platform::runtime::http::Request;
use sha2::{Digest, Sha256};

use super::Lane;
use crate::token;

/// How many pages' turns are kept before those that are past are forgotten.
const MANY: usize = 1024;

/// A page, by a hash of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Page([u8; 32]);

impl Page {
    pub(super) fn of(request: &Request<Body>) -> Self {
        let token = token::of(request).unwrap_or_default();
        Self(Sha256::digest(token).into())
    }
}

/// The next turn of each page and lane.
#[derive(Default)]
pub(super) struct Turns(Mutex<BTreeMap<(Page, Lane), Duration>>);

impl Turns {
    /// Takes the next turn, and gives the time until then; none if that is longer than the patience.
    pub(super) fn take(
        &self,
        page: Page,
        lane: Lane,
        now: Duration,
        patience: Duration,
    ) -> Option<Duration> {
        let mut turns = self.lock();
        if turns.len() > MANY {
            turns.retain(|_, next| *next > now);
        }
        let next = turns.entry((page, lane)).or_insert(now);
        let turn = now.max(*next);
        let wait = turn.saturating_sub(now);
        if wait > patience {
            return None;
        }
        *next = turn.saturating_add(lane.interval());
        Some(wait)
    }

    /// Lets nobody of the page have a turn before that time.
    pub(super) fn hold(&self, page: Page, until: Duration) {
        let mut turns = self.lock();
        for lane in Lane::ALL {
            let next = turns.entry((page, lane)).or_default();
            *next = until.max(*next);
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(Page, Lane), Duration>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
