//! Conforming: walks a tree along the grammar, reports what doesn't fit, and takes it out.
//!
//! It changes no pointer of what stays: a misfit in a list of objects is emptied rather than removed, and nothing
//! is renamed.

use serde_json::{Map, Value};

use super::grammar::{Object, PATH_ITEM, RESPONSE, Shape};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::nearest::nearest;
use crate::pointer::Pointer;

/// Makes `value`, which is an object, conform to `object`.
pub(super) fn object(
    value: &mut Value,
    object: &'static Object,
    at: &Pointer,
    found: &mut Diagnostics,
) {
    let Value::Object(map) = value else { return };
    if object.referable && map.contains_key("$ref") {
        return reference(map, object, at, found);
    }
    map.retain(|key, value| {
        let at = at.child(key);
        match object.keywords.iter().find(|(keyword, _)| keyword == key) {
            Some((_, shape)) => fits(value, shape, &at, found),
            None => key.starts_with("x-") || unknown(key, object, at, found),
        }
    });
    for keyword in object.defaults {
        map.entry(*keyword)
            .or_insert_with(|| Value::String(String::new()));
    }
}

/// Whether `value` fits `shape`; if not, that is reported, and the caller takes it out.
fn fits(value: &mut Value, shape: &'static Shape, at: &Pointer, found: &mut Diagnostics) -> bool {
    let fits = match (shape, &mut *value) {
        (Shape::Any, _)
        | (Shape::Text, Value::String(_))
        | (Shape::Flag | Shape::FlagOrObject(_), Value::Bool(_))
        | (Shape::Number, Value::Number(_)) => true,
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
        (Shape::List(item), Value::Array(items)) => {
            list(items, item, at, found);
            true
        }
        (Shape::Map(item), Value::Object(map)) => {
            map.retain(|key, value| {
                is_extension(key, item) || fits_at(value, item, at, key, found)
            });
            true
        }
        (Shape::Paths, Value::Object(map)) => {
            map.retain(|path, item| path.starts_with("x-") || path_item(path, item, at, found));
            true
        }
        (Shape::Responses, Value::Object(map)) => {
            map.retain(|status, item| {
                status.starts_with("x-") || response(status, item, at, found)
            });
            true
        }
        (Shape::Object(kind) | Shape::FlagOrObject(kind), Value::Object(_)) => {
            object(value, kind, at, found);
            true
        }
        _ => false,
    };
    if !fits {
        found.push(misfit(value, shape, at));
    }
    fits
}

fn fits_at(
    value: &mut Value,
    shape: &'static Shape,
    at: &Pointer,
    key: &str,
    found: &mut Diagnostics,
) -> bool {
    fits(value, shape, &at.child(key), found)
}

/// A misfit becomes an empty object where others have a pointer of their own, and goes away otherwise.
fn list(items: &mut Vec<Value>, shape: &'static Shape, at: &Pointer, found: &mut Diagnostics) {
    let mut index = 0..;
    items.retain_mut(|item| {
        let at = at.index(index.next().unwrap_or_default());
        let fits = fits(item, shape, &at, found);
        if !fits {
            *item = Value::Object(Map::new());
        }
        fits || matches!(shape, Shape::Object(_))
    });
}

/// Extensions may stand in some maps, whose keys are otherwise free: only what can't be a component is one.
fn is_extension(key: &str, item: &Shape) -> bool {
    key.starts_with("x-") && matches!(item, Shape::Any)
}

fn path_item(path: &str, item: &mut Value, at: &Pointer, found: &mut Diagnostics) -> bool {
    static SHAPE: Shape = Shape::Object(&PATH_ITEM);
    let at = at.child(path);
    if !path.starts_with('/') {
        let message = format!("the path `{path}` does not begin with a slash");
        found.push(Diagnostic::invalid(Place::Key(at), message).help(format!("write `/{path}`")));
        return false;
    }
    fits(item, &SHAPE, &at, found)
}

fn response(status: &str, item: &mut Value, at: &Pointer, found: &mut Diagnostics) -> bool {
    static SHAPE: Shape = Shape::Object(&RESPONSE);
    let at = at.child(status);
    if !is_status(status) {
        let message = format!("`{status}` is not a status");
        found.push(
            Diagnostic::invalid(Place::Key(at), message).help(
                "a response's key is a code such as `200`, a range such as `2XX`, or `default`",
            ),
        );
        return false;
    }
    fits(item, &SHAPE, &at, found)
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

/// A reference: its siblings have no effect (OpenAPI 3.0.3, "Reference Object"), except that a schema's
/// annotations are kept, by wrapping the reference in the `allOf` that its author meant.
fn reference(
    map: &mut Map<String, Value>,
    object: &'static Object,
    at: &Pointer,
    found: &mut Diagnostics,
) {
    if !map.get("$ref").is_some_and(Value::is_string) {
        found.push(Diagnostic::invalid(
            Place::Value(at.child("$ref")),
            "`$ref` must be a string",
        ));
        map.clear();
        return;
    }
    map.retain(|key, _| {
        key == "$ref" || key.starts_with("x-") || is_annotation(key) || ignored(key, at, found)
    });
    let annotated = map.len() > 1
        && object
            .keywords
            .iter()
            .any(|(keyword, _)| *keyword == "allOf");
    if annotated && let Some(target) = map.shift_remove("$ref") {
        map.insert("allOf".to_owned(), serde_json::json!([{ "$ref": target }]));
    }
}

fn is_annotation(keyword: &str) -> bool {
    [
        "title",
        "summary",
        "description",
        "nullable",
        "deprecated",
        "readOnly",
        "writeOnly",
        "default",
        "example",
    ]
    .contains(&keyword)
}

fn ignored(key: &str, at: &Pointer, found: &mut Diagnostics) -> bool {
    let message = format!("`{key}` has no effect beside `$ref`");
    found.push(
        Diagnostic::invalid(Place::Key(at.child(key)), message)
            .help("put the reference and its siblings into an `allOf`"),
    );
    false
}

fn unknown(key: &str, object: &Object, at: Pointer, found: &mut Diagnostics) -> bool {
    let message = format!("`{key}` is not a keyword of {}", object.name);
    let keywords = object.keywords.iter().map(|(keyword, _)| *keyword);
    let diagnostic = Diagnostic::invalid(Place::Key(at), message).label("has no effect");
    found.push(match nearest(key, keywords) {
        Some(keyword) => diagnostic.help(format!("did you mean `{keyword}`?")),
        None => diagnostic.help("a keyword of your own begins with `x-`"),
    });
    false
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

fn misfit(value: &Value, shape: &Shape, at: &Pointer) -> Diagnostic {
    let keyword = at.last().unwrap_or_default();
    let message = format!("`{keyword}` must be {}", expected(shape));
    Diagnostic::invalid(Place::Value(at.clone()), message)
        .label(format!("is {}, and is left out", actual(value)))
}

fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Any => "a value".to_owned(),
        Shape::Text => "a string".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Count => "a whole number, 0 or above".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) | Shape::Paths | Shape::Responses => "a mapping".to_owned(),
        Shape::Object(object) => object.name.to_owned(),
        Shape::FlagOrObject(object) => format!("`true`, `false` or {}", object.name),
    }
}

fn actual(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
