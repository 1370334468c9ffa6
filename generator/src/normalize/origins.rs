//! Origins: where the pieces of a normalized document stood in the document as its author wrote it.
//!
//! In come the moves that normalizing makes, each as it is made; out go pointers, translated in either direction.
//! Nothing below a piece is listed: what stands in it moved along.

use std::collections::BTreeMap;

use crate::pointer::Pointer;

/// The pieces that don't stand where they stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// From the normalized place to the author's.
    originals: BTreeMap<Pointer, Pointer>,
    /// From the author's place to the normalized one, which is where references lead.
    currents: BTreeMap<Pointer, Pointer>,
}

impl Origins {
    /// Where what stands at `pointer` of the normalized document was written.
    #[must_use]
    pub fn original(&self, pointer: &Pointer) -> Pointer {
        translate(&self.originals, pointer)
    }

    /// Whether everything stands where it was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.originals.is_empty()
    }

    /// Where what was written at `pointer` stands in the normalized document.
    pub(super) fn current(&self, pointer: &Pointer) -> Pointer {
        translate(&self.currents, pointer)
    }

    /// What stood at `from` stands at `to` now. Both are places of the document as it is half-way, so that moves must
    /// be told from the outside in.
    pub(super) fn moved(&mut self, from: &Pointer, to: &Pointer) {
        self.relocated(self.original(from), to);
    }

    /// What stands at `at` is a part of `of`, which is where references to it still lead.
    pub(super) fn wrapped(&mut self, of: &Pointer, at: &Pointer) {
        self.copied(self.original(of), at);
    }

    /// What was written at `original` stands at `to` now.
    pub(super) fn relocated(&mut self, original: Pointer, to: &Pointer) {
        self.currents.insert(original.clone(), to.clone());
        self.copied(original, to);
    }

    /// What was written at `original` stands at `to` as well.
    pub(super) fn copied(&mut self, original: Pointer, to: &Pointer) {
        self.originals.insert(to.clone(), original);
    }
}

impl Origins {
    /// The pieces below `at`, each with where it was written.
    pub(super) fn below(&self, at: &Pointer) -> Vec<(Pointer, Pointer)> {
        let from = self.originals.range(at.clone()..);
        let near = from.take_while(|(to, _)| to.as_str().starts_with(at.as_str()));
        let below = near.filter(|(to, _)| *to != at && to.rebased(at, at).is_some());
        below
            .map(|(to, original)| (to.clone(), original.clone()))
            .collect()
    }

    /// How often what was written at `original` stands around `at`.
    pub(super) fn repeats(&self, original: &Pointer, at: &Pointer) -> usize {
        let around = std::iter::successors(Some(at.clone()), Pointer::parent);
        around
            .filter(|place| self.originals.get(place) == Some(original))
            .count()
    }
}

/// Replaces the longest beginning of `pointer` that has moved.
fn translate(moves: &BTreeMap<Pointer, Pointer>, pointer: &Pointer) -> Pointer {
    let mut beginning = Some(pointer.clone()).filter(|_| !moves.is_empty());
    while let Some(place) = beginning {
        if let Some(target) = moves.get(&place) {
            return pointer.rebased(&place, target).unwrap_or(place);
        }
        beginning = place.parent();
    }
    pointer.clone()
}
