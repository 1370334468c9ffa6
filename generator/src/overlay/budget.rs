//! Budgets: what overlays can make of a document, and how long they may look for it.
//!
//! In comes what each action would cost, before it is done; out goes whether it may be. An overlay is no more trusted
//! than a document: a query such as `$..*..*` selects each value many times, and copies may double a document each time.

use super::extent::Extent;
use crate::read;

/// How many steps from value to value all queries may take together.
const MAX_STEPS: usize = 100_000_000;

/// How many steps may lead to the values that one query selects, all of which are kept.
const MAX_SELECTED: usize = 5_000_000;

/// What is left to be spent.
#[derive(Debug)]
pub(super) struct Budget {
    steps: usize,
    values: usize,
    text: usize,
    places: usize,
}

/// Why an action isn't done: the limit that it goes beyond.
pub(super) struct Exceeded(pub(super) String);

impl Budget {
    pub(super) fn new() -> Self {
        Self {
            steps: MAX_STEPS,
            values: read::MAX_NODES,
            text: read::MAX_TEXT,
            places: read::MAX_PLACES,
        }
    }

    /// Takes steps, of which this many lead to values that are kept.
    pub(super) fn walk(&mut self, steps: usize, kept: usize) -> Result<(), Exceeded> {
        if kept > MAX_SELECTED {
            let limit = format!("a query may take {MAX_SELECTED} steps to what it selects");
            return Err(Exceeded(limit));
        }
        spend(&mut self.steps, steps, || {
            format!("all queries may take {MAX_STEPS} steps through the document together")
        })
    }

    /// Adds a value in `times` places, whose pointers have so many bytes together.
    pub(super) fn add(&mut self, value: &Extent, times: usize, at: usize) -> Result<(), Exceeded> {
        let product = |one: usize| one.saturating_mul(times);
        let places = product(value.places).saturating_add(at.saturating_mul(value.values));
        spend(&mut self.values, product(value.values), || {
            format!("overlays may add {} values", read::MAX_NODES)
        })?;
        spend(&mut self.text, product(value.text), || {
            format!("overlays may add {} bytes of text", read::MAX_TEXT)
        })?;
        spend(&mut self.places, places, || {
            format!(
                "overlays may add {} bytes of keys, each counted for all values below it",
                read::MAX_PLACES
            )
        })
    }
}

fn spend(left: &mut usize, cost: usize, limit: impl FnOnce() -> String) -> Result<(), Exceeded> {
    *left = left.checked_sub(cost).ok_or_else(|| Exceeded(limit()))?;
    Ok(())
}
