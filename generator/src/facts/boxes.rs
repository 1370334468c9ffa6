//! Boxes: which fields are kept on the heap, because they close a cycle of types that contain each other, or because
//! their type is so large that whatever contains it would be as well.
//!
//! Only a field that holds a named type directly, in an `Option` or in a tuple, can: lists and maps are on the heap
//! already.
//! Fields are looked at in the document's order, and one is boxed when its type leads back to its struct through
//! fields that aren't boxed yet, so the set is small and depends on the document alone.

use std::collections::BTreeSet;

use super::knot::Knot;
use super::size;
use crate::ir::{Api, Shape, Type, TypeId};

/// A field of a struct or a branch of a union, by its position.
pub(super) type Part = (TypeId, usize);

pub(super) fn boxed(api: &Api) -> BTreeSet<Part> {
    let cyclic = cyclic(api);
    let large = size::large(api, &cyclic);
    cyclic.into_iter().chain(large).collect()
}

fn cyclic(api: &Api) -> BTreeSet<Part> {
    let mut boxed = BTreeSet::new();
    let mut knot = Knot::of(api);
    for id in (0..api.types.len()).map(TypeId) {
        let held = held(api, id);
        for (field, target) in &held {
            let is_open = !boxed.contains(&(id, *field));
            if is_open && knot.holds(id) && knot.holds(*target) && knot.leads_to(*target, id) {
                boxed.insert((id, *field));
                let inside = held.iter().filter(|(other, _)| other == field);
                inside.for_each(|(_, target)| knot.cut(id, *target));
            }
        }
    }
    boxed
}

/// The fields or branches of `id` that hold another type directly, with that type.
pub(super) fn held(api: &Api, id: TypeId) -> Vec<(usize, TypeId)> {
    let types: Vec<&Type> = match &api[id].shape {
        Shape::Object(object) => object.fields.iter().map(|field| &field.ty).collect(),
        Shape::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        Shape::Enum(_)
        | Shape::Answers(_)
        | Shape::Headers(_)
        | Shape::Bodies(_)
        | Shape::Alias(_) => Vec::new(),
    };
    let types = types.into_iter().enumerate();
    types
        .flat_map(|(index, ty)| direct(api, ty).into_iter().map(move |id| (index, id)))
        .collect()
}

/// The types that `ty` contains without any indirection, aliases seen through.
fn direct(api: &Api, ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Named(id) => match &api[*id].shape {
            Shape::Alias(aliased) => direct(api, aliased),
            Shape::Object(_)
            | Shape::Enum(_)
            | Shape::Union(_)
            | Shape::Answers(_)
            | Shape::Headers(_)
            | Shape::Bodies(_) => vec![*id],
        },
        Type::Nullable(inner) => direct(api, inner),
        Type::Tuple(items) => items.iter().flat_map(|item| direct(api, item)).collect(),
        _ => Vec::new(),
    }
}
