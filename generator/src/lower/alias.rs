//! Alias cycles: `A` is `B` and `B` is `A`, or a list of itself, which is no type in Rust and seldom meant.

use std::collections::BTreeSet;

use super::draft::Draft;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Shape, Type, TypeId};

/// How many aliases may stand for one another before a type; whoever looks for the type passes all of them.
const LONGEST: usize = 100;

/// Makes every alias that leads back to itself untyped, or through too many others, and reports it.
pub(super) fn break_cycles(drafts: &mut [Draft], found: &mut Diagnostics) {
    // How many aliases there are from each one to its type, where that is known.
    let mut lengths = vec![None; drafts.len()];
    for index in 0..drafts.len() {
        let (way, end) = way(TypeId(index), drafts, &lengths);
        let cycle = way.iter().position(|id| Some(*id) == end);
        if let Some(first) = cycle.and_then(|start| way.get(start..)?.iter().min()) {
            let draft = &mut drafts[first.0];
            untype(draft, cyclic(draft), found);
        }
        let mut length = end.and_then(|end| lengths[end.0]).unwrap_or(0);
        for id in way.into_iter().rev() {
            if length == LONGEST {
                let draft = &mut drafts[id.0];
                untype(draft, too_long(draft), found);
                length = 0;
            }
            length += 1;
            lengths[id.0] = Some(length);
        }
    }
}

/// The aliases from `start` on, and what comes after the last of them if that is known: one of their own, or one that
/// has a length.
fn way(
    start: TypeId,
    drafts: &[Draft],
    lengths: &[Option<usize>],
) -> (Vec<TypeId>, Option<TypeId>) {
    let mut passed = BTreeSet::new();
    let mut way = Vec::new();
    let mut next = Some(start);
    while let Some(id) = next {
        if lengths[id.0].is_some() || !passed.insert(id) {
            return (way, Some(id));
        }
        way.push(id);
        next = match &drafts[id.0].shape {
            Shape::Alias(ty) => innermost(ty),
            _ => None,
        };
    }
    (way, None)
}

fn cyclic(draft: &Draft) -> Diagnostic {
    let message = format!("`{}` is defined by nothing but itself", draft.label);
    Diagnostic::invalid(Place::Value(draft.at.clone()), message)
        .label("the reference leads back here")
        .help("let one schema of the cycle be an object")
}

fn too_long(draft: &Draft) -> Diagnostic {
    let message = format!("`{}` leads through more than {LONGEST} others", draft.label);
    Diagnostic::unsupported(Place::Value(draft.at.clone()), message)
        .help("refer to what they stand for in the end")
}

fn untype(draft: &mut Draft, diagnostic: Diagnostic, found: &mut Diagnostics) {
    found.push(diagnostic.note("values stay untyped JSON here"));
    draft.shape = Shape::Alias(Type::Untyped);
}

/// The name that an alias stands for, through lists and maps: no indirection makes an alias finite.
fn innermost(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => innermost(inner),
        _ => None,
    }
}
