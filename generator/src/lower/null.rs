//! Null: whether a schema accepts it, in whichever of the ways there are to say so.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lowering;
use super::tuple::PREFIX;
use crate::pointer::Pointer;

/// How many combinations in a row are followed; a document that needs more says nothing about null.
const DEPTH: usize = 100;

/// How many references are followed to find out about one schema.
const MOST: usize = 1_000;

/// The keywords that a null does not satisfy, unless `nullable` says so.
const TYPING: [&str; 7] = [
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    PREFIX,
    "format",
];

/// What is known of references, so that none is followed twice.
#[derive(Debug, Default)]
pub(super) struct Nulls {
    /// Whether what a reference leads to accepts null.
    known: BTreeMap<String, bool>,
    /// The same while one schema is looked at: what refers to itself doesn't accept null until something else says so.
    looked_at: BTreeMap<String, bool>,
    /// Whether something referred to itself.
    is_cyclic: bool,
}

impl Nulls {
    /// Keeps what was found out. Where a reference led back, only what accepts null is certain.
    fn settle(&mut self) {
        let is_cyclic = std::mem::take(&mut self.is_cyclic);
        let found = std::mem::take(&mut self.looked_at).into_iter();
        self.known
            .extend(found.filter(|(_, accepts)| *accepts || !is_cyclic));
    }
}

impl Lowering<'_> {
    /// Whether null is one of the schema's values: by `nullable`, by its `enum`, or because what it refers to or
    /// combines accepts null.
    pub(super) fn accepts_null(&self, schema: &Value) -> bool {
        let accepts = self.accepts(schema, DEPTH);
        self.nulls.borrow_mut().settle();
        accepts
    }

    fn referenced(&self, reference: &str, depth: usize) -> bool {
        let mut nulls = self.nulls.borrow_mut();
        if let Some(accepts) = nulls.known.get(reference) {
            return *accepts;
        }
        if let Some(accepts) = nulls.looked_at.get(reference).copied() {
            nulls.is_cyclic |= !accepts;
            return accepts;
        }
        if nulls.looked_at.len() == MOST {
            return false;
        }
        nulls.looked_at.insert(reference.to_owned(), false);
        drop(nulls);
        let target = reference.parse::<Pointer>().ok();
        let target = target.and_then(|target| self.document.pointer(target.as_str()));
        let accepts = target.is_some_and(|target| self.accepts(target, depth));
        let mut nulls = self.nulls.borrow_mut();
        nulls.looked_at.insert(reference.to_owned(), accepts);
        accepts
    }

    fn accepts(&self, schema: &Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.referenced(reference, depth);
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
