//! Words: what is said of what doesn't conform.
//!
//! A misfit and what the grammar wants in its place come in, the diagnostic goes out. What to do about it is said where
//! it is known what people mean by such a mistake; that is [`hint`](super::hint)'s table.

use serde_json::Value;

use super::hint;
use crate::diagnostic::{Diagnostic, Place};
use crate::nearest::{nearest, slip};
use crate::normalize::grammar::{Object, SCHEMA, Shape};
use crate::normalize::version::Version;
use crate::pointer::Pointer;

/// That `value`, which stands at `at`, isn't what the keyword holds.
pub(super) fn misfit(value: &Value, shape: &Shape, at: &Pointer, version: Version) -> Diagnostic {
    let keyword = at.last().unwrap_or_default();
    let message = format!("`{keyword}` must be {}", expected(shape));
    let label = match shape {
        Shape::Word(_) if value.is_string() => "is left out".to_owned(),
        Shape::Schema if is_named(at) => format!("is {}, and any value is allowed", actual(value)),
        _ => format!("is {}, and is left out", actual(value)),
    };
    let diagnostic = Diagnostic::invalid(Place::Value(at.clone()), message).label(label);
    let typo = match (shape, value) {
        (Shape::Word(words), Value::String(word)) => nearest(word, words.iter().copied()),
        _ => None,
    };
    let typo = typo.map(|word| format!("did you mean `{word}`?"));
    let help =
        typo.or_else(|| hint::of_misfit(&keyword, shape, value, version).map(ToOwned::to_owned));
    help.into_iter().fold(diagnostic, Diagnostic::help)
}

/// Whether the keyword is a name that the author chose, as a property's is, so that the schema can't go away.
fn is_named(at: &Pointer) -> bool {
    let parent = at.parent();
    let section = parent.as_ref().and_then(Pointer::last);
    section.is_some_and(|section| ["properties", "schemas", "definitions"].contains(&&*section))
}

/// That `value`, an item of a list, isn't what the list holds.
pub(super) fn misfit_item(value: &Value, shape: &Shape, at: &Pointer) -> Diagnostic {
    let list = at.parent().unwrap_or_else(Pointer::root);
    let keyword = list.last().unwrap_or_default();
    let message = format!("an item of `{keyword}` must be {}", expected(shape));
    Diagnostic::invalid(Place::Value(at.clone()), message).label(format!("is {}", actual(value)))
}

/// That `value` isn't an object of this kind.
pub(super) fn misfit_object(value: &Value, kind: &Object, at: &Pointer) -> Diagnostic {
    let keyword = at.last().unwrap_or_default();
    let message = format!("`{keyword}` must be {}", kind.name);
    Diagnostic::invalid(Place::Value(at.clone()), message)
        .label(format!("is {}, and is left out", actual(value)))
}

/// That an object, which stands at `at`, lacks what it must have.
pub(super) fn missing(keyword: &str, object: &Object, at: &Pointer) -> Diagnostic {
    let message = format!("{} must have `{keyword}`", object.name);
    let place = match at.is_root() {
        true => Place::Value(at.clone()),
        false => Place::Key(at.clone()),
    };
    Diagnostic::invalid(place, message)
        .label(format!("has no `{keyword}`"))
        .help(hint::of_missing(keyword))
}

/// What the version has and the generator doesn't know is left out, whatever it holds.
pub(super) fn unsupported(at: &Pointer) -> Diagnostic {
    let keyword = at.last().unwrap_or_default();
    let message = format!("`{keyword}` is not supported yet");
    Diagnostic::unsupported(Place::Key(at.clone()), message).label("is left out")
}

/// What there is to say of a key that isn't a keyword of `object`. Where an object may have keys of any name, only a
/// slip of the pen is told.
pub(super) fn unknown(
    key: &str,
    object: &Object,
    at: &Pointer,
    version: Version,
) -> Option<Diagnostic> {
    if key.starts_with("x-") {
        return None;
    }
    let own = object.keywords.iter().chain(object.newer(version));
    let inherited = object.extends.into_iter().flat_map(|base| base.keywords);
    let keywords = own.chain(inherited).map(|(keyword, _)| *keyword);
    let help = if object.is_open(version) {
        let unknown = Some(key).filter(|key| !hint::is_of_json_schema(key))?;
        format!("did you mean `{}`?", slip(unknown, keywords)?)
    } else if let Some(help) = hint::of_unknown(key, object, version) {
        help
    } else if let Some(near) = nearest(key, keywords) {
        format!("did you mean `{near}`?")
    } else {
        "a keyword of your own begins with `x-`".to_owned()
    };
    let message = format!("`{key}` is not a keyword of {}", object.name);
    let diagnostic = Diagnostic::invalid(Place::Key(at.clone()), message);
    Some(diagnostic.label("has no effect").help(help))
}

fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Any | Shape::Unsupported => "a value".to_owned(),
        Shape::Text => "a string".to_owned(),
        Shape::TextOrList => "a string or a list of strings".to_owned(),
        Shape::Word(words) => one_of(words),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Count => "a whole number, 0 or above".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) | Shape::Paths(_) | Shape::Responses(_) => "a mapping".to_owned(),
        Shape::Is(object) => object.name.to_owned(),
        Shape::Discriminator => "a discriminator".to_owned(),
        Shape::Schema => SCHEMA.name.to_owned(),
        Shape::SchemaOrList => format!("{} or a list of them", SCHEMA.name),
        Shape::FlagOrSchema => format!("`true`, `false` or {}", SCHEMA.name),
    }
}

/// `a`, `b` or `c`.
fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
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
