//! Foreign: which fields and branches hold types of the user's own.
//!
//! Nothing is known of such a type but that serde reads and writes it, so a union finds out by reading whether a value
//! is one.

use std::collections::BTreeSet;

use crate::ir::{Api, Shape, Type, TypeId};

/// The fields and branches, by type and position; what an object keeps of other properties comes after its fields.
pub(super) fn foreign(api: &Api) -> BTreeSet<(TypeId, usize)> {
    let ids = (0..api.types.len()).map(TypeId);
    let parts = ids.filter(|id| matches!(api[*id].shape, Shape::Object(_) | Shape::Union(_)));
    let parts = parts.flat_map(|id| {
        let parts = api[id].shape.parts().into_iter().enumerate();
        parts.filter_map(move |(index, ty)| is_foreign(ty, api).then_some((id, index)))
    });
    parts.collect()
}

/// Whether a value of the type is one of the user's, or a list or a map of such.
fn is_foreign(ty: &Type, api: &Api) -> bool {
    match ty {
        Type::Foreign(_) => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_foreign(inner, api),
        Type::Named(id) => match &api[*id].shape {
            Shape::Alias(aliased) => is_foreign(aliased, api),
            _ => false,
        },
        _ => false,
    }
}
