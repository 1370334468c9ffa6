//! Parameters: required ones are there, and the text of simple ones is of their type.
//!
//! Objects, and arrays inside one text, are not taken apart.

use serde_json::{Number, Value};

use super::Violation;
use super::schema;
use crate::document::Document;
use crate::operation::Operation;
use crate::parameter::{Location, Parameter};
use crate::recorded::Recorded;

/// What is wrong with the parameters of a request.
pub(super) fn check(operation: &Operation<'_>, request: &Recorded) -> Vec<Violation> {
    let document = operation.document();
    operation
        .parameters()
        .iter()
        .flat_map(|parameter| check_one(document, parameter, request))
        .collect()
}

fn check_one(document: &Document, parameter: &Parameter<'_>, request: &Recorded) -> Vec<Violation> {
    let schema = parameter.schema().map(|schema| document.resolve(schema));
    let texts = request.values(parameter.location, parameter.name);
    if texts.is_empty() {
        // A path that matched has all its parameters; others are declared by mistake, and no client can send them.
        let can_be_missing = parameter.required && parameter.location != Location::Path;
        let missing = can_be_missing && !is_spread(parameter, schema, request);
        return missing
            .then(|| violation(parameter, "is required"))
            .into_iter()
            .collect();
    }
    let Some(expected) = schema.and_then(|schema| element(parameter, schema, document)) else {
        return Vec::new();
    };
    texts
        .iter()
        .filter(|text| !(text.is_empty() && parameter.allows_empty()))
        .filter_map(|text| check_text(document, expected, text))
        .map(|message| violation(parameter, message))
        .collect()
}

fn violation(parameter: &Parameter<'_>, message: impl Into<String>) -> Violation {
    Violation::at_parameter(parameter.location, parameter.name, message)
}

/// Whether the parameter may be there under other names: an object's properties become pairs of their own
/// (`form`), or pairs such as `name[property]` (`deepObject`).
fn is_spread(parameter: &Parameter<'_>, schema: Option<&Value>, request: &Recorded) -> bool {
    let is_object = schema.is_some_and(|schema| schema::has_type(schema, "object"));
    let bracketed = format!("{}[", parameter.name);
    let in_brackets = request
        .query
        .iter()
        .any(|(key, _)| key.starts_with(&bracketed));
    parameter.location == Location::Query && (in_brackets || is_object && parameter.is_plain())
}

/// The schema of each text, when the text is the plain value of something without parts.
fn element<'d>(
    parameter: &Parameter<'_>,
    schema: &'d Value,
    document: &'d Document,
) -> Option<&'d Value> {
    let is_array = schema::has_type(schema, "array");
    let element = if is_array && parameter.repeats() {
        document.resolve(schema.get("items")?)
    } else {
        schema
    };
    let is_simple = parameter.is_plain() && schema::is_scalar(element);
    is_simple.then_some(element)
}

/// What is wrong with a text, read as whatever JSON value it may stand for.
fn check_text(document: &Document, expected: &Value, text: &str) -> Option<String> {
    let mut complaint = None;
    for value in readings(text) {
        let findings = schema::check(document, expected, &value);
        complaint = Some(findings.into_iter().next()?.message);
    }
    complaint
}

/// The values that a text may stand for, the text itself last.
pub(super) fn readings(text: &str) -> impl Iterator<Item = Value> {
    let number = text.parse::<Number>().ok().map(Value::Number);
    let boolean = text.parse::<bool>().ok().map(Value::Bool);
    let itself = Value::String(text.to_owned());
    number.into_iter().chain(boolean).chain([itself])
}
