//! Bounds of numbers, of lengths and of counts: a keyword and a value come in, the doubts come out.

use serde_json::{Map, Value};

use super::Doubt;
use crate::check::schema::Place;
use crate::document::is_true;

/// The doubts of a keyword that is a bound; `None` for any other keyword.
pub(super) fn doubts(
    keyword: &str,
    argument: &Value,
    schema: &Value,
    place: &Place<'_>,
) -> Option<Vec<Doubt>> {
    let value = place.value;
    let number = |fits| of_number(value.as_f64(), argument, fits, place);
    let size = |size, fits| of_size(size, argument, fits, place);
    let characters = || value.as_str().map(|text| text.chars().count());
    let items = || value.as_array().map(Vec::len);
    let members = || value.as_object().map(Map::len);
    // Before OpenAPI 3.1 these two are flags of the others.
    let is_flagged = |flag: &str| is_true(schema.get(flag));
    Some(match keyword {
        "exclusiveMinimum" | "exclusiveMaximum" if argument.is_boolean() => Vec::new(),
        "minimum" if is_flagged("exclusiveMinimum") => number(above),
        "maximum" if is_flagged("exclusiveMaximum") => number(below),
        "minimum" => number(|it, bound| it >= bound),
        "maximum" => number(|it, bound| it <= bound),
        "exclusiveMinimum" => number(above),
        "exclusiveMaximum" => number(below),
        "multipleOf" => of_step(argument, place),
        "minLength" => size(characters(), at_least),
        "maxLength" => size(characters(), at_most),
        "minItems" => size(items(), at_least),
        "maxItems" => size(items(), at_most),
        "minProperties" => size(members(), at_least),
        "maxProperties" => size(members(), at_most),
        _ => return None,
    })
}

fn above(it: f64, bound: f64) -> bool {
    it > bound
}

fn below(it: f64, bound: f64) -> bool {
    it < bound
}

fn at_least(it: u64, bound: u64) -> bool {
    it >= bound
}

fn at_most(it: u64, bound: u64) -> bool {
    it <= bound
}

/// Of a number; what is none is in no doubt.
fn of_number(
    value: Option<f64>,
    bound: &Value,
    fits: fn(f64, f64) -> bool,
    place: &Place<'_>,
) -> Vec<Doubt> {
    match (value, bound.as_f64()) {
        (None, _) => Vec::new(),
        (Some(value), Some(bound)) => Doubt::unless(fits(value, bound), place),
        (Some(_), None) => Doubt::about(place),
    }
}

/// Of a size; what has none is in no doubt.
fn of_size(
    size: Option<usize>,
    bound: &Value,
    fits: fn(u64, u64) -> bool,
    place: &Place<'_>,
) -> Vec<Doubt> {
    match (size, bound.as_u64()) {
        (None, _) => Vec::new(),
        (Some(size), Some(bound)) => Doubt::unless(fits(size as u64, bound), place),
        (Some(_), None) => Doubt::about(place),
    }
}

/// Of a multiple, as far as integers are.
fn of_step(step: &Value, place: &Place<'_>) -> Vec<Doubt> {
    match (place.value.as_i64(), step.as_i64()) {
        (Some(value), Some(step)) if step > 0 => Doubt::unless(value % step == 0, place),
        _ if place.value.is_number() => Doubt::about(place),
        _ => Vec::new(),
    }
}
