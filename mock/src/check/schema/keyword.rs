//! Keywords that look at one value without its parts: `type`, `nullable`, `enum`, `const`, `required`.
//!
//! References are not resolved here.

use serde_json::Value;

use crate::document::is_true;

/// How many characters of a list of allowed values are shown.
const SHOWN: usize = 300;

/// The names under `type`: none, one, or several since 3.1.
pub(crate) fn types(schema: &Value) -> impl Iterator<Item = &str> {
    let (one, several) = match schema.get("type") {
        Some(Value::Array(names)) => (None, names.as_slice()),
        other => (other, &[][..]),
    };
    one.into_iter().chain(several).filter_map(Value::as_str)
}

/// Whether a name stands under `type`.
pub(crate) fn has_type(schema: &Value, name: &str) -> bool {
    types(schema).any(|known| known == name)
}

/// Whether the schema itself says that its values have no parts.
pub(crate) fn is_scalar(schema: &Value) -> bool {
    let scalar = |name: &str| matches!(name, "string" | "integer" | "number" | "boolean" | "null");
    let is_known = types(schema).next().is_some() || schema.get("enum").is_some();
    is_known && types(schema).all(scalar)
}

/// Whether null is allowed by the schema's own word. `nullable` is taken wherever it stands, also beside a `$ref` or
/// an `enum` without null, because there authors mean it, whatever 3.0 says.
pub(crate) fn allows_null(schema: &Value) -> bool {
    ["nullable", "x-nullable"]
        .iter()
        .any(|keyword| is_true(schema.get(keyword)))
}

/// The names under `required`; in 2.0 a parameter has a boolean there.
pub(crate) fn required(schema: &Value) -> impl Iterator<Item = &str> {
    let names = schema.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str)
}

/// Why a value can't be of this schema whatever its parts are.
pub(super) fn mismatch(schema: &Value, value: &Value) -> Option<String> {
    if types(schema).next().is_some() && !types(schema).any(|name| is_of_type(value, name)) {
        let wanted: Vec<&str> = types(schema).collect();
        return Some(format!("is {}, not {}", kind(value), wanted.join(" or ")));
    }
    if let Some(expected) = schema.get("const")
        && !is_same(expected, value)
    {
        return Some(format!("is not {}", shown(expected)));
    }
    // An empty list is a slip: nothing could be sent at all.
    if let Some(Value::Array(allowed)) = schema.get("enum")
        && !allowed.is_empty()
        && !allowed
            .iter()
            .any(|allowed| is_allowed(schema, allowed, value))
    {
        let list: Vec<String> = allowed.iter().map(Value::to_string).collect();
        return Some(format!("is none of {}", shortened(&list.join(", "))));
    }
    None
}

/// Whether a value is the listed one. Of a string enum, `1.0` in YAML without quotes means the text.
fn is_allowed(schema: &Value, listed: &Value, value: &Value) -> bool {
    let as_text = || has_type(schema, "string") && value.as_str() == Some(&listed.to_string());
    is_same(listed, value) || as_text()
}

/// Whether a value is of a type; of one that isn't known, any is.
pub(crate) fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        // 1.0 is an integer (JSON Schema 2020-12, section 6.1.1).
        "integer" => {
            value.is_i64()
                || value.is_u64()
                || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// Equality of JSON values; numbers are equal when they have the same value, however they are written.
fn is_same(a: &Value, b: &Value) -> bool {
    let both_numbers = a.is_number() && b.is_number();
    a == b || both_numbers && a.as_f64() == b.as_f64()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn shown(value: &Value) -> String {
    shortened(&value.to_string())
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}..", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
