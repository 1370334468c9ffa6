//! A value that fits a schema: the schema comes in, the value an example would show comes out.
//!
//! `uniqueItems` is not served. A value is the same on every call, unless it is asked for by chance; formats and patterns
//! show the same text even then.

mod alternative;
mod chance;
mod merge;
mod number;
mod parts;
mod pattern;
mod text;

use fastrand::Rng;
use serde_json::{Map, Value};

use crate::check::schema as check;
use crate::document::{Document, reference};

/// How many references and combinations may be open inside each other.
const DEEPEST: usize = 40;

/// How many schemas may be visited at all.
const LIMIT: usize = 100_000;

/// What a value is for, which decides on the properties that may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// An answer: everything but what only requests have (`writeOnly`).
    Answer,
    /// A request with everything but what only answers have (`readOnly`).
    WholeRequest,
    /// A request with what is required.
    LeastRequest,
}

/// The value for a schema; null where no finite value fits.
pub(crate) fn build(document: &Document, schema: &Value, purpose: Purpose) -> Value {
    Builder::new(document, purpose, None).of(schema)
}

/// A value of an answer that fits a schema, whatever its examples and defaults are; null where no finite value fits.
pub(crate) fn build_by_chance(document: &Document, schema: &Value, dice: Rng) -> Value {
    Builder::new(document, Purpose::Answer, Some(dice)).of(schema)
}

/// Builds one value. Its functions return `None` where only an endless value would fit.
struct Builder<'d> {
    document: &'d Document,
    purpose: Purpose,
    /// What decides where several values fit; without, the first or least is taken.
    dice: Option<Rng>,
    /// The references whose targets are being built, outermost first; a combination repeats the one around it.
    open: Vec<String>,
    visited: usize,
}

impl<'d> Builder<'d> {
    fn new(document: &'d Document, purpose: Purpose, dice: Option<Rng>) -> Self {
        Builder {
            document,
            purpose,
            dice,
            open: Vec::new(),
            visited: 0,
        }
    }

    fn of(mut self, schema: &Value) -> Value {
        self.value(schema).unwrap_or_default()
    }

    fn value(&mut self, schema: &Value) -> Option<Value> {
        self.visited += 1;
        let is_endless = self.visited > LIMIT || self.open.len() > DEEPEST;
        if is_endless || schema == &Value::Bool(false) {
            return None;
        }
        if let Some(given) = self.given(schema) {
            return Some(given);
        }
        if let Some(reference) = reference(schema) {
            return self.referenced(reference);
        }
        if let Some(Value::Array(parts)) = schema.get("allOf") {
            return match parts.as_slice() {
                [only] if !merge::has_parts_beside_all_of(schema) => self.value(only),
                _ => self.merged(&[schema], None),
            };
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(Value::Array(alternatives)) = schema.get(keyword) {
                return self.alternative(schema, keyword, alternatives);
            }
        }
        match kind(schema) {
            "object" => self.object(schema),
            "array" => self.array(schema),
            "string" => Some(Value::String(text::build(schema, self.dice.as_mut()))),
            "integer" | "number" => Some(number::build(schema, self.dice.as_mut())),
            "boolean" => Some(Value::Bool(self.is_drawn())),
            "null" => Some(Value::Null),
            _ => Some(Value::Object(Map::new())),
        }
    }

    /// A value that the schema itself shows. One that contradicts the schema, such as a number as the example of a
    /// string, is passed over: clients could not read it.
    fn given(&mut self, schema: &Value) -> Option<Value> {
        if self.dice.is_some() {
            return self.drawn(schema);
        }
        let examples = schema.get("examples").and_then(Value::as_array);
        let shown = [schema.get("example")]
            .into_iter()
            .chain(examples.into_iter().flatten().map(Some))
            .chain([schema.get("default")])
            .flatten()
            .find(|value| {
                let is_readable = |text| text::is_readable(schema, text);
                !value.is_null()
                    && self.fits(schema, value)
                    && value.as_str().is_none_or(is_readable)
            });
        let listed = schema.get("enum").and_then(Value::as_array);
        shown
            .or_else(|| schema.get("const"))
            .or_else(|| listed?.iter().find(|value| !value.is_null()))
            .or_else(|| listed?.first())
            .cloned()
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        check::check(self.document, schema, value).is_empty()
    }

    fn referenced(&mut self, reference: &str) -> Option<Value> {
        if self.is_open(reference) {
            return None;
        }
        let target = self.document.referenced(reference).unwrap_or(&Value::Null);
        self.open.push(reference.to_owned());
        let value = self.value(target);
        self.open.pop();
        value
    }

    /// The value for several schemas that hold at once; the reference is the name that they have together.
    fn merged(&mut self, schemas: &[&Value], reference: Option<&str>) -> Option<Value> {
        let merged = merge::merged(self.document, schemas);
        let around = self.open.last().cloned().unwrap_or_default();
        self.open.push(reference.map_or(around, str::to_owned));
        let value = self.value(&merged);
        self.open.pop();
        value
    }

    fn is_open(&self, reference: &str) -> bool {
        self.open.iter().any(|open| open == reference)
    }
}

/// The type to build: the first that isn't null, or what the other keywords tell.
fn kind(schema: &Value) -> &str {
    let has = |keyword: &str| schema.get(keyword).is_some();
    let named = check::types(schema).find(|name| *name != "null");
    match named.or_else(|| check::types(schema).next()) {
        Some(name) => name,
        None if has("properties") || has("additionalProperties") || has("required") => "object",
        None if has("items") || has("prefixItems") => "array",
        None if has("format") || has("pattern") || has("minLength") => "string",
        None if has("minimum") || has("maximum") => "number",
        None => "",
    }
}
