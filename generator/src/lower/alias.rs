//! Alias cycles: `A` is `B` and `B` is `A`, or a list of itself, which is no type in Rust and seldom meant.

use super::draft::Draft;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Shape, Type, TypeId};

/// Makes every alias that leads back to itself untyped, and reports it.
pub(super) fn break_cycles(drafts: &mut [Draft], found: &mut Diagnostics) {
    for index in 0..drafts.len() {
        if !is_cyclic(TypeId(index), drafts) {
            continue;
        }
        let message = format!("`{}` is defined by nothing but itself", drafts[index].label);
        let diagnostic = Diagnostic::invalid(Place::Value(drafts[index].at.clone()), message)
            .label("the reference leads back here")
            .help("let one schema of the cycle be an object")
            .note("values stay untyped JSON here");
        found.push(diagnostic);
        drafts[index].shape = Shape::Alias(Type::Untyped);
    }
}

fn is_cyclic(start: TypeId, drafts: &[Draft]) -> bool {
    let mut passed = vec![start];
    let mut current = start;
    while let Shape::Alias(ty) = &drafts[current.0].shape {
        match innermost(ty) {
            Some(next) if next == start => return true,
            Some(next) if passed.contains(&next) => return false,
            Some(next) => current = next,
            None => return false,
        }
        passed.push(current);
    }
    false
}

/// The name that an alias stands for, through lists and maps: no indirection makes an alias finite.
fn innermost(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => innermost(inner),
        _ => None,
    }
}
