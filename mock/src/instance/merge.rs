//! Several schemas that hold at once, as one: `allOf` and references inside come in, a schema without them goes out.
//!
//! Of two `oneOf`s the second is lost, and of other keywords that stand twice the first counts.

use serde_json::map::Entry;
use serde_json::{Map, Value, json};

use crate::check::schema::required;
use crate::document::{Document, reference};

/// How many schemas one schema may be made of.
const LIMIT: usize = 1_000;

/// Whether the schema describes parts, so that it can't be replaced by another one alone.
pub(super) fn has_parts(schema: &Value) -> bool {
    schema.get("allOf").is_some() || has_parts_beside_all_of(schema)
}

/// Whether it describes parts in its own words.
pub(super) fn has_parts_beside_all_of(schema: &Value) -> bool {
    let keywords = [
        "properties",
        "additionalProperties",
        "required",
        "items",
        "oneOf",
        "anyOf",
    ];
    keywords.iter().any(|keyword| schema.get(keyword).is_some())
}

/// One schema for everything that the given ones say.
pub(super) fn merged(document: &Document, schemas: &[&Value]) -> Value {
    let mut merger = Merger {
        document,
        open: Vec::new(),
        visited: 0,
        merged: Map::new(),
    };
    for schema in schemas {
        merger.add(schema);
    }
    Value::Object(merger.merged)
}

struct Merger<'d> {
    document: &'d Document,
    /// The references being added; one inside itself adds nothing.
    open: Vec<String>,
    visited: usize,
    merged: Map<String, Value>,
}

impl Merger<'_> {
    fn add(&mut self, schema: &Value) {
        self.visited += 1;
        if self.visited > LIMIT {
            return;
        }
        if let Some(reference) = reference(schema) {
            self.add_referenced(reference);
            return;
        }
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            match keyword.as_str() {
                "allOf" => value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .for_each(|s| self.add(s)),
                "properties" => self.add_properties(value),
                "items" | "additionalProperties" => add_schema(&mut self.merged, keyword, value),
                "required" => self.add_required(schema),
                "enum" => self.add_enum(value),
                // An example of one part is none of the whole.
                "example" | "examples" | "default"
                    if has_parts(schema) || self.has_properties() => {}
                _ => {
                    _ = self
                        .merged
                        .entry(keyword.clone())
                        .or_insert_with(|| value.clone())
                }
            }
        }
    }

    fn add_referenced(&mut self, reference: &str) {
        if self.open.iter().any(|open| open == reference) {
            return;
        }
        if let Some(target) = self.document.referenced(reference) {
            self.open.push(reference.to_owned());
            self.add(target);
            self.open.pop();
        }
    }

    fn add_properties(&mut self, properties: &Value) {
        let known = self.merged.entry("properties").or_insert_with(|| json!({}));
        let Some(known) = known.as_object_mut() else {
            return;
        };
        for (name, property) in properties.as_object().into_iter().flatten() {
            add_schema(known, name, property);
        }
    }

    fn add_required(&mut self, schema: &Value) {
        let known = self.merged.entry("required").or_insert_with(|| json!([]));
        if let Some(known) = known.as_array_mut() {
            known.extend(required(schema).map(Value::from));
        }
    }

    /// Of two lists of allowed values, those in both are allowed.
    fn add_enum(&mut self, listed: &Value) {
        let known = self.merged.entry("enum").or_insert_with(|| listed.clone());
        if let (Some(known), Some(listed)) = (known.as_array_mut(), listed.as_array()) {
            known.retain(|value| listed.contains(value));
        }
    }

    fn has_properties(&self) -> bool {
        self.merged.contains_key("properties")
    }
}

/// Adds a schema under a name; if there is one already, both hold.
fn add_schema(known: &mut Map<String, Value>, name: &str, schema: &Value) {
    match known.entry(name) {
        Entry::Vacant(entry) => _ = entry.insert(schema.clone()),
        Entry::Occupied(entry) if entry.get() == schema => {}
        Entry::Occupied(mut entry) => {
            let both = json!({ "allOf": [entry.get(), schema] });
            entry.insert(both);
        }
    }
}
