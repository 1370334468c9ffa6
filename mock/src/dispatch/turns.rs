//! What differs from one request to the next: whose turn it is, and chance, which is the same again from the same seed.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use fastrand::Rng;

/// Counts turns and throws dice.
pub(crate) struct Turns {
    counts: Mutex<BTreeMap<String, usize>>,
    dice: Mutex<Rng>,
}

impl Turns {
    /// Starts from a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Turns {
            counts: Mutex::default(),
            dice: Mutex::new(Rng::with_seed(seed)),
        }
    }

    /// How often this was asked for the key before.
    pub(crate) fn next(&self, key: &str) -> usize {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(key.to_owned()).or_default();
        let turn = *count;
        *count = turn.wrapping_add(1);
        turn
    }

    /// A number below a bound; 0 where there is none.
    pub(crate) fn below(&self, bound: usize) -> usize {
        let mut dice = self.dice();
        if bound == 0 { 0 } else { dice.usize(..bound) }
    }

    /// Dice of one's own, that are thrown like no others before.
    pub(crate) fn fork(&self) -> Rng {
        self.dice().fork()
    }

    fn dice(&self) -> std::sync::MutexGuard<'_, Rng> {
        self.dice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Turns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Turns").finish_non_exhaustive()
    }
}
