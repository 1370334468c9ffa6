//! Schemas of 3.1: each becomes one of 3.0.
//!
//! One schema comes in and goes out; those inside of it are rewritten afterwards, where they stand then. Each of the
//! rewrites is a function of its own, and their order is the table's. From JSON Schema 2020-12 and from
//! OpenAPI 3.1.1, "Schema Object".

use serde_json::{Map, Value, json};

use super::{conditions, null, structure, types};
use crate::normalize::origins::Origins;
use crate::pointer::Pointer;

type Rewrite = fn(&mut Map<String, Value>, &Pointer, &mut Origins);

/// What is done to a schema, in this order: later rewrites read what earlier ones leave.
const REWRITES: [Rewrite; 11] = [
    reference,
    examples,
    constant,
    bounds,
    content,
    structure::tuple,
    structure::patterns,
    conditions::conditions,
    negation,
    null::branches,
    types::types,
];

/// What may stand beside a `$ref` without saying anything about the value.
const SILENT: [&str; 7] = [
    "$ref",
    "$defs",
    "definitions",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "x-bindery-prefix-items",
];

/// The examples of a schema beyond the first.
const EXAMPLES: &str = "x-bindery-examples";

/// Makes `schema`, which stands at `at`, one of 3.0.
pub(super) fn rewrite(schema: &mut Value, at: &Pointer, origins: &mut Origins) {
    match schema {
        Value::Bool(true) => *schema = json!({}),
        Value::Bool(false) => *schema = json!({ "not": {} }),
        Value::Object(map) => {
            for rewrite in REWRITES {
                rewrite(map, at, origins);
            }
        }
        _ => {}
    }
}

/// A reference with siblings is one more part of what must all hold.
fn reference(map: &mut Map<String, Value>, at: &Pointer, origins: &mut Origins) {
    let speaks = |key: &String| {
        let shape =
            crate::normalize::grammar::SCHEMA.shape(key, crate::normalize::version::Version::V3_1);
        shape.is_some() && !SILENT.contains(&key.as_str())
    };
    if !map.keys().any(speaks) {
        return;
    }
    let Some(target) = map.shift_remove("$ref") else {
        return;
    };
    if !map.contains_key("allOf") {
        origins.wrapped(&at.child("$ref"), &at.child("allOf"));
    }
    let parts = map.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(parts) = parts {
        origins.wrapped(at, &at.child("allOf").index(parts.len()));
        parts.push(json!({ "$ref": target }));
    }
}

/// The first of `examples` is the `example`; the others are kept.
fn examples(map: &mut Map<String, Value>, at: &Pointer, origins: &mut Origins) {
    let Some(Value::Array(mut examples)) = map.shift_remove("examples") else {
        return;
    };
    let is_first = !map.contains_key("example") && !examples.is_empty();
    let from = at.child("examples");
    if is_first {
        map.insert("example".to_owned(), examples.remove(0));
        origins.moved(&from.index(0), &at.child("example"));
    }
    if !examples.is_empty() {
        for index in 0..examples.len() {
            let to = at.child(EXAMPLES).index(index);
            origins.moved(&from.index(index + usize::from(is_first)), &to);
        }
        map.insert(EXAMPLES.to_owned(), examples.into());
    }
}

/// `const` is an `enum` of one, and tells the type.
fn constant(map: &mut Map<String, Value>, at: &Pointer, origins: &mut Origins) {
    let Some(value) = map.shift_remove("const") else {
        return;
    };
    let name = types::name(&value);
    map.entry("type").or_insert_with(|| name.into());
    map.insert("enum".to_owned(), json!([value]));
    origins.moved(&at.child("const"), &at.child("enum").index(0));
}

/// An exclusive bound is a bound and a flag. Of two bounds, the tighter one says it all.
fn bounds(map: &mut Map<String, Value>, _: &Pointer, _: &mut Origins) {
    let sides = [
        ("minimum", "exclusiveMinimum", 1.0),
        ("maximum", "exclusiveMaximum", -1.0),
    ];
    for (inclusive, exclusive, sign) in sides {
        let Some(bound) = map.shift_remove(exclusive) else {
            continue;
        };
        let height = |bound: &Value| bound.as_f64().map(|bound| bound * sign);
        let other = map.get(inclusive).and_then(height);
        if other.is_none_or(|other| height(&bound) >= Some(other)) {
            map.insert(inclusive.to_owned(), bound);
            map.insert(exclusive.to_owned(), true.into());
        }
    }
}

/// Encoded and raw bytes have formats of their own in 3.0 (OpenAPI 3.1.1, "Migrating binary descriptions").
fn content(map: &mut Map<String, Value>, _: &Pointer, _: &mut Origins) {
    let text = |keyword: &str| map.get(keyword).and_then(Value::as_str);
    let format = match (text("contentEncoding"), text("contentMediaType")) {
        (Some("base64"), _) => Some("byte"),
        (Some("base64url"), _) => Some("base64url"),
        // RFC 2045, section 6.2: `binary` encodes nothing.
        (Some("binary"), _) => Some("binary"),
        (None, Some(media_type)) if is_binary(media_type) => Some("binary"),
        _ => None,
    };
    if let Some(format) = format
        && !map.contains_key("$ref")
    {
        map.entry("format").or_insert_with(|| format.into());
        map.entry("type").or_insert_with(|| "string".into());
    }
}

fn is_binary(media_type: &str) -> bool {
    let is_text = media_type.starts_with("text/")
        || ["json", "xml", "yaml", "html"]
            .iter()
            .any(|text| media_type.contains(text));
    !is_text
}

/// `not` narrows values and tells no type. A schema that is nothing else stays, as it may be `false`.
fn negation(map: &mut Map<String, Value>, _: &Pointer, _: &mut Origins) {
    if map.len() > 1 {
        map.shift_remove("not");
    }
}
