//! The trail of a walk: what led to each page goes in, whether the walk was there before comes out. It takes bounded memory
//! however long a walk is.
//!
//! Rounds of a few thousand pages are found as soon as they close, or at worst one round later, and longer ones by a mark
//! that is set anew after 1, 2, 4, 8, .. pages (Brent's way to find cycles): once a round fits between two marks, the walk
//! comes by the last one.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How much is remembered.
const MOST: usize = 4096;

/// What led to the pages so far, each as a number.
#[derive(Default)]
pub(super) struct Trail {
    recent: BTreeSet<u64>,
    mark: u64,
    length: u64,
}

impl Trail {
    /// Whether a cursor or a URL came before; it has now.
    pub(super) fn saw(&mut self, text: &str) -> bool {
        self.was_at(hash(text.as_bytes()))
    }

    fn was_at(&mut self, place: u64) -> bool {
        let is_known = self.recent.contains(&place) || (self.length > 0 && self.mark == place);
        if self.recent.len() == MOST {
            self.recent.clear();
        }
        self.recent.insert(place);
        self.length = self.length.saturating_add(1);
        if self.length.is_power_of_two() {
            self.mark = place;
        }
        is_known
    }
}

/// A text as a number. Two texts that have the same one are as good as impossible.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{MOST, Trail};

    /// How many steps are taken until a round is found that begins after some other steps.
    fn steps(before: u64, round: u64) -> u64 {
        let mut trail = Trail::default();
        let places = (0..before).chain((0..round).cycle().map(|step| before + step));
        let mut steps = 0;
        for place in places {
            assert!(trail.recent.len() <= MOST);
            steps += 1;
            if trail.was_at(place) {
                break;
            }
        }
        steps
    }

    #[test]
    fn rounds_are_found_whatever_their_length() {
        assert_eq!(steps(0, 1), 2);
        assert_eq!(steps(3, 7), 11);
        assert_eq!(steps(1000, 2000), 3001);
        for (before, round) in [(4000, 2000), (0, 4096), (100_000, 1), (9999, 30_000)] {
            let found = steps(before, round);
            assert!(found <= 4 * (before + round), "{before} {round} {found}");
        }
    }

    #[test]
    fn a_walk_without_rounds_is_never_stopped() {
        let mut trail = Trail::default();
        assert!((0..200_000).all(|place| !trail.was_at(place)));
        assert!(trail.recent.len() <= MOST);
    }
}
