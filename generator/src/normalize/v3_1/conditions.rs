//! Conditions: `then`, `else` and `dependentSchemas` narrow values, but they may name properties that nothing else does.
//!
//! One schema of 3.1 comes in; it goes out with those properties among its own, none of them required. What conditions
//! say about properties that are declared anyway stays unread, as does `if`.
//! From JSON Schema 2020-12 Core, sections 10.2.2.

use serde_json::{Map, Value, json};

use crate::normalize::origins::Origins;
use crate::pointer::Pointer;

/// The names of the properties that conditions brought: what their schemas say doesn't always hold.
const CONDITIONAL: &str = "x-bindery-conditional-properties";

/// Moves properties out of the conditions of an object.
pub(super) fn conditions(map: &mut Map<String, Value>, at: &Pointer, origins: &mut Origins) {
    let admits_object = match map.get("type") {
        None => true,
        Some(Value::String(name)) => name == "object",
        Some(Value::Array(names)) => names.iter().any(|name| name == "object"),
        Some(_) => false,
    };
    if !admits_object {
        return;
    }
    for keyword in ["then", "else"] {
        if let Some(branch) = map.shift_remove(keyword) {
            adopt(map, branch, at, &at.child(keyword), origins);
        }
    }
    if let Some(Value::Object(dependent)) = map.shift_remove("dependentSchemas") {
        for (name, branch) in dependent {
            let from = at.child("dependentSchemas").child(&name);
            adopt(map, branch, at, &from, origins);
        }
    }
}

/// Moves the properties of `branch`, which stood at `from`, to those of the schema at `at`.
fn adopt(
    map: &mut Map<String, Value>,
    mut branch: Value,
    at: &Pointer,
    from: &Pointer,
    origins: &mut Origins,
) {
    let Some(Value::Object(new)) = branch.get_mut("properties").map(Value::take) else {
        return;
    };
    let mut adopted: Vec<Value> = Vec::new();
    let own = map.entry("properties").or_insert_with(|| json!({}));
    let Value::Object(own) = own else { return };
    for (name, schema) in new {
        if !own.contains_key(&name) {
            let from = from.child("properties").child(&name);
            origins.moved(&from, &at.child("properties").child(&name));
            adopted.push(name.as_str().into());
            own.insert(name, schema);
        }
    }
    if own.is_empty() {
        map.shift_remove("properties");
    }
    if !adopted.is_empty() {
        let names = map.entry(CONDITIONAL).or_insert_with(|| json!([]));
        names
            .as_array_mut()
            .into_iter()
            .for_each(|names| names.append(&mut adopted));
    }
}
