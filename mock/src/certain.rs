//! Whether a value certainly is what an answer's schema says: both come in, the places that are in doubt come out.
//!
//! This is the other side of [`check`](crate::check::schema), which lets pass what it doesn't understand: here a keyword, a
//! format or a pattern that isn't known leaves a doubt. So what comes without doubts may be sent to clients that look closely.

mod bounds;
mod text;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::check::schema::{Place, is_of_type, required, types};
use crate::document::{Document, is_true, reference};

/// How deep schemas may be applied inside each other.
const DEPTH: usize = 100;

/// How many schemas may be applied to one value with all its parts, but those that are passed by.
const STEPS: usize = 20_000;

/// What says nothing of which values fit.
const ANNOTATIONS: [&str; 17] = [
    "$comment",
    "$defs",
    "contentEncoding",
    "contentMediaType",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "properties",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// A place where a value may not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// Where, as a JSON pointer (RFC 6901).
    pub(crate) pointer: String,
    /// Whether it certainly doesn't.
    is_wrong: bool,
}

impl Doubt {
    /// No doubt about what certainly fits, and one about what certainly doesn't.
    fn unless(fits: bool, place: &Place<'_>) -> Vec<Self> {
        if fits {
            Vec::new()
        } else {
            Self::that(place, true)
        }
    }

    /// One about what isn't known to fit.
    fn about(place: &Place<'_>) -> Vec<Self> {
        Self::that(place, false)
    }

    fn that(place: &Place<'_>, is_wrong: bool) -> Vec<Self> {
        vec![Doubt {
            pointer: place.pointer.clone(),
            is_wrong,
        }]
    }
}

/// Every place of a value that may not fit; none of one that certainly fits.
pub(crate) fn doubts(document: &Document, schema: &Value, value: &Value) -> Vec<Doubt> {
    Judge {
        document,
        steps: STEPS,
        passed_by: None,
    }
    .judge(schema, &Place::whole(value))
}

/// The same for a value with a list at a pointer whose items are known to fit, each by itself: they are looked at together
/// (`maxItems`, `uniqueItems`), and where an alternative has to fit all of them, but else not again. So there may be any number.
pub(crate) fn doubts_around(
    document: &Document,
    schema: &Value,
    value: &Value,
    list: &str,
) -> Vec<Doubt> {
    Judge {
        document,
        steps: STEPS,
        passed_by: Some(list),
    }
    .judge(schema, &Place::whole(value))
}

struct Judge<'d> {
    document: &'d Document,
    steps: usize,
    /// The list whose items aren't looked at.
    passed_by: Option<&'d str>,
}

impl<'d> Judge<'d> {
    fn judge(&mut self, schema: &'d Value, place: &Place<'_>) -> Vec<Doubt> {
        let keywords = match schema {
            Value::Bool(allowed) => return Doubt::unless(*allowed, place),
            Value::Object(keywords) => keywords,
            _ => return Doubt::about(place),
        };
        if place.depth > DEPTH || self.steps == 0 {
            return Doubt::about(place);
        }
        self.steps -= 1;
        let is_new = self.document.counts_siblings_of_references();
        if let Some(reference) = reference(schema) {
            let Some(target) = self.document.referenced(reference) else {
                return Doubt::about(place);
            };
            let doubts = self.judge(target, &place.again());
            if !is_new {
                return doubts;
            }
            return [doubts, self.keywords(keywords, schema, place)].concat();
        }
        if !is_new && place.value.is_null() && is_true(schema.get("nullable")) {
            return Vec::new();
        }
        self.keywords(keywords, schema, place)
    }

    fn keywords(
        &mut self,
        keywords: &'d serde_json::Map<String, Value>,
        schema: &'d Value,
        place: &Place<'_>,
    ) -> Vec<Doubt> {
        let mut doubts = self.properties(schema, place);
        for (keyword, argument) in keywords {
            doubts.extend(self.keyword(keyword, argument, schema, place));
        }
        doubts
    }

    fn keyword(
        &mut self,
        keyword: &str,
        argument: &'d Value,
        schema: &'d Value,
        place: &Place<'_>,
    ) -> Vec<Doubt> {
        if let Some(doubts) = bounds::doubts(keyword, argument, schema, place) {
            return doubts;
        }
        let value = place.value;
        match keyword {
            "$ref" | "required" | "additionalProperties" => Vec::new(),
            "type" => Doubt::unless(
                types(schema).any(|name| is_certainly_of_type(value, name)),
                place,
            ),
            "enum" => {
                let listed = argument.as_array();
                Doubt::unless(listed.is_some_and(|listed| listed.contains(value)), place)
            }
            "const" => Doubt::unless(argument == value, place),
            "uniqueItems" => match value.as_array() {
                Some(items) if is_true(Some(argument)) => Doubt::unless(are_unique(items), place),
                _ => Vec::new(),
            },
            "pattern" | "format" => match (value.as_str(), argument.as_str()) {
                (None, Some(format)) if keyword == "format" => {
                    Doubt::unless(text::number_is_of(value, format), place)
                }
                (None, _) => Vec::new(),
                (Some(text), Some(told)) if text::is_of(keyword, told, text) => Vec::new(),
                _ => Doubt::about(place),
            },
            "items" => match value.as_array() {
                Some(_) if schema.get("prefixItems").is_some() => Doubt::about(place),
                Some(items) if !self.passes_by(place) => self.each(items, argument, place),
                _ => Vec::new(),
            },
            "allOf" => {
                let parts = argument.as_array().into_iter().flatten();
                parts
                    .flat_map(|part| self.judge(part, &place.again()))
                    .collect()
            }
            "anyOf" | "oneOf" => self.alternatives(argument, keyword == "oneOf", place),
            "not" => {
                let is_other = self.whole(argument, place);
                match is_other.iter().any(|doubt| doubt.is_wrong) {
                    true => Vec::new(),
                    false => Doubt::about(place),
                }
            }
            _ if ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-") => Vec::new(),
            _ => Doubt::about(place),
        }
    }

    /// What is wrong with the properties: those that are missing, not allowed or not fitting. What only requests have
    /// (`writeOnly`) must not be there.
    fn properties(&mut self, schema: &'d Value, place: &Place<'_>) -> Vec<Doubt> {
        let Some(object) = place.value.as_object() else {
            return Vec::new();
        };
        let missing = required(schema).filter(|name| !object.contains_key(*name));
        let mut doubts: Vec<Doubt> = missing
            .flat_map(|name| Doubt::unless(false, &place.child(name, &Value::Null)))
            .collect();
        for (name, value) in object {
            let child = place.child(name, value);
            let declared = schema.get("properties").and_then(|all| all.get(name));
            doubts.extend(match (declared, schema.get("additionalProperties")) {
                (Some(declared), _) if self.is_write_only(declared) => Doubt::unless(false, &child),
                (Some(declared), _) => self.judge(declared, &child),
                (None, Some(additional)) => self.judge(additional, &child),
                (None, None) => Vec::new(),
            });
        }
        doubts
    }

    fn is_write_only(&self, schema: &Value) -> bool {
        let resolved = self.document.resolve(schema);
        [schema, resolved]
            .iter()
            .any(|schema| is_true(schema.get("writeOnly")))
    }

    fn each(&mut self, items: &[Value], schema: &'d Value, place: &Place<'_>) -> Vec<Doubt> {
        let items = items.iter().enumerate();
        items
            .flat_map(|(index, item)| self.judge(schema, &place.child(&index.to_string(), item)))
            .collect()
    }

    fn passes_by(&self, place: &Place<'_>) -> bool {
        self.passed_by == Some(place.pointer.as_str())
    }

    /// The doubts of one schema of several, by which items that fit one by one needn't fit together: none is passed by.
    fn whole(&mut self, schema: &'d Value, place: &Place<'_>) -> Vec<Doubt> {
        let passed_by = self.passed_by.take();
        let doubts = self.judge(schema, &place.again());
        self.passed_by = passed_by;
        doubts
    }

    /// At least one must certainly fit; where only one may, the others must certainly not.
    fn alternatives(
        &mut self,
        alternatives: &'d Value,
        is_one: bool,
        place: &Place<'_>,
    ) -> Vec<Doubt> {
        let (mut fitting, mut doubtful) = (0, 0);
        for alternative in alternatives.as_array().into_iter().flatten() {
            let doubts = self.whole(alternative, place);
            match doubts.iter().any(|doubt| doubt.is_wrong) {
                true => {}
                false if doubts.is_empty() => fitting += 1,
                false => doubtful += 1,
            }
        }
        match (fitting, doubtful) {
            (0, 0) => Doubt::unless(false, place),
            (1, 0) => Vec::new(),
            (1.., _) if !is_one => Vec::new(),
            (2.., _) => Doubt::unless(false, place),
            _ => Doubt::about(place),
        }
    }
}

/// Strictly: `1.0` is no integer to those who read JSON Schema's draft 4, as OpenAPI 3.0 does.
fn is_certainly_of_type(value: &Value, name: &str) -> bool {
    match name {
        "integer" => value.is_i64() || value.is_u64(),
        "null" | "boolean" | "string" | "number" | "array" | "object" => is_of_type(value, name),
        _ => false,
    }
}

/// Whether no two items are equal, in whatever order their properties stand.
fn are_unique(items: &[Value]) -> bool {
    let mut seen = BTreeSet::new();
    items.iter().all(|item| {
        let mut item = item.clone();
        item.sort_all_objects();
        seen.insert(item.to_string())
    })
}
