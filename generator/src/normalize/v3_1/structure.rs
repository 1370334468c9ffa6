//! Tuples and patterns: what 3.1 says about the parts of a value by more than `items` and `properties`.
//!
//! One schema of 3.1 comes in; out goes one whose `items` and `additionalProperties` say what 3.0 can, with the rest in
//! `x-bindery-prefix-items` (schemas by position) and `x-bindery-pattern-properties` (the patterns whose schemas
//! `additionalProperties` is, in order). Schemas are moved and never copied, so that no document grows.
//! From JSON Schema 2020-12 Core, sections 10.3.1 and 10.3.2.

use serde_json::{Map, Value, json};

use crate::normalize::origins::Origins;
use crate::pointer::Pointer;

const PREFIX: &str = "x-bindery-prefix-items";
const PATTERNS: &str = "x-bindery-pattern-properties";

/// Rewrites `prefixItems`, and `items` as a boolean or, as older drafts have it, as a list.
pub(super) fn tuple(map: &mut Map<String, Value>, at: &Pointer, origins: &mut Origins) {
    let (keyword, prefix) = match map.get("items") {
        Some(Value::Array(_)) => ("items", map.shift_remove("items")),
        _ => ("prefixItems", map.shift_remove("prefixItems")),
    };
    let following = map.shift_remove("additionalItems");
    let Some(Value::Array(mut prefix)) = prefix else {
        match map.get("items") {
            Some(Value::Bool(false)) => close(map, 0),
            Some(Value::Bool(true)) => _ = map.shift_remove("items"),
            _ => {}
        }
        return;
    };
    if let (true, Some(following)) = (keyword == "items", following) {
        map.insert("items".to_owned(), following);
        origins.moved(&at.child("additionalItems"), &at.child("items"));
    }
    match (map.get("items"), map.get("unevaluatedItems")) {
        (Some(Value::Bool(true)), _) => _ = map.shift_remove("items"),
        (Some(Value::Bool(false)), _) | (None, Some(Value::Bool(false))) => {
            close(map, prefix.len());
        }
        _ => {}
    }
    let from = at.child(keyword);
    let length = |keyword: &str| map.get(keyword).and_then(Value::as_u64);
    let is_uniform = prefix.windows(2).all(|pair| pair.first() == pair.last());
    let is_closed = length("maxItems").is_some_and(|most| most <= prefix.len() as u64);
    let is_fixed = length("minItems") == length("maxItems");
    if is_uniform && is_closed && !is_fixed && !map.contains_key("items") && !prefix.is_empty() {
        map.insert("items".to_owned(), prefix.swap_remove(0));
        origins.moved(&from.index(0), &at.child("items"));
        return;
    }
    map.insert(PREFIX.to_owned(), prefix.into());
    origins.moved(&from, &at.child(PREFIX));
}

/// Nothing may follow the first `length` items.
fn close(map: &mut Map<String, Value>, length: usize) {
    map.shift_remove("items");
    let bound = map.get("maxItems").and_then(Value::as_u64);
    if bound.is_none_or(|bound| bound > length as u64) {
        map.insert("maxItems".to_owned(), length.into());
    }
}

/// Rewrites `patternProperties`: its schemas, and that of the other keys if it is told, are those of additional ones.
pub(super) fn patterns(map: &mut Map<String, Value>, at: &Pointer, origins: &mut Origins) {
    let Some(Value::Object(patterns)) = map.shift_remove("patternProperties") else {
        return;
    };
    let (from, to) = (
        at.child("patternProperties"),
        at.child("additionalProperties"),
    );
    let names: Vec<Value> = patterns.keys().map(|name| name.as_str().into()).collect();
    let others = match map.get("additionalProperties") {
        Some(Value::Bool(true)) => Some(json!({})),
        Some(Value::Object(_)) => map.shift_remove("additionalProperties"),
        _ => None,
    };
    let count = patterns.len() + usize::from(others.is_some());
    let mut schemas = Vec::new();
    for (name, schema) in patterns {
        let place = match count {
            1 => to.clone(),
            _ => to.child("anyOf").index(schemas.len()),
        };
        origins.moved(&from.child(&name), &place);
        schemas.push(schema);
    }
    if let Some(others) = others {
        if count > 1 {
            origins.moved(&to, &to.child("anyOf").index(schemas.len()));
        }
        schemas.push(others);
    }
    let additional = match schemas.pop() {
        None => return,
        Some(only) if schemas.is_empty() => only,
        Some(last) => {
            schemas.push(last);
            json!({ "anyOf": schemas })
        }
    };
    map.insert("additionalProperties".to_owned(), additional);
    if !names.is_empty() {
        map.insert(PATTERNS.to_owned(), names.into());
    }
}
