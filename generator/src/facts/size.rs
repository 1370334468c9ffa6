//! Size: how many bytes a value takes where it stands, and which parts of types take too many.
//!
//! Without a limit a struct that contains structs that contain structs comes to hundreds of kilobytes, which every
//! move copies, every item of a list takes, and no thread's stack holds for long. Sizes are estimates: nothing but the
//! boxes depends on them.

use std::collections::{BTreeMap, BTreeSet};

use super::boxes::{Part, held};
use crate::ir::{Additional, Api, Object, Presence, Shape, Type, TypeId};

/// What a part may take, in bytes: some eighteen strings, more than hand-written types mostly nest in each other.
const ROOM: usize = 448;

/// What a pointer takes.
const POINTER: usize = 8;

/// A string, a list or a map.
const ON_THE_HEAP: usize = 3 * POINTER;

/// The parts that take more than there is room for, given those that are boxed anyway.
pub(super) fn large(api: &Api, boxed: &BTreeSet<Part>) -> BTreeSet<Part> {
    let mut sizes = Sizes {
        api,
        known: BTreeMap::new(),
        boxed: boxed.clone(),
    };
    for id in inside_out(api, boxed) {
        sizes.add(id);
    }
    sizes.boxed
}

/// All types, each after those that it contains.
fn inside_out(api: &Api, boxed: &BTreeSet<Part>) -> Vec<TypeId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    let mut pending: Vec<_> = (0..api.types.len()).map(|id| (TypeId(id), false)).collect();
    while let Some((id, is_complete)) = pending.pop() {
        if is_complete {
            order.push(id);
        } else if seen.insert(id) {
            pending.push((id, true));
            let parts = held(api, id).into_iter();
            let inline = parts.filter(|(index, _)| !boxed.contains(&(id, *index)));
            pending.extend(inline.map(|(_, target)| (target, false)));
        }
    }
    order
}

/// The sizes that are known so far.
struct Sizes<'a> {
    api: &'a Api,
    known: BTreeMap<TypeId, usize>,
    boxed: BTreeSet<Part>,
}

impl Sizes<'_> {
    fn add(&mut self, id: TypeId) {
        for (index, target) in held(self.api, id) {
            if self.known.get(&target).is_some_and(|size| *size > ROOM) {
                self.boxed.insert((id, index));
            }
        }
        let size = match &self.api[id].shape {
            Shape::Object(object) => self.object(id, object),
            Shape::Union(union) => {
                let branches = union.branches.iter().enumerate();
                let branches = branches.map(|(index, branch)| self.part((id, index), &branch.ty));
                branches.max().unwrap_or_default() + POINTER
            }
            Shape::Enum(_)
            | Shape::Answers(_)
            | Shape::Headers(_)
            | Shape::Bodies(_)
            | Shape::Alias(_) => ON_THE_HEAP,
        };
        self.known.insert(id, size);
    }

    fn object(&self, id: TypeId, object: &Object) -> usize {
        let fields = object.fields.iter().enumerate();
        let fields = fields.map(|(index, field)| {
            let tag = match field.presence {
                Presence::Required => 0,
                _ => spare(&field.ty),
            };
            self.part((id, index), &field.ty) + tag
        });
        let additional = match object.additional {
            Additional::Kept { .. } => POINTER,
            Additional::Closed => 0,
        };
        fields.sum::<usize>() + additional
    }

    fn part(&self, part: Part, ty: &Type) -> usize {
        if self.boxed.contains(&part) {
            POINTER
        } else {
            self.of(ty)
        }
    }

    fn of(&self, ty: &Type) -> usize {
        match ty {
            Type::Named(id) => match &self.api[*id].shape {
                Shape::Alias(aliased) => self.of(aliased),
                _ => self.known.get(id).copied().unwrap_or(POINTER),
            },
            Type::Nullable(inner) => self.of(inner) + spare(inner),
            Type::Tuple(items) => items.iter().map(|item| self.of(item)).sum(),
            Type::Boolean | Type::Integer(_) | Type::Number(_) => POINTER,
            Type::List(_) | Type::Map(_) | Type::String => ON_THE_HEAP,
            Type::Formatted(_) | Type::Foreign(_) | Type::File | Type::Untyped => 2 * ON_THE_HEAP,
        }
    }
}

/// What an `Option` adds: pointers have room for it, numbers don't.
fn spare(ty: &Type) -> usize {
    match ty {
        Type::Integer(_) | Type::Number(_) => POINTER,
        _ => 0,
    }
}
