//! Knots: the types of an API that may be part of a cycle, without the many that can't be.
//!
//! An API comes in; what holds what is asked, and taken out field by field, until no cycle is left. To look for cycles
//! among all types for each field would take time in proportion to the square of the document.

use std::collections::{BTreeMap, BTreeSet};

use super::boxes::held;
use crate::ir::{Api, TypeId};

/// In a knot of more types than this every field that stays in it is boxed: which of them need not be would take too
/// long to find out.
const LARGEST: usize = 3_000;

/// Types by type, each with how many fields there are between both.
type Edges = BTreeMap<TypeId, BTreeMap<TypeId, usize>>;

/// The types that may be part of a cycle, and how they hold each other: none is left that nothing holds, or that holds
/// nothing.
pub(super) struct Knot {
    /// What each type holds.
    held: Edges,
    /// The same the other way round.
    holders: Edges,
}

impl Knot {
    pub(super) fn of(api: &Api) -> Self {
        let mut knot = Self {
            held: BTreeMap::new(),
            holders: BTreeMap::new(),
        };
        let ids = (0..api.types.len()).map(TypeId);
        for id in ids.clone() {
            for (_, target) in held(api, id) {
                add(&mut knot.held, id, target);
                add(&mut knot.holders, target, id);
            }
        }
        knot.loosen(ids.collect());
        knot
    }

    pub(super) fn holds(&self, id: TypeId) -> bool {
        self.held.contains_key(&id) && self.holders.contains_key(&id)
    }

    /// Takes out the types that can't be part of a cycle, beginning with `pending`.
    fn loosen(&mut self, mut pending: Vec<TypeId>) {
        while let Some(id) = pending.pop() {
            if self.holds(id) {
                continue;
            }
            for target in self.held.remove(&id).unwrap_or_default().into_keys() {
                remove(&mut self.holders, target, id, usize::MAX);
                pending.push(target);
            }
            for holder in self.holders.remove(&id).unwrap_or_default().into_keys() {
                remove(&mut self.held, holder, id, usize::MAX);
                pending.push(holder);
            }
        }
    }

    /// Takes out one field of `id` that holds `target`.
    pub(super) fn cut(&mut self, id: TypeId, target: TypeId) {
        remove(&mut self.held, id, target, 1);
        remove(&mut self.holders, target, id, 1);
        self.loosen(vec![id, target]);
    }

    pub(super) fn leads_to(&self, from: TypeId, to: TypeId) -> bool {
        if self.held.len() > LARGEST {
            return true;
        }
        let mut passed = BTreeSet::new();
        let mut pending = vec![from];
        while let Some(id) = pending.pop() {
            if id == to {
                return true;
            }
            if passed.insert(id) {
                pending.extend(self.held.get(&id).into_iter().flat_map(BTreeMap::keys));
            }
        }
        false
    }
}

fn add(edges: &mut Edges, from: TypeId, to: TypeId) {
    *edges.entry(from).or_default().entry(to).or_default() += 1;
}

/// Takes the edge from `from` to `to` out so many times.
fn remove(edges: &mut Edges, from: TypeId, to: TypeId, times: usize) {
    let Some(targets) = edges.get_mut(&from) else {
        return;
    };
    if let Some(count) = targets.get_mut(&to) {
        *count = count.saturating_sub(times);
        if *count == 0 {
            targets.remove(&to);
        }
    }
    if targets.is_empty() {
        edges.remove(&from);
    }
}
