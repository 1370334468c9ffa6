//! Judged: which types a union has to tell apart, and so say how well a value fits them.

use std::collections::BTreeSet;

use super::sent::parts;
use crate::ir::{Api, Shape, Type, TypeId};

/// The types that the branches of unions hold, at any depth.
pub(super) fn judged(api: &Api) -> BTreeSet<TypeId> {
    let unions = api
        .types
        .iter()
        .filter(|def| matches!(def.shape, Shape::Union(_)));
    let mut pending: Vec<&Type> = unions.flat_map(|def| parts(&def.shape)).collect();
    let mut judged = BTreeSet::new();
    while let Some(ty) = pending.pop() {
        match ty {
            Type::Named(id) if judged.insert(*id) => pending.extend(parts(&api[*id].shape)),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => pending.push(inner),
            _ => {}
        }
    }
    judged
}
