//! Merging: `allOf` as the intersection that it is (JSON Schema Validation, section 10.2.1.1).
//!
//! Members come in, in any order, nested and referred to; one schema without `allOf` goes out: all properties, all
//! that is required, the narrower of two types. What a member declares inline keeps its place, so that an inherited
//! property has the type that it has where it is declared. Properties that several members declare become an `allOf`
//! in turn, which is merged when they are lowered.

use serde_json::{Map, Value, json};

use super::Lowering;
use super::kind::told_branches;
use super::listed;
use super::place::{PLACE, mark};
use super::tuple::PREFIX;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// A schema with its `allOf` merged into it.
pub(super) enum Merged {
    /// It adds nothing to a single member, whose type it is: the idiom by which 3.0 puts annotations beside a `$ref`.
    Alias(Value, Pointer),
    /// One schema.
    Whole(Value),
}

/// The keywords that decide the type of a value.
const STRUCTURE: [&str; 10] = [
    "properties",
    "required",
    "additionalProperties",
    "items",
    PREFIX,
    "enum",
    "type",
    "oneOf",
    "anyOf",
    "format",
];

/// The keywords that say something about the schema as a whole, and aren't inherited from a schema with a name.
const ANNOTATIONS: [&str; 8] = [
    "title",
    "description",
    "example",
    "default",
    "deprecated",
    "discriminator",
    "externalDocs",
    "xml",
];

/// What any document may merge, counted in keywords and properties, besides so much for each value in it. A document
/// that needs more multiplies them on purpose: the known one that merges most needs twice for each.
const LEAST_MERGED: usize = 100_000;
const MERGED_FOR_EACH: usize = 20;

/// How many referred members may stand in one another.
const DEEPEST: usize = 100;

impl Lowering<'_> {
    /// Merges the `allOf` of the schema at `at`.
    pub(super) fn merged(&mut self, schema: &Value, at: &Pointer) -> Merged {
        let members = schema
            .get("allOf")
            .and_then(Value::as_array)
            .filter(|members| !members.is_empty());
        let Some(members) = members else {
            return Merged::Whole(schema.clone());
        };
        let all_of = at.child("allOf");
        let mut telling = members
            .iter()
            .enumerate()
            .filter(|(_, member)| tells_structure(member));
        if let (Some((index, only)), None) = (telling.next(), telling.next())
            && !adds_structure(schema)
        {
            return Merged::Alias(only.clone(), all_of.index(index));
        }
        Merged::Whole(Value::Object(self.flattened(schema, at, &mut Vec::new())))
    }

    /// One schema without `allOf`, of `schema` and all its members.
    fn flattened(
        &mut self,
        schema: &Value,
        at: &Pointer,
        passed: &mut Vec<Pointer>,
    ) -> Map<String, Value> {
        let moved = schema
            .get(PLACE)
            .and_then(Value::as_str)
            .and_then(|place| place.parse().ok());
        let at = moved.as_ref().unwrap_or(at);
        let mut whole = schema.as_object().cloned().unwrap_or_default();
        mark(&mut whole, at);
        listed::key_by_value(&mut whole);
        let members = whole.shift_remove("allOf");
        for (index, member) in members
            .as_ref()
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let most = LEAST_MERGED + MERGED_FOR_EACH * self.size;
            if self.merged > most || passed.len() > DEEPEST {
                self.found.push(too_much(at));
                break;
            }
            let part = self.member(member, &at.child("allOf").index(index), passed);
            self.merged += part.values().map(weight).sum::<usize>() + 1;
            self.intersect(&mut whole, part, at);
        }
        whole
    }

    /// A member, flattened. A referred one brings its structure and leaves its annotations.
    fn member(
        &mut self,
        member: &Value,
        at: &Pointer,
        passed: &mut Vec<Pointer>,
    ) -> Map<String, Value> {
        let Some(reference) = member.get("$ref").and_then(Value::as_str) else {
            return self.flattened(member, at, passed);
        };
        let (target, target_at) = match self.target(reference, at) {
            Ok(found) => found,
            Err(diagnostic) => {
                self.found.push(diagnostic);
                return Map::new();
            }
        };
        if passed.contains(&target_at) {
            let diagnostic = Diagnostic::invalid(
                Place::Value(at.child("$ref")),
                "this `allOf` leads back to itself",
            );
            self.found.push(diagnostic.label("adds nothing"));
            return Map::new();
        }
        passed.push(target_at.clone());
        let mut part = self.flattened(target, &target_at, passed);
        passed.pop();
        part.retain(|keyword, _| !ANNOTATIONS.contains(&keyword.as_str()) && keyword != PLACE);
        part
    }

    /// Narrows `whole` by what `part` says.
    fn intersect(
        &mut self,
        whole: &mut Map<String, Value>,
        part: Map<String, Value>,
        at: &Pointer,
    ) {
        for (keyword, other) in part {
            let Some(own) = whole.get_mut(&keyword) else {
                // A member that closes itself would forbid what the other members add, which nobody means.
                if !(keyword == "additionalProperties" && other == Value::Bool(false)) {
                    whole.insert(keyword, other);
                }
                continue;
            };
            match keyword.as_str() {
                "properties" => join_properties(own, other),
                "required" => join_required(own, other),
                "items" | "additionalProperties" => join_schemas(own, other),
                PREFIX => join_items(own, other),
                "minItems" if own.as_f64() < other.as_f64() => *own = other,
                "maxItems" if own.as_f64() > other.as_f64() => *own = other,
                "enum" => keep_common(own, &other),
                "type" if *own != other => self.join_types(own, &other, at),
                "oneOf" | "anyOf" if *own != other && told_branches(&other).is_some() => {
                    if told_branches(own).is_none() {
                        *own = other;
                        continue;
                    }
                    let message =
                        format!("several `{keyword}` in one schema are not supported yet");
                    let diagnostic = Diagnostic::unsupported(Place::Value(at.clone()), message);
                    self.found
                        .push(diagnostic.note("only the first of them decides the type"));
                }
                _ => {}
            }
        }
    }

    fn join_types(&mut self, own: &mut Value, other: &Value, at: &Pointer) {
        match (own.as_str(), other.as_str()) {
            (Some("number"), Some("integer")) => *own = other.clone(),
            (Some("integer"), Some("number")) => {}
            (Some(a), Some(b)) => {
                let message = format!("no value is of type `{a}` and of type `{b}` at once");
                let diagnostic = Diagnostic::invalid(Place::Value(at.clone()), message);
                self.found.push(
                    diagnostic
                        .label("combines both")
                        .note(format!("it is read as `{a}`")),
                );
            }
            _ => {}
        }
    }
}

fn too_much(at: &Pointer) -> Diagnostic {
    let message = "too many schemas are combined";
    Diagnostic::unsupported(Place::Key(at.child("allOf")), message)
        .label("the rest is left out")
        .note(format!("members are merged up to {DEEPEST} deep, and up to a size in proportion to the document"))
}

/// What a keyword of a member costs to merge.
fn weight(keyword: &Value) -> usize {
    match keyword {
        Value::Object(map) => map.len() + 1,
        Value::Array(items) => items.len() + 1,
        _ => 1,
    }
}

/// Whether a member says more than annotations do.
fn tells_structure(member: &Value) -> bool {
    member.get("$ref").is_some()
        || member.get("allOf").is_some()
        || STRUCTURE
            .iter()
            .any(|keyword| member.get(keyword).is_some())
}

/// Whether a schema adds something to its `allOf`; that it is an object adds nothing.
fn adds_structure(schema: &Value) -> bool {
    let added = STRUCTURE
        .iter()
        .filter_map(|keyword| Some((*keyword, schema.get(keyword)?)));
    added
        .into_iter()
        .any(|(keyword, value)| !(keyword == "type" && value == "object"))
}

fn join_properties(own: &mut Value, other: Value) {
    let (Value::Object(own), Value::Object(other)) = (own, other) else {
        return;
    };
    for (name, schema) in other {
        match own.get_mut(&name) {
            Some(own) => join_schemas(own, schema),
            None => _ = own.insert(name, schema),
        }
    }
}

/// Both schemas at once; what only describes adds nothing, and keeps the type that the other one names.
fn join_schemas(own: &mut Value, other: Value) {
    if is_alike(own, &other) || !tells_structure(&other) {
        return;
    }
    if !tells_structure(own) {
        let annotations = own.as_object().cloned().unwrap_or_default();
        *own = json!({ "allOf": [other] });
        own.as_object_mut()
            .into_iter()
            .for_each(|own| own.extend(annotations.clone()));
        return;
    }
    // What both declare is neither's: its types are named for where it is combined.
    let members = [own.take(), other].map(|mut member| {
        member
            .as_object_mut()
            .and_then(|member| member.shift_remove(PLACE));
        member
    });
    *own = json!({ "allOf": members });
}

/// Whether two schemas are the same but for annotations and places.
pub(super) fn is_alike(a: &Value, b: &Value) -> bool {
    let structure = |schema: &Value| {
        let keywords = schema.as_object().cloned().unwrap_or_default();
        let telling = keywords
            .into_iter()
            .filter(|(keyword, _)| !ANNOTATIONS.contains(&keyword.as_str()) && keyword != PLACE);
        telling.collect::<Map<_, _>>()
    };
    a == b || structure(a) == structure(b)
}

/// Both schemas of each position at once.
fn join_items(own: &mut Value, other: Value) {
    let (Value::Array(own), Value::Array(other)) = (own, other) else {
        return;
    };
    let mut other = other.into_iter();
    own.iter_mut()
        .zip(other.by_ref())
        .for_each(|(own, other)| join_schemas(own, other));
    own.extend(other);
}

fn join_required(own: &mut Value, other: Value) {
    let (Value::Array(own), Value::Array(other)) = (own, other) else {
        return;
    };
    for name in other {
        if !own.contains(&name) {
            own.push(name);
        }
    }
}

fn keep_common(own: &mut Value, other: &Value) {
    if let (Value::Array(own), Value::Array(other)) = (own, other)
        && own.iter().any(|value| other.contains(value))
    {
        own.retain(|value| other.contains(value));
    }
}
