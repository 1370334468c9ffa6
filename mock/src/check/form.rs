//! Forms: the parts of a body against the schema of its media type and the `encoding` beside it.
//!
//! The parts are put together to the JSON value that they stand for, each text read as whatever fits its schema. What a
//! `style` writes is only looked for, not taken apart. Fields of 2.0 are checked one by one, as it has no schema for all.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::parameter::readings;
use super::schema::{self, child_pointer};
use super::{Violation, body};
use crate::document::{Document, is_true};
use crate::form::{self, Part};
use crate::media::{self, MediaType};
use crate::operation::Operation;
use crate::parameter::Location;
use crate::recorded::Recorded;

/// What is wrong with a form.
pub(super) fn check(
    operation: &Operation<'_>,
    declared: &MediaType<'_>,
    request: &Recorded,
) -> Vec<Violation> {
    let content_type = request.header("content-type").unwrap_or_default();
    let parts = match form::parts(content_type, &request.body) {
        Ok(parts) => parts,
        Err(reason) => return vec![body::violation(reason)],
    };
    let is_pairs = form::is_url_encoded(&media::essence(content_type));
    let form = Form {
        document: operation.document(),
        encoding: declared.encoding,
        is_pairs,
        parts,
    };
    let nameless = form.nameless(&media::essence(content_type));
    let mut violations: Vec<Violation> = nameless.into_iter().collect();
    violations.extend(form.of_other_types());
    violations.extend(match declared.schema {
        Some(schema) => form.by_schema(schema),
        None => form.by_fields(&operation.form_fields()),
    });
    violations
}

struct Form<'d> {
    document: &'d Document,
    encoding: Option<&'d Value>,
    is_pairs: bool,
    parts: Vec<Part>,
}

impl<'d> Form<'d> {
    /// Parts without a name, which a form must have (RFC 7578, section 4.2).
    fn nameless(&self, essence: &str) -> Option<Violation> {
        let has_nameless = self.parts.iter().any(|part| part.name.is_empty());
        (essence == "multipart/form-data" && has_nameless)
            .then(|| body::violation("has a part without a name"))
    }

    /// Parts whose media type isn't one that `encoding` lists.
    fn of_other_types(&self) -> Vec<Violation> {
        let parts = self.parts.iter().filter(|_| !self.is_pairs);
        let wrong = parts.filter_map(|part| {
            let listed = self.encoding(&part.name)?.get("contentType")?.as_str()?;
            // RFC 7578, section 4.4.
            let given = part.content_type.as_deref().unwrap_or("text/plain");
            let given = media::essence(given);
            let mut listed_types = listed.split(',');
            let fits = listed_types
                .any(|listed| MediaType::of_schema(listed.trim(), None).accepts(&given));
            (!fits).then(|| {
                at(
                    &part.name,
                    format!("is {given}; the document takes {listed}"),
                )
            })
        });
        wrong.collect()
    }

    fn encoding(&self, property: &str) -> Option<&'d Value> {
        self.encoding?.get(property)
    }

    fn by_schema(&self, schema: &'d Value) -> Vec<Violation> {
        let (styled, spreads) = (self.styled(), self.spreads(schema));
        let mut object = Map::new();
        let mut violations = Vec::new();
        for name in self.names() {
            let expected = property(self.document, schema, name, 0);
            let of = name.split_once('[').map(|(of, _)| of);
            if expected.is_none()
                && of.is_some_and(|of| property(self.document, schema, of, 0).is_some())
            {
                continue;
            }
            match self.value(name, expected) {
                Ok(value) => _ = object.insert(name.to_owned(), value),
                Err(reason) => violations.push(at(name, reason)),
            }
        }
        let findings = schema::check(self.document, schema, &Value::Object(object));
        let findings = findings.into_iter().filter(|finding| {
            let first = first_step(&finding.pointer);
            let is_member = spreads && property(self.document, schema, &first, 0).is_none();
            !styled.contains(first.as_str()) && !is_member
        });
        violations.extend(findings.map(|finding| Violation {
            location: Location::Body,
            pointer: finding.pointer,
            message: finding.message,
        }));
        violations
    }

    fn by_fields(&self, fields: &[(&'d str, &'d Value)]) -> Vec<Violation> {
        let is_there = |name: &str| self.parts.iter().any(|part| part.name == name);
        let checked = fields.iter().flat_map(|(name, field)| {
            if !is_there(name) {
                let is_missing = is_true(field.get("required"));
                return is_missing
                    .then(|| at(name, "is required"))
                    .into_iter()
                    .collect();
            }
            // A list of 2.0 is one text, and a file is anything.
            if !schema::is_scalar(field) || schema::has_type(field, "file") {
                return Vec::new();
            }
            match self.value(name, Some(field)) {
                Err(reason) => vec![at(name, reason)],
                Ok(value) => {
                    let findings = schema::check(self.document, field, &value).into_iter();
                    findings.map(|finding| at(name, finding.message)).collect()
                }
            }
        });
        checked.collect()
    }

    fn names(&self) -> BTreeSet<&str> {
        self.parts.iter().map(|part| part.name.as_str()).collect()
    }

    /// The properties that a style writes, or that stand there as `name[..]`.
    fn styled(&self) -> BTreeSet<&str> {
        let entries = self
            .encoding
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let entries = entries.filter(|(_, entry)| {
            self.is_pairs
                && ["style", "explode"]
                    .iter()
                    .any(|it| entry.get(it).is_some())
        });
        let bracketed = self.parts.iter().filter_map(|part| {
            let (name, _) = part.name.split_once('[')?;
            Some(name)
        });
        entries
            .map(|(name, _)| name.as_str())
            .chain(bracketed)
            .collect()
    }

    /// Whether an object's members stand among the properties of the form itself: style `form`, exploded.
    fn spreads(&self, schema: &'d Value) -> bool {
        let entries = self
            .encoding
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let mut entries = entries.filter(|(_, entry)| {
            let style = entry.get("style").and_then(Value::as_str);
            style.is_none_or(|style| style == "form") && is_true(entry.get("explode"))
        });
        entries.any(|(name, _)| {
            let property = property(self.document, schema, name, 0);
            property.is_some_and(|it| schema::has_type(self.document.resolve(it), "object"))
        })
    }

    /// The value that the parts of a name stand for.
    fn value(&self, name: &str, expected: Option<&'d Value>) -> Result<Value, String> {
        let parts: Vec<&Part> = self.parts.iter().filter(|part| part.name == name).collect();
        let resolved = expected.map(|expected| self.document.resolve(expected));
        if let Some(list) = resolved.filter(|schema| schema::has_type(schema, "array")) {
            let items = list.get("items");
            let values = parts.into_iter().map(|part| self.read(part, items));
            return Ok(Value::Array(values.collect()));
        }
        match parts.as_slice() {
            [only] => Ok(self.read(only, expected)),
            several if expected.is_some() => Err(format!("is there {} times", several.len())),
            several => Ok(several.iter().map(|part| self.read(part, None)).collect()),
        }
    }

    /// A part as the first value that it may stand for and that fits, else as JSON if it is that, else as its text.
    fn read(&self, part: &Part, expected: Option<&'d Value>) -> Value {
        let text = String::from_utf8_lossy(&part.content);
        let json = serde_json::from_slice::<Value>(&part.content).ok();
        let itself = Value::String(text.clone().into_owned());
        let Some(expected) = expected else {
            return itself;
        };
        let json = json.filter(|json| json.is_array() || json.is_object());
        let mut values = json.iter().cloned().chain(readings(&text));
        let fitting = values.find(|it| schema::check(self.document, expected, it).is_empty());
        fitting.or(json).unwrap_or(itself)
    }
}

/// The schema of a property, wherever a schema has it.
fn property<'d>(
    document: &'d Document,
    schema: &'d Value,
    name: &str,
    depth: usize,
) -> Option<&'d Value> {
    const DEPTH: usize = 30;
    if depth > DEPTH {
        return None;
    }
    let schema = document.resolve(schema);
    let own = schema
        .get("properties")
        .and_then(|properties| properties.get(name));
    let inner = ["allOf", "oneOf", "anyOf"]
        .iter()
        .filter_map(|keyword| schema.get(keyword)?.as_array());
    let mut inner = inner
        .flatten()
        .filter_map(|inner| property(document, inner, name, depth + 1));
    let additional = || {
        schema
            .get("additionalProperties")
            .filter(|it| it.is_object())
    };
    own.or_else(|| inner.next()).or_else(additional)
}

/// The first step of a JSON pointer, unescaped (RFC 6901, section 4).
fn first_step(pointer: &str) -> String {
    let step = pointer.trim_start_matches('/').split('/').next();
    step.unwrap_or_default()
        .replace("~1", "/")
        .replace("~0", "~")
}

fn at(name: &str, message: impl Into<String>) -> Violation {
    Violation {
        location: Location::Body,
        pointer: child_pointer("", name),
        message: message.into(),
    }
}
