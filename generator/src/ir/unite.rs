//! Uniting: inline types that are defined alike become one type, and the others aliases of it.
//!
//! An API comes in, the same API goes out with fewer definitions. Documents repeat themselves: the same three values,
//! the same pair of amount and currency, in every operation that has them. Each place keeps its name and its docs, but
//! the compiler has one definition to check, and what came from one place can be sent to another. Alike means the same
//! in everything but place, what the document says of the parts included, and for structs the name. What stands in
//! `components` was named by the document's authors, and is never made another's alias.

use std::cmp::Reverse;

use indexmap::IndexMap;

use super::substitutes::Substitutes;
use super::{Api, Shape, Type, TypeDef, TypeId};
use crate::pointer::Pointer;

impl Api {
    /// The API with each inline type that is defined like one before it an alias of the first such.
    #[must_use]
    pub fn united(&self) -> Self {
        let mut united = self.clone();
        for mut alike in classes(self) {
            alike.sort();
            let mut alike = alike.into_iter();
            if let Some(first) = alike.next() {
                alike.for_each(|id| united.types[id.0].shape = Shape::Alias(Type::Named(first)));
            }
        }
        united
    }
}

/// What types have in common that are defined alike: the definition without places, with one of them for all wherever it
/// names such; and the name that `Debug` shows, which is a struct's.
type Form<'a> = (Option<&'a str>, Shape);

/// The inline types of an API, by what they are like.
fn classes(api: &Api) -> impl Iterator<Item = Vec<TypeId>> {
    let mut classes: IndexMap<Form<'_>, Vec<TypeId>> = IndexMap::new();
    let mut substitutes = Substitutes::default();
    for id in inside_out(api) {
        let alike = classes.entry(form(&api[id], &substitutes)).or_default();
        alike.push(id);
        substitutes.insert(id, Type::Named(alike[0]));
    }
    classes.into_values()
}

/// The inline types with a definition worth sharing, the innermost first: whether two are alike depends on what stands
/// inside of them.
fn inside_out(api: &Api) -> Vec<TypeId> {
    let is_worth_it = |def: &TypeDef| !matches!(def.shape, Shape::Bodies(_) | Shape::Alias(_));
    let is_inline = |def: &TypeDef| !def.module.is_empty();
    let ids = (0..api.types.len()).map(TypeId);
    let ids = ids.filter(|id| is_inline(&api[*id]) && is_worth_it(&api[*id]));
    let mut inline: Vec<_> = ids.collect();
    inline.sort_by_key(|id| Reverse(api[*id].module.len()));
    inline
}

fn form<'a>(def: &'a TypeDef, substitutes: &Substitutes) -> Form<'a> {
    let mut shape = substitutes.shape(&def.shape);
    shape.pointers().for_each(|at| *at = Pointer::root());
    let is_struct = matches!(shape, Shape::Object(_));
    (is_struct.then_some(def.name.rust.as_str()), shape)
}
