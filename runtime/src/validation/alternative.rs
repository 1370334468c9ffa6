//! Alternatives: the branches of a union, tried one after the other until one has nothing against the value.
//!
//! A branch that a value can't be meant for says nothing. If there is no other, nothing is wrong: unions are open to
//! what the document doesn't list.

use serde_json::Value;

use super::check::{Check, Wrong};
use super::rule::Branch;
use crate::error::Violation;

pub(super) fn apply<'v>(
    check: &mut Check<'_, 'v>,
    keyword: &'static str,
    branches: &'static [Branch],
    value: &'v Value,
) {
    let before = std::mem::take(&mut check.found);
    let mut nearest: Option<Vec<Violation>> = None;
    let mut tried = 0;
    check.tries += 1;
    for branch in branches.iter().filter(|branch| takes(branch, value)) {
        check.apart(|check| check.apply(branch.rules, value));
        let found = std::mem::take(&mut check.found);
        if found.is_empty() || !check.may_try() {
            nearest = None;
            break;
        }
        tried += 1;
        if nearest.as_ref().is_none_or(|it| found.len() < it.len()) {
            nearest = Some(found);
        }
    }
    check.tries -= 1;
    check.found = before;
    let Some(nearest) = nearest else { return };
    if tried > 1 {
        check.wrong(Some(Wrong {
            keyword,
            bound: format!("{} schemas", branches.len()),
            found: "fits none of them, and this one is the nearest".to_owned(),
        }));
    }
    check.found.extend(nearest);
}

/// Whether a value may be meant for a branch. Null is the business of types.
fn takes(branch: &Branch, value: &Value) -> bool {
    let is_of_type = |name: &&str| match (*name, value) {
        ("string", Value::String(_))
        | ("number", Value::Number(_))
        | ("boolean", Value::Bool(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        ("integer", Value::Number(number)) => {
            number.as_f64().is_some_and(|float| float.fract() == 0.0)
        }
        _ => false,
    };
    let is_typed = branch.types.is_empty() || branch.types.iter().any(is_of_type);
    let Value::Object(properties) = value else {
        return is_typed && !value.is_null();
    };
    let is_tagged = |(name, values): &(&str, &[&str])| match properties.get(*name) {
        Some(Value::String(tag)) => values.contains(&tag.as_str()),
        _ => true,
    };
    let is_complete = branch
        .required
        .iter()
        .all(|it| properties.contains_key(*it));
    is_typed && is_complete && branch.tags.iter().all(is_tagged)
}
