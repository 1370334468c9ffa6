//! Places: the type of the schema at a pointer, made once, whoever comes upon it first.
//!
//! A property that an `allOf` inherits keeps the type of the place that it is inherited from, operations share the
//! responses that they refer to, and a reference may lead into the middle of anything. All of them ask here.

use serde_json::{Map, Value};

use super::Lowering;
use super::schema::Use;
use super::tuple::PREFIX;
use crate::ir::{Type, TypeId};
use crate::pointer::Pointer;

/// The keyword by which a schema that was moved tells the place that it was moved from.
pub(super) const PLACE: &str = "x-bindery-place";

impl Lowering<'_> {
    /// Keeps the type of a place that may be come upon again.
    pub(super) fn remember(&mut self, at: &Pointer, used: &Use) {
        self.places.insert(at.clone(), used.clone());
    }

    /// The named type that the schema at `at` is, or belongs to as a member of its `allOf`.
    pub(super) fn owner(&mut self, at: &Pointer) -> Option<TypeId> {
        if let Some(id) = self.component_at(at) {
            return Some(id);
        }
        let parent = at.parent()?;
        if parent.last()? == "allOf" {
            return self.owner(&parent.parent()?);
        }
        match self.place(at)?.ty {
            Type::Named(id) => Some(id),
            _ => None,
        }
    }

    /// The type of the schema at `at`, which must be there.
    pub(super) fn schema_at(&mut self, at: &Pointer) -> Use {
        self.place(at).unwrap_or(Use {
            ty: Type::Untyped,
            nullable: true,
        })
    }

    /// The type of the schema at `at`; none where there is no schema, or one that is being lowered and has no name.
    pub(super) fn place(&mut self, at: &Pointer) -> Option<Use> {
        if let Some(used) = self.places.get(at) {
            return Some(used.clone());
        }
        let schema = self.document.pointer(at.as_str())?;
        if !self.active.insert(at.clone()) {
            return None;
        }
        let naming = self.naming_of(at);
        let used = self.schema(schema, at, &naming);
        self.active.remove(at);
        Some(used)
    }

    /// The component schema at exactly this place.
    pub(super) fn component_at(&self, at: &Pointer) -> Option<TypeId> {
        let parent = at
            .parent()
            .filter(|parent| parent.as_str() == "/components/schemas");
        parent.and_then(|_| self.components.get(at.last()?.as_ref()).copied())
    }
}

/// Marks all schemas directly inside of `schema` with the places that they have below `at`.
pub(super) fn mark(schema: &mut Map<String, Value>, at: &Pointer) {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let at = at.child("properties");
        properties
            .iter_mut()
            .for_each(|(name, inner)| mark_one(inner, &at.child(name)));
    }
    for keyword in ["items", "additionalProperties"] {
        schema
            .get_mut(keyword)
            .into_iter()
            .for_each(|inner| mark_one(inner, &at.child(keyword)));
    }
    for keyword in ["oneOf", "anyOf", PREFIX] {
        let branches = schema
            .get_mut(keyword)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten();
        branches
            .enumerate()
            .for_each(|(index, inner)| mark_one(inner, &at.child(keyword).index(index)));
    }
}

fn mark_one(schema: &mut Value, at: &Pointer) {
    if let Value::Object(map) = schema
        && !map.contains_key("$ref")
    {
        map.entry(PLACE)
            .or_insert_with(|| Value::String(at.to_string()));
    }
}
