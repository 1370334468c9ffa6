//! What `normalize` promises of schemas: the types of `openapiv3`, which drop in silence what they don't know, lose
//! nothing of what it hands on.
//!
//! The documents are those of `accept`, and those of the folder that `BINDERY_CORPUS` names, if it names one.

use std::path::{Path, PathBuf};

use bindery::diagnostic::Diagnostics;
use bindery::{Source, normalize, read};
use openapiv3::{ReferenceOr, Schema};
use serde::Deserialize;
use serde_json::Value;

/// The keywords that make schemas of OpenAPI 3.0, but for `xml`, which nothing is generated from.
const SCHEMA: [&str; 4] = ["items", "additionalProperties", "not", "$ref"];
const LISTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];
const VALUES: [&str; 26] = [
    "title",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "enum",
    "type",
    "description",
    "format",
    "default",
    "nullable",
    "discriminator",
    "readOnly",
    "writeOnly",
    "example",
    "deprecated",
];

/// What only 3.1 has, and so no normalized schema.
const REWRITTEN: [&str; 4] = ["const", "prefixItems", "patternProperties", "examples"];

#[test]
fn openapiv3_loses_nothing_of_a_normalized_schema() {
    let mut lost = Vec::new();
    for path in documents() {
        let bytes = std::fs::read(&path).expect("the document can be read");
        let Ok(source) = Source::new(&path, bytes) else {
            continue;
        };
        let mut found = Diagnostics::new();
        let document = read::read(&source).ok();
        let document = document.and_then(|document| normalize::normalize(document, &mut found));
        let Some((document, _)) = document else {
            continue;
        };
        let schemas = document.pointer("/components/schemas");
        for (name, schema) in schemas.and_then(Value::as_object).into_iter().flatten() {
            let at = format!("{}: {name}", path.display());
            match ReferenceOr::<Schema>::deserialize(schema) {
                Ok(parsed) => {
                    let after = serde_json::to_value(&parsed).expect("a schema is JSON");
                    compare(schema, &after, &at, &mut lost);
                }
                Err(error) => lost.push(format!("{at}: {error}")),
            }
        }
    }
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}

/// The test above would find what is lost.
#[test]
fn a_loss_is_found() {
    let before = serde_json::json!({ "properties": { "a": { "type": "string", "const": "b" } } });
    let after = serde_json::json!({ "properties": { "a": {} } });
    let mut lost = Vec::new();
    compare(&before, &after, "", &mut lost);
    assert_eq!(
        lost,
        ["/properties/a/type", "/properties/a/const is of 3.1"]
    );
}

fn documents() -> Vec<PathBuf> {
    let accept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accept");
    let mut folders = vec![accept];
    folders.extend(std::env::var_os("BINDERY_CORPUS").map(PathBuf::from));
    let mut documents = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            let extension = path.extension().unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if ["yaml", "yml", "json"]
                .iter()
                .any(|known| extension == *known)
            {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

/// Notes what a schema had `before` and doesn't have `after`.
fn compare(before: &Value, after: &Value, at: &str, lost: &mut Vec<String>) {
    let Value::Object(map) = before else { return };
    // Beside a reference nothing has an effect but definitions, which are looked up in the document itself.
    let keys = map
        .iter()
        .filter(|(key, _)| !map.contains_key("$ref") || *key == "$ref");
    for (key, value) in keys {
        let at = format!("{at}/{key}");
        let none = Value::Null;
        let other = after.get(key).unwrap_or(&none);
        if key == "properties" {
            for (name, schema) in value.as_object().into_iter().flatten() {
                compare(schema, &other[name], &format!("{at}/{name}"), lost);
            }
        } else if LISTS.contains(&key.as_str()) {
            let schemas = value.as_array().into_iter().flatten().enumerate();
            for (index, schema) in schemas {
                compare(schema, &other[index], &format!("{at}/{index}"), lost);
            }
        } else if SCHEMA.contains(&key.as_str()) && value.is_object() {
            compare(value, other, &at, lost);
        } else if REWRITTEN.contains(&key.as_str()) {
            lost.push(format!("{at} is of 3.1"));
        } else if is_kept(key) && !is_default(value) && !equal(value, other) {
            lost.push(at);
        }
    }
}

fn is_kept(key: &str) -> bool {
    VALUES.contains(&key) || SCHEMA.contains(&key) || key.starts_with("x-")
}

/// What means the same when it isn't there. An example or default of null is told from none by nobody.
fn is_default(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// Numbers are compared as numbers: bounds become floats.
fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let within = |(key, a): (&String, &Value)| {
                is_default(a) || b.get(key).is_some_and(|b| equal(a, b))
            };
            a.iter().all(within)
        }
        _ => a == b,
    }
}
