//! Null as a branch: `anyOf: [X, {type: 'null'}]` is `nullable` with one branch less.
//!
//! One schema of 3.1 comes in; it goes out without a branch that is null alone. What else its branches are is not
//! looked at.

use serde_json::{Map, Value, json};

use crate::normalize::origins::Origins;
use crate::pointer::Pointer;

/// Takes branches that are null alone out of the unions of a schema.
pub(super) fn branches(map: &mut Map<String, Value>, at: &Pointer, origins: &mut Origins) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(Value::Array(branches)) = map.get_mut(keyword) else {
            continue;
        };
        if !branches.iter().any(is_null) {
            continue;
        }
        let at = at.child(keyword);
        let kept: Vec<usize> = (0..)
            .zip(branches.iter())
            .filter(|(_, branch)| !is_null(branch))
            .map(|(index, _)| index)
            .collect();
        branches.retain(|branch| !is_null(branch));
        for (now, before) in kept
            .into_iter()
            .enumerate()
            .filter(|(now, before)| now != before)
        {
            origins.moved(&at.index(before), &at.index(now));
        }
        let only_null = branches.is_empty();
        if only_null {
            map.shift_remove(keyword);
        }
        admit(map, only_null);
    }
}

/// Null is a value of the schema, unless its `type` speaks against that.
fn admit(map: &mut Map<String, Value>, only_null: bool) {
    let admits = match map.get("type") {
        None => true,
        Some(Value::String(name)) => name == "null",
        Some(Value::Array(names)) => names.iter().any(|name| name == "null"),
        Some(_) => false,
    };
    if admits {
        map.insert("nullable".to_owned(), true.into());
        if only_null {
            map.insert("enum".to_owned(), json!([null]));
        }
    }
}

/// Whether null is a schema's only value.
pub(super) fn is_null(schema: &Value) -> bool {
    let is = |keyword: &str, value: Value| schema.get(keyword) == Some(&value);
    is("type", json!("null"))
        || is("type", json!(["null"]))
        || is("enum", json!([null]))
        || schema.get("const").is_some_and(Value::is_null)
}
