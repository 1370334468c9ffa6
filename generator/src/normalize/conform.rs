//! Conforming: walks a tree along the grammar, reports what doesn't fit, and takes it out.
//!
//! It changes no pointer of what stays: a misfit in a list of objects is emptied rather than removed, and nothing
//! is renamed.

use serde_json::{Map, Value};

use super::grammar::{DISCRIMINATOR, Object, SCHEMA, Shape};
use super::version::Version;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use words::{misfit, misfit_item, missing, unknown, unsupported};

mod hint;
mod reference;
mod words;

/// A URL of more bytes than this may be refused by anyone on its way (RFC 9110, section 4.1).
const LONGEST_PATH: usize = 8_000;

/// What a whole walk needs.
struct Run<'a> {
    version: Version,
    found: &'a mut Diagnostics,
}

/// Makes `document` conform to `object`, the grammar of its root in `version`.
pub(super) fn document(
    document: &mut Value,
    object: &'static Object,
    version: Version,
    found: &mut Diagnostics,
) {
    let mut run = Run { version, found };
    self::object(document, object, &Pointer::root(), &mut run);
}

/// Makes `value`, which is an object, conform to `object`.
fn object(value: &mut Value, object: &'static Object, at: &Pointer, run: &mut Run<'_>) {
    let Value::Object(map) = value else { return };
    reference::into_schema(map, object, at, run);
    if object.referable && !object.is_open(run.version) && map.contains_key("$ref") {
        return reference::alone(map, object, at, run);
    }
    for keyword in object.required(run.version) {
        if !map.contains_key(keyword) {
            run.found.push(missing(keyword, object, at));
        }
    }
    map.retain(|key, value| {
        let at = at.child(key);
        match object.shape(key, run.version) {
            Some(Shape::Unsupported) => {
                run.found.push(unsupported(&at));
                false
            }
            Some(shape) => fits(value, shape, &at, run),
            None => {
                let odd = unknown(key, object, &at, run.version);
                let is_kept = odd.is_none() || object.is_open(run.version);
                run.found.extend(odd);
                is_kept
            }
        }
    });
    for keyword in object.defaults {
        map.entry(*keyword)
            .or_insert_with(|| Value::String(String::new()));
    }
}

/// Whether `value` fits `shape`; if not, that is reported, and the caller takes it out.
fn fits(value: &mut Value, shape: &'static Shape, at: &Pointer, run: &mut Run<'_>) -> bool {
    let fits = shaped(value, shape, at, run);
    if !fits {
        run.found.push(misfit(value, shape, at, run.version));
    }
    fits
}

/// Whether `value` fits `shape`, and makes what stands in it fit.
fn shaped(value: &mut Value, shape: &'static Shape, at: &Pointer, run: &mut Run<'_>) -> bool {
    match (shape, &mut *value) {
        (Shape::Any, _)
        | (Shape::Text | Shape::TextOrList, Value::String(_))
        | (Shape::Flag | Shape::FlagOrSchema, Value::Bool(_))
        | (Shape::Number, Value::Number(_)) => true,
        (Shape::Discriminator, Value::String(_)) => run.version == Version::V2,
        (Shape::Word(words), Value::String(word)) => words.contains(&word.as_str()),
        (Shape::Schema | Shape::SchemaOrList, Value::Bool(_)) => run.version >= Version::V3_1,
        (Shape::Text, Value::Number(number)) => {
            *value = Value::String(number.to_string());
            true
        }
        (Shape::Count, Value::Number(number)) => match whole(number) {
            Some(count) => {
                *value = count.into();
                true
            }
            None => false,
        },
        (Shape::List(item), Value::Array(items)) => list(items, item, at, run),
        (Shape::TextOrList, Value::Array(items)) => list(items, &Shape::Text, at, run),
        (Shape::SchemaOrList, Value::Array(items)) => list(items, &Shape::Schema, at, run),
        (Shape::Map(item), Value::Object(items)) => map(items, item, at, run),
        (Shape::Paths(item), Value::Object(map)) => {
            map.retain(|path, value| {
                path.starts_with("x-") || path_item(path, value, item, at, run)
            });
            true
        }
        (Shape::Responses(item), Value::Object(map)) => {
            map.retain(|status, value| {
                status.starts_with("x-") || response(status, value, item, at, run)
            });
            true
        }
        (Shape::Is(kind), Value::Object(_)) => {
            object(value, kind, at, run);
            true
        }
        (Shape::Discriminator, Value::Object(_)) => {
            object(value, &DISCRIMINATOR, at, run);
            true
        }
        (Shape::Schema | Shape::SchemaOrList | Shape::FlagOrSchema, Value::Object(_)) => {
            object(value, &SCHEMA, at, run);
            true
        }
        _ => false,
    }
}

/// A misfit becomes an empty object where others have a pointer of their own, and goes away otherwise.
fn list(items: &mut Vec<Value>, shape: &'static Shape, at: &Pointer, run: &mut Run<'_>) -> bool {
    let mut index = 0..;
    items.retain_mut(|item| {
        let at = at.index(index.next().unwrap_or_default());
        let fits = shaped(item, shape, &at, run);
        if !fits {
            run.found.push(misfit_item(item, shape, &at));
            *item = Value::Object(Map::new());
        }
        fits || matches!(shape, Shape::Is(_) | Shape::Schema)
    });
    true
}

/// What is no schema becomes one that allows any value, so that a property isn't lost with its type.
fn map(
    items: &mut Map<String, Value>,
    shape: &'static Shape,
    at: &Pointer,
    run: &mut Run<'_>,
) -> bool {
    items.retain(|key, value| {
        if is_extension(key, shape) {
            return true;
        }
        let fits = fits(value, shape, &at.child(key), run);
        if !fits {
            *value = Value::Object(Map::new());
        }
        fits || matches!(shape, Shape::Schema)
    });
    true
}

fn fits_object(value: &mut Value, kind: &'static Object, at: &Pointer, run: &mut Run<'_>) -> bool {
    let fits = value.is_object();
    if fits {
        object(value, kind, at, run);
    } else {
        run.found.push(words::misfit_object(value, kind, at));
    }
    fits
}

/// Extensions may stand in some maps, whose keys are otherwise free: only what can't be a component is one.
fn is_extension(key: &str, item: &Shape) -> bool {
    key.starts_with("x-") && matches!(item, Shape::Any)
}

fn path_item(
    path: &str,
    value: &mut Value,
    item: &'static Object,
    at: &Pointer,
    run: &mut Run<'_>,
) -> bool {
    let at = at.child(path);
    if !path.starts_with('/') {
        let message = format!("the path `{path}` does not begin with a slash");
        run.found
            .push(Diagnostic::invalid(Place::Key(at), message).help(format!("write `/{path}`")));
        return false;
    }
    if path.len() > LONGEST_PATH {
        let message = format!("a path of more than {LONGEST_PATH} bytes is not supported");
        let diagnostic = Diagnostic::unsupported(Place::Key(at), message);
        run.found.push(diagnostic.label("is left out"));
        return false;
    }
    fits_object(value, item, &at, run)
}

fn response(
    status: &str,
    value: &mut Value,
    item: &'static Object,
    at: &Pointer,
    run: &mut Run<'_>,
) -> bool {
    let at = at.child(status);
    if !is_status(status) {
        let message = format!("`{status}` is not a status");
        run.found.push(
            Diagnostic::invalid(Place::Key(at), message).help(
                "a response's key is a code such as `200`, a range such as `2XX`, or `default`",
            ),
        );
        return false;
    }
    fits_object(value, item, &at, run)
}

/// `200`, `2XX` or `default` (OpenAPI 3.0.3, "Responses Object").
fn is_status(status: &str) -> bool {
    let is_code =
        |rest: &str| rest.chars().all(|c| c.is_ascii_digit()) || rest.eq_ignore_ascii_case("xx");
    status == "default"
        || (status.len() == 3
            && status.starts_with(['1', '2', '3', '4', '5'])
            && status.get(1..).is_some_and(is_code))
}

/// The count that `number` is, also when it is written as `1.0`.
fn whole(number: &serde_json::Number) -> Option<u64> {
    let from_float = || {
        number
            .as_f64()
            .filter(|float| float.fract() == 0.0 && (0.0..1e15).contains(float))
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked by the filter"
    )]
    number
        .as_u64()
        .or_else(|| from_float().map(|float| float as u64))
}
