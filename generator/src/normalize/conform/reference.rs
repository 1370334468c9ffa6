//! References: what may stand beside a `$ref` (OpenAPI 3.0.3, "Reference Object").
//!
//! A mapping with a `$ref` comes in; it goes out with the reference alone, except that a schema's annotations are kept,
//! by wrapping the reference in the `allOf` that its author meant, and so is a parameter whose schema is referred to.

use serde_json::{Map, Value, json};

use super::Run;
use crate::diagnostic::{Diagnostic, Place};
use crate::normalize::grammar::Object;
use crate::pointer::Pointer;

/// The keywords that describe a schema without changing what it allows; `nullable` allows one value more.
const ANNOTATIONS: [&str; 9] = [
    "title",
    "summary",
    "description",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
];

/// Takes out what has no effect beside the reference in `map`, which stands for an `object`.
pub(super) fn alone(
    map: &mut Map<String, Value>,
    object: &'static Object,
    at: &Pointer,
    run: &mut Run<'_>,
) {
    if !map.get("$ref").is_some_and(Value::is_string) {
        let place = Place::Value(at.child("$ref"));
        let diagnostic = Diagnostic::invalid(place, "`$ref` must be a string");
        run.found.push(
            diagnostic
                .help("a property that is called `$ref` can't be told apart from a reference"),
        );
        map.clear();
        return;
    }
    map.retain(|key, _| {
        let is_kept = key == "$ref" || key.starts_with("x-") || ANNOTATIONS.contains(&key.as_str());
        if !is_kept {
            run.found.push(ignored(key, object, at));
        }
        is_kept
    });
    if object.is_schema()
        && map.len() > 1
        && let Some(target) = map.shift_remove("$ref")
    {
        map.insert("allOf".to_owned(), json!([{ "$ref": target }]));
    }
}

/// Moves the reference of a parameter that is described here, and leads to a schema, to where it is meant to stand.
pub(super) fn into_schema(
    map: &mut Map<String, Value>,
    object: &'static Object,
    at: &Pointer,
    run: &mut Run<'_>,
) {
    const SCHEMAS: [&str; 2] = ["#/definitions/", "#/components/schemas/"];
    let is_parameter = ["in", "schema"]
        .iter()
        .all(|keyword| object.shape(keyword, run.version).is_some());
    let leads_to_schema = |reference: &str| SCHEMAS.iter().any(|it| reference.starts_with(it));
    let reference = map.get("$ref").and_then(Value::as_str);
    let is_meant = is_parameter && map.contains_key("in") && !map.contains_key("schema");
    if !is_meant || !reference.is_some_and(leads_to_schema) {
        return;
    }
    if let Some(target) = map.shift_remove("$ref") {
        let place = Place::Key(at.child("$ref"));
        let diagnostic = Diagnostic::invalid(place, "a parameter can't refer to a schema");
        run.found.push(
            diagnostic
                .label("is read as its `schema`")
                .help("write `schema: {$ref: ..}`"),
        );
        map.insert("schema".to_owned(), json!({ "$ref": target }));
    }
}

fn ignored(key: &str, object: &Object, at: &Pointer) -> Diagnostic {
    let message = format!("`{key}` has no effect beside `$ref`");
    let help = if object.is_schema() {
        "put the reference and its siblings into an `allOf`"
    } else {
        "leave it out, or write what is referred to here instead of the reference"
    };
    Diagnostic::invalid(Place::Key(at.child(key)), message).help(help)
}
