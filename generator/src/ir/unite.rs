//! Uniting: inline types that are defined alike become one type, and the others aliases of it.
//!
//! An API comes in, the same API goes out with fewer definitions. Documents repeat themselves: the same three values,
//! the same pair of amount and currency, in every operation that has them. Each place keeps its name and its docs, but
//! the compiler has one definition to check, and what came from one place can be sent to another. Alike means the same
//! in everything but place, what the document says of the parts included, and for structs the name. What stands in
//! `components` was named by the document's authors, and is never made another's alias.

use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// Types that are defined alike.
struct Class {
    /// The definition without places, and with one member for each class that it names.
    form: Shape,
    members: Vec<TypeId>,
}

/// The inline types of an API, by what they are like.
fn classes(api: &Api) -> impl Iterator<Item = Vec<TypeId>> {
    let mut known: BTreeMap<Vec<&str>, Vec<Class>> = BTreeMap::new();
    let mut substitutes = Substitutes::default();
    for id in inside_out(api) {
        let Some(words) = words(&api[id]) else {
            continue;
        };
        let form = form(&api[id].shape, &substitutes);
        let classes = known.entry(words).or_default();
        match classes.iter_mut().find(|class| class.form == form) {
            Some(Class { members, .. }) => {
                substitutes.insert(id, Type::Named(members[0]));
                members.push(id);
            }
            None => classes.push(Class {
                form,
                members: vec![id],
            }),
        }
    }
    let classes = known.into_values().flatten();
    classes.map(|class| class.members)
}

/// The inline types, the innermost first: whether two are alike depends on what stands inside of them.
fn inside_out(api: &Api) -> Vec<TypeId> {
    let ids = (0..api.types.len()).map(TypeId);
    let mut inline: Vec<_> = ids.filter(|id| !api[*id].module.is_empty()).collect();
    inline.sort_by_key(|id| Reverse(api[*id].module.len()));
    inline
}

fn form(shape: &Shape, substitutes: &Substitutes) -> Shape {
    let mut form = substitutes.shape(shape);
    form.pointers().for_each(|at| *at = Pointer::root());
    form
}

/// The names in a definition, by which those that may be alike are brought together; none for what has no definition
/// worth sharing. `Debug` shows a struct's own name, so it counts as well.
fn words(def: &TypeDef) -> Option<Vec<&str>> {
    Some(match &def.shape {
        Shape::Object(object) => {
            let fields = object.fields.iter().map(|it| &*it.name.wire);
            std::iter::once(&*def.name.rust).chain(fields).collect()
        }
        Shape::Enum(listed) => listed.variants.iter().map(|it| &*it.name.wire).collect(),
        Shape::Union(union) => union.branches.iter().map(|it| &*it.name.wire).collect(),
        Shape::Answers(answers) => answers.iter().map(|it| &*it.name.wire).collect(),
        Shape::Headers(headers) => headers.iter().map(|it| &*it.name.wire).collect(),
        Shape::Bodies(_) | Shape::Alias(_) => return None,
    })
}
