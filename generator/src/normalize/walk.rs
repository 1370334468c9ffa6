//! Walking: visits every object of a document that the grammar knows, from the root down.
//!
//! A tree and its grammar come in; a visitor is called with each object, its kind and its place, before its children
//! are looked at, so that it may change them. What the grammar doesn't know, examples above all, is never entered.

use serde_json::Value;

use super::grammar::{Object, SCHEMA, Shape};
use super::version::Version;
use crate::pointer::Pointer;

/// What the grammar expects somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    Object(&'static Object),
    Shape(&'static Shape),
}

impl Spot {
    /// The kind of object that `value` is here, unless it is anything else.
    pub(super) fn object(self, value: &Value) -> Option<&'static Object> {
        match (self, value) {
            (Self::Object(object), _) | (Self::Shape(&Shape::Is(object)), _) => Some(object),
            (
                Self::Shape(Shape::Schema | Shape::SchemaOrList | Shape::FlagOrSchema),
                Value::Object(_),
            )
            | (Self::Shape(Shape::Schema | Shape::SchemaOrList), Value::Bool(_)) => Some(&SCHEMA),
            _ => None,
        }
    }
}

/// Calls `visit` with `value`, which is an `object` and stands at `at`, and with every object below it.
pub(super) fn walk(
    value: &mut Value,
    object: &'static Object,
    version: Version,
    at: &Pointer,
    visit: &mut dyn FnMut(&mut Value, &'static Object, &Pointer),
) {
    spots(
        value,
        Spot::Object(object),
        version,
        at,
        &mut |value, spot, at| {
            if let Some(object) = spot.object(value) {
                visit(value, object, at);
            }
        },
    );
}

/// Calls `visit` with `value`, which stands at `at`, and with every value below it of which the grammar knows what it
/// must be.
pub(super) fn spots(
    value: &mut Value,
    spot: Spot,
    version: Version,
    at: &Pointer,
    visit: &mut dyn FnMut(&mut Value, Spot, &Pointer),
) {
    visit(value, spot, at);
    if let Some(object) = spot.object(value) {
        let Value::Object(map) = value else { return };
        for (key, value) in map {
            if let Some(shape) = object.shape(key, version) {
                spots(value, Spot::Shape(shape), version, &at.child(key), visit);
            }
        }
        return;
    }
    let Spot::Shape(shape) = spot else { return };
    match (shape, value) {
        (Shape::List(item), Value::Array(items)) => {
            for (index, value) in items.iter_mut().enumerate() {
                spots(value, Spot::Shape(item), version, &at.index(index), visit);
            }
        }
        (Shape::SchemaOrList, Value::Array(items)) => {
            for (index, value) in items.iter_mut().enumerate() {
                let spot = Spot::Object(&SCHEMA);
                spots(value, spot, version, &at.index(index), visit);
            }
        }
        (Shape::Map(item), Value::Object(map)) => {
            for (key, value) in map {
                spots(value, Spot::Shape(item), version, &at.child(key), visit);
            }
        }
        (Shape::Paths(object) | Shape::Responses(object), Value::Object(map)) => {
            for (key, value) in map {
                spots(value, Spot::Object(object), version, &at.child(key), visit);
            }
        }
        _ => {}
    }
}
