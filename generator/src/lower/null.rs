//! Null: whether a schema accepts it, in whichever of the ways there are to say so.

use serde_json::Value;

use super::Lowering;
use crate::pointer::Pointer;

/// How many references and combinations are followed; a document that needs more says nothing about null.
const DEPTH: usize = 32;

/// The keywords that a null does not satisfy, unless `nullable` says so.
const TYPING: [&str; 6] = [
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "format",
];

impl Lowering<'_> {
    /// Whether null is one of the schema's values: by `nullable`, by its `enum`, or because what it refers to or
    /// combines accepts null.
    pub(super) fn accepts_null(&self, schema: &Value) -> bool {
        self.accepts(schema, DEPTH)
    }

    fn accepts(&self, schema: &Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let target = reference.parse::<Pointer>().ok();
            let target = target.and_then(|target| self.document.pointer(target.as_str()));
            return target.is_some_and(|target| self.accepts(target, depth));
        }
        let list = |keyword: &str| {
            schema
                .get(keyword)
                .and_then(Value::as_array)
                .filter(|list| !list.is_empty())
        };
        if schema.get("nullable") == Some(&Value::Bool(true)) {
            return true;
        }
        if let Some(values) = list("enum") {
            return values.contains(&Value::Null);
        }
        match (list("allOf"), list("oneOf").or_else(|| list("anyOf"))) {
            (Some(members), _) => members.iter().all(|member| self.accepts(member, depth)),
            (None, Some(branches)) => branches.iter().any(|branch| self.accepts(branch, depth)),
            // What says nothing about a value's type forbids nothing.
            (None, None) => !TYPING.iter().any(|keyword| schema.get(keyword).is_some()),
        }
    }
}

/// Whether null is the schema's only value, as a branch of a union says it.
pub(super) fn is_only_null(schema: &Value) -> bool {
    let values = schema.get("enum").and_then(Value::as_array);
    let is_null_type = schema.get("type").and_then(Value::as_str) == Some("null");
    is_null_type
        || values.is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null))
}
