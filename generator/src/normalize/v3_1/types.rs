//! `type` as a list: null becomes `nullable`, and several types a `oneOf` of one schema each.
//!
//! One schema of 3.1 comes in; out goes one with a single `type` or none, whose keywords stand with the type that
//! they are about. From JSON Schema 2020-12 Validation, sections 6.1 to 6.5.

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use crate::normalize::origins::Origins;
use crate::pointer::Pointer;

/// The keywords that say something about one type only.
const KEYWORDS: [(&str, &[&str]); 6] = [
    (
        "string",
        &[
            "format",
            "minLength",
            "maxLength",
            "pattern",
            "contentEncoding",
            "contentMediaType",
        ],
    ),
    ("number", NUMERIC),
    ("integer", NUMERIC),
    ("boolean", &[]),
    (
        "array",
        &[
            "items",
            "x-bindery-prefix-items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
        ],
    ),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "discriminator",
            "x-bindery-pattern-properties",
        ],
    ),
];

const NUMERIC: &[&str] = &[
    "format",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
];

/// The `type` of a value.
pub(super) fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Rewrites a schema's `type`.
pub(super) fn types(map: &mut Map<String, Value>, at: &Pointer, origins: &mut Origins) {
    let mut names = match map.get("type") {
        Some(Value::String(name)) if name == "null" => vec!["null".to_owned()],
        Some(Value::Array(names)) => distinct(names),
        _ => return,
    };
    let admits_null = names.iter().any(|name| name == "null");
    names.retain(|name| name != "null");
    if admits_null {
        map.insert("nullable".to_owned(), true.into());
    }
    // A whole number is a number.
    if names.iter().any(|name| name == "number") {
        names.retain(|name| name != "integer");
    }
    match names.as_slice() {
        [] => {
            map.shift_remove("type");
            if admits_null {
                map.insert("enum".to_owned(), json!([null]));
            }
        }
        [only] => {
            map.insert("type".to_owned(), only.as_str().into());
        }
        _ => several(map, &names, at, origins),
    }
}

fn distinct(names: &[Value]) -> Vec<String> {
    let names = names.iter().filter_map(Value::as_str);
    let distinct: IndexSet<&str> = names.collect();
    distinct.into_iter().map(ToOwned::to_owned).collect()
}

/// Makes a schema of several types a union of one schema for each.
fn several(map: &mut Map<String, Value>, names: &[String], at: &Pointer, origins: &mut Origins) {
    map.shift_remove("type");
    // A union's branches tell the types better than the list does; of five types only null is not among them.
    let has_union = map.contains_key("oneOf") || map.contains_key("anyOf");
    if has_union || names.len() == 5 && !map.keys().any(|key| is_about_a_type(key)) {
        return;
    }
    let values = map.shift_remove("enum");
    let values = values.as_ref().and_then(Value::as_array);
    let of = at.child("type");
    let at = at.child("oneOf");
    origins.wrapped(&of, &at);
    let mut branches = Vec::new();
    for name in names {
        let mut branch = Map::new();
        branch.insert("type".to_owned(), name.as_str().into());
        if let Some(values) = values {
            let own: Vec<Value> = of_type(values, name).cloned().collect();
            if own.is_empty() {
                continue;
            }
            branch.insert("enum".to_owned(), own.into());
        }
        let at = at.index(branches.len());
        if let Some(of) = at.parent().and_then(|list| list.parent()) {
            origins.wrapped(&of, &at);
            take(map, &mut branch, name, (&of, &at), origins);
        }
        branches.push(Value::Object(branch));
    }
    if values.is_some_and(|values| values.iter().any(Value::is_null)) {
        map.insert("nullable".to_owned(), true.into());
    }
    map.insert("oneOf".to_owned(), branches.into());
}

fn is_about_a_type(keyword: &str) -> bool {
    KEYWORDS
        .iter()
        .any(|(_, keywords)| keywords.contains(&keyword))
}

fn of_type<'v>(values: &'v [Value], name: &str) -> impl Iterator<Item = &'v Value> {
    values.iter().filter(move |value| {
        let own = self::name(value);
        own == name || own == "integer" && name == "number"
    })
}

/// Moves the keywords that are about the type `name` from a schema to its branch.
fn take(
    map: &mut Map<String, Value>,
    branch: &mut Map<String, Value>,
    name: &str,
    (from, to): (&Pointer, &Pointer),
    origins: &mut Origins,
) {
    let keywords = KEYWORDS.iter().find(|(of, _)| *of == name);
    for keyword in keywords.map_or(&[][..], |(_, keywords)| keywords) {
        if *keyword == "format" && is_numeric(map.get("format")) != (name != "string") {
            continue;
        }
        if let Some(value) = map.shift_remove(*keyword) {
            origins.moved(&from.child(keyword), &to.child(keyword));
            branch.insert((*keyword).to_owned(), value);
        }
    }
}

/// Whether a format is one of numbers (OpenAPI Initiative, "Format Registry").
fn is_numeric(format: Option<&Value>) -> bool {
    let format = format.and_then(Value::as_str).unwrap_or_default();
    ["int", "uint", "float", "double", "decimal"]
        .iter()
        .any(|numeric| format.starts_with(numeric))
}
