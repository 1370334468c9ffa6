//! Tuples: whether a document has any.

use super::sent::carried;
use crate::ir::{Api, Type};

pub(super) fn has_tuples(api: &Api) -> bool {
    let mut inside = api.types.iter().flat_map(|def| def.shape.parts());
    let mut sent = api.operations.iter().flat_map(|it| carried(it, api));
    inside.any(is_of_tuples) || sent.any(is_of_tuples)
}

fn is_of_tuples(ty: &Type) -> bool {
    match ty {
        Type::Tuple(_) => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_of_tuples(inner),
        _ => false,
    }
}
