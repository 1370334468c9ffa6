//! Alias cycles: `A` is `B` and `B` is `A`, or a list of itself, which is no type in Rust and seldom meant.

use std::collections::BTreeSet;

use super::draft::Draft;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Shape, Type, TypeId};

/// How many aliases one may stand for, itself included; whoever looks for the type passes all of them, and so does the
/// compiler. A tuple stands for all that are in it.
const MOST: usize = 100;

/// Makes every alias that leads back to itself untyped, or through too many others, and reports it.
pub(super) fn break_cycles(drafts: &mut [Draft], found: &mut Diagnostics) {
    // How many aliases each one stands for, where that is known.
    let mut weights: Vec<Option<usize>> = vec![None; drafts.len()];
    let mut passed = BTreeSet::new();
    for index in 0..drafts.len() {
        let mut way = vec![Step::Into(TypeId(index))];
        while let Some(step) = way.pop() {
            match step {
                Step::Into(id) if weights[id.0].is_some() => {}
                Step::Into(id) if passed.insert(id) => {
                    way.push(Step::OutOf(id));
                    way.extend(aliased(&drafts[id.0]).into_iter().map(Step::Into));
                }
                Step::Into(id) => {
                    let draft = &mut drafts[id.0];
                    if !aliased(draft).is_empty() {
                        untype(draft, cyclic(draft), found);
                    }
                }
                Step::OutOf(id) => {
                    let draft = &mut drafts[id.0];
                    let inside = aliased(draft).into_iter().filter_map(|id| weights[id.0]);
                    let weight = inside.fold(own_weight(draft), usize::saturating_add);
                    if weight > MOST {
                        untype(draft, too_long(draft), found);
                    }
                    weights[id.0] = Some(if weight > MOST { 1 } else { weight });
                    passed.remove(&id);
                }
            }
        }
    }
}

/// A step of the walk along aliases.
enum Step {
    Into(TypeId),
    OutOf(TypeId),
}

fn own_weight(draft: &Draft) -> usize {
    usize::from(matches!(draft.shape, Shape::Alias(_)))
}

fn cyclic(draft: &Draft) -> Diagnostic {
    let message = format!("`{}` is defined by nothing but itself", draft.label);
    Diagnostic::invalid(Place::Value(draft.at.clone()), message)
        .label("the reference leads back here")
        .help("let one schema of the cycle be an object")
}

fn too_long(draft: &Draft) -> Diagnostic {
    let message = format!("`{}` leads through more than {MOST} others", draft.label);
    Diagnostic::unsupported(Place::Value(draft.at.clone()), message)
        .help("refer to what they stand for in the end")
}

fn untype(draft: &mut Draft, diagnostic: Diagnostic, found: &mut Diagnostics) {
    found.push(diagnostic.note("values stay untyped JSON here"));
    draft.shape = Shape::Alias(Type::Untyped);
}

/// The names that an alias is made of, through lists, tuples and maps: no indirection makes an alias finite. What isn't
/// an alias may contain whatever it likes.
fn aliased(draft: &Draft) -> Vec<TypeId> {
    match &draft.shape {
        Shape::Alias(ty) => named(ty),
        _ => Vec::new(),
    }
}

fn named(ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Named(id) => vec![*id],
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner),
        Type::Tuple(items) => items.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}
