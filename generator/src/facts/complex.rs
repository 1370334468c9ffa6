//! Complex types: whether a document puts types into each other as deep as clippy would have a name for.

use super::sent::carried;
use crate::ir::{Api, Type};

/// How many lists, maps and nulls around a type are nothing to speak of; an `Option` and a `Box` may come on top.
const PLAIN: usize = 3;

pub(super) fn has_complex_types(api: &Api) -> bool {
    let mut inside = api.types.iter().flat_map(|def| def.shape.parts());
    let mut sent = api.operations.iter().flat_map(|it| carried(it, api));
    let is_complex = |ty| is_complex(ty, PLAIN);
    inside.any(is_complex) || sent.any(is_complex)
}

/// A tuple is as complex as the document has it, so any counts.
fn is_complex(ty: &Type, left: usize) -> bool {
    match ty {
        Type::Tuple(_) => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            left == 0 || is_complex(inner, left - 1)
        }
        _ => false,
    }
}
