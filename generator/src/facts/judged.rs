//! Judged: which types a union has to tell apart, and so say how well a value fits them.

use std::collections::BTreeSet;

use crate::ir::{Api, Shape, TypeId};

/// The types that the branches of unions hold, at any depth.
pub(super) fn judged(api: &Api) -> BTreeSet<TypeId> {
    let unions = api
        .types
        .iter()
        .filter(|def| matches!(def.shape, Shape::Union(_)));
    api.reached(unions.flat_map(|def| def.shape.parts()))
}
