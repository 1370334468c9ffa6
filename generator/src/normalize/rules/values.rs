//! Values: that `enum` and `default` hold what the schema around them allows.
//!
//! A misfit in an `enum` stays, because it tells what the author has seen; a `default` goes away. Examples are compared
//! with whole types, when these are known. That null is listed is how many say that a value may be null.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// Checks what stands beside the `type` in `map`, which stands at `at`.
pub(super) fn check(map: &mut Map<String, Value>, at: &Pointer, found: &mut Diagnostics) {
    let types = types(map);
    let misfits = |value: &Value| {
        !value.is_null() && !types.is_empty() && !types.iter().any(|it| is(value, it))
    };
    let listed = map.get("enum").and_then(Value::as_array);
    for (index, value) in listed.into_iter().flatten().enumerate() {
        if misfits(value) {
            let place = Place::Value(at.child("enum").index(index));
            let diagnostic =
                Diagnostic::invalid(place, "a value of the `enum` does not fit its `type`");
            let diagnostic = diagnostic.label(format!("should be {}", expected(&types)));
            found.push(match is_quotable(value, &types) {
                true => diagnostic.help("write it in quotes"),
                false => diagnostic.help("correct the value, or the `type`"),
            });
        }
    }
    let Some(default) = map.get("default").filter(|default| !default.is_null()) else {
        return;
    };
    let is_listed = listed.is_none_or(|listed| listed.contains(default));
    let problem = if misfits(default) {
        format!("should be {}", expected(&types))
    } else if !is_listed && types.iter().all(|it| *it != "array") {
        "is none of the values that `enum` lists".to_owned()
    } else {
        return;
    };
    let place = Place::Value(at.child("default"));
    let diagnostic = Diagnostic::invalid(place, "the default does not fit its schema");
    let diagnostic = diagnostic.label(problem).note("the default is left out");
    found.push(match is_quotable(default, &types) {
        true => diagnostic.help("write it in quotes"),
        false => diagnostic.help("correct the default, or the schema"),
    });
    map.shift_remove("default");
}

fn types(map: &Map<String, Value>) -> Vec<String> {
    let of = |value: &Value| value.as_str().map(ToOwned::to_owned);
    match map.get("type") {
        Some(Value::Array(types)) => types.iter().filter_map(of).collect(),
        Some(one) => of(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Whether `value` is of a type; one that is unknown allows anything.
fn is(value: &Value, ty: &str) -> bool {
    match ty {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => {
            value.is_u64() || value.is_i64() || value.as_f64().is_some_and(|it| it.fract() == 0.0)
        }
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => true,
    }
}

fn is_quotable(value: &Value, types: &[String]) -> bool {
    (value.is_number() || value.is_boolean()) && types.iter().any(|it| it == "string")
}

fn expected(types: &[String]) -> String {
    let named = types.iter().map(|it| match it.as_str() {
        "integer" => "a whole number".to_owned(),
        "array" => "a list".to_owned(),
        "object" => "a mapping".to_owned(),
        "null" => "null".to_owned(),
        other => format!("a {other}"),
    });
    named.collect::<Vec<_>>().join(" or ")
}
