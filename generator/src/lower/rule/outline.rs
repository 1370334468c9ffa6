//! Outlines: what tells from outside whether a value may be meant for a schema, with all that it refers to and combines.
//!
//! Only so many schemas are looked at: what isn't known makes a schema take more values, and refuse fewer.

use std::collections::BTreeSet;

use serde_json::Value;

use super::parts::properties;
use super::{is, listed};
use crate::lower::Lowering;
use crate::lower::kind::values;
use crate::pointer::Pointer;

/// How many schemas one outline is made of.
const MOST: usize = 100;

/// What is known of a schema's values.
#[derive(Default)]
pub(super) struct Outline {
    /// `type`.
    pub(super) types: Vec<&'static str>,
    required: BTreeSet<String>,
    /// The properties that are part of a type that has to have them.
    kept: BTreeSet<String>,
    read_only: BTreeSet<String>,
    /// The properties that can only be one string, by whichever schema.
    constants: Vec<(String, String)>,
    /// Whether a union says more.
    pub(super) has_union: bool,
    size: usize,
}

impl Outline {
    /// The properties that have to be there in a request.
    pub(super) fn required(&self) -> Vec<String> {
        let required = self.required.iter();
        let sent = required.filter(|name| !self.read_only.contains(*name));
        sent.cloned().collect()
    }

    /// The properties that can only be one string, each with that; not what several schemas don't agree on.
    pub(super) fn constants(&self) -> Vec<(String, Vec<String>)> {
        let agree = |(name, only): &&(String, String)| {
            let mut others = self.constants.iter().filter(|(other, _)| other == name);
            others.all(|(_, other)| other == only)
        };
        let agreed: BTreeSet<_> = self.constants.iter().filter(agree).cloned().collect();
        let constants = agreed.into_iter();
        constants.map(|(name, only)| (name, vec![only])).collect()
    }

    /// The properties that have to be there, and that no type keeps.
    pub(super) fn unkept(&self) -> Vec<String> {
        let mut unkept = self.required();
        unkept.retain(|name| !self.kept.contains(name));
        unkept
    }
}

impl Lowering<'_> {
    pub(super) fn outline(&self, schema: &Value, at: &Pointer) -> Outline {
        let mut outline = Outline::default();
        self.add_outline(schema, at, &mut outline);
        outline
    }

    fn add_outline(&self, schema: &Value, at: &Pointer, outline: &mut Outline) {
        if outline.size == MOST {
            return;
        }
        outline.size += 1;
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            if let Ok((target, at)) = self.target(reference, at) {
                self.add_outline(target, &at, outline);
            }
            return;
        }
        outline.has_union |= ["oneOf", "anyOf"].iter().any(|it| schema.get(it).is_some());
        if let (true, Some(ty)) = (outline.types.is_empty(), type_of(schema)) {
            outline.types.push(ty);
        }
        let required = listed(schema, "required").iter().filter_map(Value::as_str);
        outline.required.extend(required.map(ToOwned::to_owned));
        let at_properties = at.child("properties");
        for (name, property) in properties(schema) {
            self.add_property(name, property, &at_properties.child(name), outline);
        }
        let at = at.child("allOf");
        for (index, member) in listed(schema, "allOf").iter().enumerate() {
            self.add_outline(member, &at.index(index), outline);
        }
    }

    fn add_property(&self, name: &str, property: &Value, at: &Pointer, outline: &mut Outline) {
        if self.is_read_only(property, at) {
            outline.read_only.insert(name.to_owned());
        } else if !is(property, "writeOnly") {
            outline.kept.insert(name.to_owned());
        }
        let reference = property.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|it| self.target(it, at).ok());
        let target = target.map_or(property, |(target, _)| target);
        if let [Value::String(only)] = values(target) {
            outline.constants.push((name.to_owned(), only.clone()));
        }
    }
}

/// The JSON type that a schema names; null may be there besides.
fn type_of(schema: &Value) -> Option<&'static str> {
    const TYPES: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];
    let name = schema.get("type")?.as_str()?;
    TYPES.into_iter().find(|known| *known == name)
}
