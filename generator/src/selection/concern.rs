//! Concerns: which diagnostics are about what was chosen.
//!
//! The whole API and the chosen part come in. A diagnostic is about the innermost operation, webhook, parameter or type
//! that its place is inside of, and about everything when it is inside of none. So a fault of what is left out neither
//! shows nor makes a strict run fail. What shared responses and bodies lack concerns everybody.

use std::collections::BTreeSet;

use super::Selection;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Api, Skipped};
use crate::pointer::Pointer;

/// The places of what was chosen, and of what there is besides.
pub(super) struct Concerns {
    chosen: BTreeSet<Pointer>,
    whole: BTreeSet<Pointer>,
}

impl Concerns {
    pub(super) fn of(selection: &Selection, whole: &Api, chosen: &Api) -> Self {
        // A callback is its operation's.
        let is_own = |skipped: &&Skipped| !skipped.what.starts_with("callback ");
        let skipped = whole.skipped.iter().filter(is_own);
        let is_chosen =
            |skipped: &&Skipped| selection.keeps(|selector| selector.matches_skipped(skipped));
        let skipped_and_chosen = skipped.clone().filter(is_chosen);
        Self {
            chosen: places(chosen)
                .chain(skipped_and_chosen.flat_map(around))
                .collect(),
            whole: places(whole).chain(skipped.flat_map(around)).collect(),
        }
    }

    /// Whether the diagnostic is about something that was chosen.
    pub(super) fn include(&self, diagnostic: &Diagnostic) -> bool {
        let (Place::Key(pointer) | Place::Value(pointer)) = diagnostic.place() else {
            return true;
        };
        let outwards = std::iter::successors(Some(pointer.clone()), Pointer::parent);
        let mut known = outwards.filter(|at| self.whole.contains(at));
        known.next().is_none_or(|at| self.chosen.contains(&at))
    }
}

/// The places of operations and webhooks, of what they stand in, of parameters and of types.
fn places(api: &Api) -> impl Iterator<Item = Pointer> {
    let operations = api.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.at);
        parameters.cloned().chain(with_item(&operation.at))
    });
    let webhooks = api.webhooks.iter().flat_map(|hook| with_item(&hook.at));
    let types = api.types.iter().map(|def| def.at.clone());
    operations.chain(webhooks).chain(types)
}

fn around(skipped: &Skipped) -> impl Iterator<Item = Pointer> + use<> {
    with_item(&skipped.at)
}

/// A method and its path item, where parameters stand that all methods share.
fn with_item(at: &Pointer) -> impl Iterator<Item = Pointer> + use<> {
    [Some(at.clone()), at.parent()].into_iter().flatten()
}
