//! How many retries a client may make in all. When a server is down, each call of each client would else be sent several
//! times, just when it can take least.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a client begins with, and never has more of: enough for a hundred retries in a row.
const FULL: u32 = 500;
/// What a retry costs. A success gives it back to who paid it, and one token to who didn't need any.
const RETRY: u32 = 5;

/// Tokens that retries are paid with, as in the standard retry mode of AWS's clients.
pub(crate) struct Budget(AtomicU32);

impl Budget {
    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(FULL))
    }

    /// Pays for a retry, if there is enough.
    pub(super) fn pay(&self) -> bool {
        let less = |tokens: u32| tokens.checked_sub(RETRY);
        self.change(less)
    }

    /// Takes note of a success, which needed so many retries.
    pub(super) fn refund(&self, retries: u32) {
        let back = retries.saturating_mul(RETRY).max(1);
        self.change(|tokens| Some(tokens.saturating_add(back).min(FULL)));
    }

    fn change(&self, next: impl FnMut(u32) -> Option<u32>) -> bool {
        let changed = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        changed.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_retries_empty_it_and_successes_fill_it() {
        let budget = Budget::new();
        assert_eq!((0..200).filter(|_| budget.pay()).count(), 100);
        (0..5).for_each(|_| budget.refund(0));
        assert!(budget.pay() && !budget.pay());
        budget.refund(1000);
        assert_eq!((0..200).filter(|_| budget.pay()).count(), 100);
    }
}
