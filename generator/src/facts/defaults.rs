//! Defaults: which structs can be made of nothing.
//!
//! No field is made up: a struct has a `Default` when none of its properties is required, and no enum has one.

use std::collections::BTreeSet;

use crate::ir::{Api, Object, Presence, Shape, TypeId};

pub(super) fn defaults(api: &Api) -> BTreeSet<TypeId> {
    let ids = (0..api.types.len()).map(TypeId);
    ids.filter(|id| matches!(&api[*id].shape, Shape::Object(object) if is_all_optional(object)))
        .collect()
}

fn is_all_optional(object: &Object) -> bool {
    object
        .fields
        .iter()
        .all(|field| !matches!(field.presence, Presence::Required | Presence::Nullable))
}
