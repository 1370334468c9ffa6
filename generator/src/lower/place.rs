//! Places: what the schema at a pointer is named for, whoever comes upon it first.
//!
//! A property that an `allOf` inherits keeps the type of the place that it is inherited from, and a reference may lead
//! into the middle of a component. Both ask here, so that one place has one type and one name.

use serde_json::{Map, Value};

use super::Lowering;
use super::draft::Scope;
use super::schema::Use;
use crate::ir::{Type, TypeId};
use crate::pointer::Pointer;

/// The keyword by which a schema that was moved tells the place that it was moved from.
pub(super) const PLACE: &str = "x-bindery-place";

/// Where an inline schema stands, which is what it is named for.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub(super) scope: Scope,
    pub(super) label: String,
}

impl Naming {
    /// The naming of what is inside, by one more word.
    pub(super) fn inner(&self, word: &str) -> Self {
        let label = format!("{} {word}", self.label).trim().to_owned();
        Self {
            scope: self.scope.clone(),
            label,
        }
    }
}

impl Lowering<'_> {
    /// Keeps the type of a place that may be come upon again; operations share nothing but components.
    pub(super) fn remember(&mut self, at: &Pointer, used: &Use) {
        if at.as_str().starts_with("/components/") {
            self.places.insert(at.clone(), used.clone());
        }
    }

    /// The naming of the schema at `at`, which stands inside of a component schema.
    pub(super) fn naming_of(&mut self, at: &Pointer) -> Option<Naming> {
        let (parent, step) = (at.parent()?, at.last()?.into_owned());
        let keyword = parent
            .last()
            .map(|keyword| keyword.into_owned())
            .unwrap_or_default();
        match (keyword.as_str(), step.as_str()) {
            ("properties", property) => {
                let owner = self.owner(&parent.parent()?)?;
                Some(Naming {
                    scope: Scope::Type(owner),
                    label: property.to_owned(),
                })
            }
            ("allOf", _) => self.naming_inside(&parent.parent()?),
            ("oneOf" | "anyOf", _) => {
                let owner = self.owner(&parent.parent()?)?;
                let label = self.branch_label(self.document.pointer(at.as_str())?);
                Some(Naming {
                    scope: Scope::Type(owner),
                    label,
                })
            }
            (_, "items") => Some(self.naming_inside(&parent)?.inner("Item")),
            (_, "additionalProperties") => Some(self.naming_inside(&parent)?.inner("Value")),
            _ => None,
        }
    }

    /// The naming of what stands inside of the schema at `at`: in a scope of its own if that has a name.
    fn naming_inside(&mut self, at: &Pointer) -> Option<Naming> {
        let has_scope = |schema: &Value| schema.get("properties").is_some();
        let schema = self.document.pointer(at.as_str())?;
        if self.component_at(at).is_some() || has_scope(schema) {
            return Some(Naming {
                scope: Scope::Type(self.owner(at)?),
                label: String::new(),
            });
        }
        self.naming_of(at)
    }

    /// The named type that the schema at `at` is, or belongs to as a member of its `allOf`.
    fn owner(&mut self, at: &Pointer) -> Option<TypeId> {
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

    /// The type of the schema at `at`, inside of a component schema.
    pub(super) fn place(&mut self, at: &Pointer) -> Option<Use> {
        if let Some(used) = self.places.get(at) {
            return Some(used.clone());
        }
        if !self.active.insert(at.clone()) {
            return None;
        }
        let naming = self.naming_of(at);
        let used = naming.map(|naming| self.schema_at(at, &naming));
        self.active.remove(at);
        used
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
    for keyword in ["oneOf", "anyOf"] {
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
