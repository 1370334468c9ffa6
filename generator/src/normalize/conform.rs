//! Conforming: walks a tree along the grammar, reports what doesn't fit, and takes it out.
//!
//! It changes no pointer of what stays: a misfit in a list of objects is emptied rather than removed, and nothing
//! is renamed.

use serde_json::{Map, Value};

use super::grammar::{Object, SCHEMA, Shape};
use super::version::Version;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::nearest::nearest;
use crate::pointer::Pointer;

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
    if object.referable && !object.is_open(run.version) && map.contains_key("$ref") {
        return reference(map, object, at, run);
    }
    map.retain(|key, value| {
        let at = at.child(key);
        match object.shape(key, run.version) {
            Some(shape) => fits(value, shape, &at, run),
            None => {
                key.starts_with("x-")
                    || object.is_open(run.version)
                    || unknown(key, object, at, run)
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
    let fits = match (shape, &mut *value) {
        (Shape::Any, _)
        | (Shape::Text | Shape::TextOrList, Value::String(_))
        | (Shape::Flag | Shape::FlagOrSchema, Value::Bool(_))
        | (Shape::Number, Value::Number(_)) => true,
        (Shape::Schema | Shape::SchemaOrList, Value::Bool(_)) => run.version >= Version::V3_1,
        (Shape::Unsupported, _) => return unsupported(at, run),
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
            list(items, item, at, run);
            true
        }
        (Shape::TextOrList, Value::Array(items)) => {
            list(items, &Shape::Text, at, run);
            true
        }
        (Shape::SchemaOrList, Value::Array(items)) => {
            list(items, &Shape::Schema, at, run);
            true
        }
        (Shape::Map(item), Value::Object(map)) => {
            map.retain(|key, value| is_extension(key, item) || fits_at(value, item, at, key, run));
            true
        }
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
        (Shape::Schema | Shape::SchemaOrList | Shape::FlagOrSchema, Value::Object(_)) => {
            object(value, &SCHEMA, at, run);
            true
        }
        _ => false,
    };
    if !fits {
        run.found.push(misfit(value, &expected(shape), at));
    }
    fits
}

fn fits_at(
    value: &mut Value,
    shape: &'static Shape,
    at: &Pointer,
    key: &str,
    run: &mut Run<'_>,
) -> bool {
    fits(value, shape, &at.child(key), run)
}

fn fits_object(value: &mut Value, kind: &'static Object, at: &Pointer, run: &mut Run<'_>) -> bool {
    let fits = value.is_object();
    if fits {
        object(value, kind, at, run);
    } else {
        run.found.push(misfit(value, kind.name, at));
    }
    fits
}

/// A misfit becomes an empty object where others have a pointer of their own, and goes away otherwise.
fn list(items: &mut Vec<Value>, shape: &'static Shape, at: &Pointer, run: &mut Run<'_>) {
    let mut index = 0..;
    items.retain_mut(|item| {
        let at = at.index(index.next().unwrap_or_default());
        let fits = fits(item, shape, &at, run);
        if !fits {
            *item = Value::Object(Map::new());
        }
        fits || matches!(shape, Shape::Is(_) | Shape::Schema)
    });
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

/// A reference: its siblings have no effect (OpenAPI 3.0.3, "Reference Object"), except that a schema's
/// annotations are kept, by wrapping the reference in the `allOf` that its author meant.
fn reference(
    map: &mut Map<String, Value>,
    object: &'static Object,
    at: &Pointer,
    run: &mut Run<'_>,
) {
    if !map.get("$ref").is_some_and(Value::is_string) {
        run.found.push(Diagnostic::invalid(
            Place::Value(at.child("$ref")),
            "`$ref` must be a string",
        ));
        map.clear();
        return;
    }
    map.retain(|key, _| {
        key == "$ref" || key.starts_with("x-") || is_annotation(key) || ignored(key, at, run)
    });
    if object.is_schema()
        && map.len() > 1
        && let Some(target) = map.shift_remove("$ref")
    {
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

fn ignored(key: &str, at: &Pointer, run: &mut Run<'_>) -> bool {
    let message = format!("`{key}` has no effect beside `$ref`");
    run.found.push(
        Diagnostic::invalid(Place::Key(at.child(key)), message)
            .help("put the reference and its siblings into an `allOf`"),
    );
    false
}

/// What the version has and the generator doesn't know is left out, whatever it holds.
fn unsupported(at: &Pointer, run: &mut Run<'_>) -> bool {
    let keyword = at.last().unwrap_or_default();
    let message = format!("`{keyword}` is not supported yet");
    run.found
        .push(Diagnostic::unsupported(Place::Key(at.clone()), message).label("is left out"));
    false
}

fn unknown(key: &str, object: &Object, at: Pointer, run: &mut Run<'_>) -> bool {
    let message = format!("`{key}` is not a keyword of {}", object.name);
    let own = object.keywords.iter();
    let inherited = object.extends.into_iter().flat_map(|base| base.keywords);
    let keywords = own.chain(inherited).map(|(keyword, _)| *keyword);
    let diagnostic = Diagnostic::invalid(Place::Key(at), message).label("has no effect");
    run.found.push(match nearest(key, keywords) {
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

fn misfit(value: &Value, expected: &str, at: &Pointer) -> Diagnostic {
    let keyword = at.last().unwrap_or_default();
    let message = format!("`{keyword}` must be {expected}");
    Diagnostic::invalid(Place::Value(at.clone()), message)
        .label(format!("is {}, and is left out", actual(value)))
}

fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Any | Shape::Unsupported => "a value".to_owned(),
        Shape::Text => "a string".to_owned(),
        Shape::TextOrList => "a string or a list of strings".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Count => "a whole number, 0 or above".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) | Shape::Paths(_) | Shape::Responses(_) => "a mapping".to_owned(),
        Shape::Is(object) => object.name.to_owned(),
        Shape::Schema => SCHEMA.name.to_owned(),
        Shape::SchemaOrList => format!("{} or a list of them", SCHEMA.name),
        Shape::FlagOrSchema => format!("`true`, `false` or {}", SCHEMA.name),
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
