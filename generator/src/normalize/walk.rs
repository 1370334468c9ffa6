//! Walking: visits every object of a document that the grammar knows, from the root down.
//!
//! A tree and its grammar come in; a visitor is called with each object, its kind and its place, before its children
//! are looked at, so that it may change them. What the grammar doesn't know, examples above all, is never entered.

use serde_json::Value;

use super::grammar::{Object, SCHEMA, Shape};
use super::version::Version;
use crate::pointer::Pointer;

/// Calls `visit` with `value`, which is an `object` and stands at `at`, and with everything below it.
pub(super) fn walk(
    value: &mut Value,
    object: &'static Object,
    version: Version,
    at: &Pointer,
    visit: &mut dyn FnMut(&mut Value, &'static Object, &Pointer),
) {
    visit(value, object, at);
    let Value::Object(map) = value else { return };
    for (key, value) in map {
        if let Some(shape) = object.shape(key, version) {
            enter(value, shape, version, &at.child(key), visit);
        }
    }
}

fn enter(
    value: &mut Value,
    shape: &'static Shape,
    version: Version,
    at: &Pointer,
    visit: &mut dyn FnMut(&mut Value, &'static Object, &Pointer),
) {
    match (shape, &mut *value) {
        (Shape::Schema | Shape::SchemaOrList | Shape::FlagOrSchema, Value::Object(_))
        | (Shape::Schema | Shape::SchemaOrList, Value::Bool(_)) => {
            walk(value, &SCHEMA, version, at, visit);
        }
        (Shape::Is(object), _) => walk(value, object, version, at, visit),
        (Shape::List(item), Value::Array(items)) => {
            for (index, value) in items.iter_mut().enumerate() {
                enter(value, item, version, &at.index(index), visit);
            }
        }
        (Shape::SchemaOrList, Value::Array(items)) => {
            for (index, value) in items.iter_mut().enumerate() {
                walk(value, &SCHEMA, version, &at.index(index), visit);
            }
        }
        (Shape::Map(item), Value::Object(map)) => {
            for (key, value) in map {
                enter(value, item, version, &at.child(key), visit);
            }
        }
        (Shape::Paths(object) | Shape::Responses(object), Value::Object(map)) => {
            for (key, value) in map {
                walk(value, object, version, &at.child(key), visit);
            }
        }
        _ => {}
    }
}
