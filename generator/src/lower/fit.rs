//! Fitting: whether an example is of the type that it is an example of.
//!
//! A document's examples are written by hand and often wrong. One that doesn't fit is reported, and no test is made
//! of it, because no decoder could accept it or give it back as it was.

use serde_json::Value;

use super::draft::Draft;
use super::format;
use super::width;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{
    Additional, Branch, Example, Integer, Listed, Object, Presence, Shape, Type, Union,
};
use crate::pointer::Pointer;

/// Keeps the examples that fit.
pub(super) fn fitting(
    examples: Vec<Example>,
    drafts: &[Draft],
    found: &mut Diagnostics,
) -> Vec<Example> {
    let mut kept = examples;
    // A file has no spelling in an example.
    kept.retain(|example| !holds_files(&example.ty, drafts));
    kept.retain(
        |example| match misfit(&example.value, &example.ty, &example.at, drafts) {
            None => true,
            Some((at, expected)) => {
                let diagnostic =
                    Diagnostic::invalid(Place::Value(at), "the example does not fit its schema");
                found.push(diagnostic.label(format!("should be {expected}")));
                false
            }
        },
    );
    kept
}

fn holds_files(ty: &Type, drafts: &[Draft]) -> bool {
    match ty {
        Type::File => true,
        Type::Named(id) => match &drafts[id.0].shape {
            Shape::Object(object) => object.holds_files(),
            Shape::Alias(ty) => holds_files(ty, drafts),
            Shape::Enum(_)
            | Shape::Union(_)
            | Shape::Answers(_)
            | Shape::Headers(_)
            | Shape::Bodies(_) => false,
        },
        Type::List(inner) | Type::Nullable(inner) => holds_files(inner, drafts),
        _ => false,
    }
}

/// The first place where `value` isn't a `ty`, with what it should be.
fn misfit(
    value: &Value,
    ty: &Type,
    at: &Pointer,
    drafts: &[Draft],
) -> Option<(Pointer, &'static str)> {
    let expected = match (ty, value) {
        // Which values the user's type takes is for the user to say.
        (Type::Untyped | Type::Foreign(_), _)
        | (Type::String, Value::String(_))
        | (Type::Boolean, Value::Bool(_))
        | (Type::Nullable(_), Value::Null) => return None,
        (Type::Number(_), Value::Number(_)) => return None,
        (Type::Nullable(inner), _) => return misfit(value, inner, at, drafts),
        (Type::Integer(width), Value::Number(number)) if holds(*width, number) => return None,
        (Type::Formatted(format), Value::String(text)) if format::fits(text, *format) => {
            return None;
        }
        (Type::List(item), Value::Array(items)) => {
            return items
                .iter()
                .enumerate()
                .find_map(|(index, value)| misfit(value, item, &at.index(index), drafts));
        }
        (Type::Tuple(types), Value::Array(items)) if types.len() == items.len() => {
            let mut items = types.iter().zip(items).enumerate();
            return items
                .find_map(|(index, (ty, value))| misfit(value, ty, &at.index(index), drafts));
        }
        (Type::Map(inner), Value::Object(map)) => {
            return map
                .iter()
                .find_map(|(key, value)| misfit(value, inner, &at.child(key), drafts));
        }
        (Type::Named(id), _) => return self::shape(value, &drafts[id.0].shape, at, drafts),
        (Type::String | Type::File, _) => "a string",
        (Type::Boolean, _) => "a boolean",
        (Type::Integer(_), _) => "a whole number of this format",
        (Type::Number(_), _) => "a number",
        (Type::Formatted(format), _) => format::expected(*format),
        (Type::List(_), _) => "a list",
        (Type::Tuple(_), _) => "a list of just as many values",
        (Type::Map(_), _) => "an object",
    };
    Some((at.clone(), expected))
}

fn shape(
    value: &Value,
    shape: &Shape,
    at: &Pointer,
    drafts: &[Draft],
) -> Option<(Pointer, &'static str)> {
    match shape {
        Shape::Alias(ty) => misfit(value, ty, at, drafts),
        Shape::Enum(listed) => match listed.of {
            Listed::Strings => misfit(value, &Type::String, at, drafts),
            Listed::Integers(width) => misfit(value, &Type::Integer(width), at, drafts),
        },
        Shape::Object(object) => self::object(value, object, at, drafts),
        Shape::Union(union) => {
            let branch = tagged(value, union)?;
            misfit(value, &branch.ty, at, drafts)
        }
        Shape::Answers(_) | Shape::Headers(_) | Shape::Bodies(_) => None,
    }
}

/// The branch that a value's tag selects, which it then has to fit; what fits no branch by its shape is kept as it is.
fn tagged<'a>(value: &Value, union: &'a Union) -> Option<&'a Branch> {
    let tag = value.get(union.tag.as_ref()?)?.as_str()?;
    let mut branches = union.branches.iter();
    branches.find(|branch| branch.tags.iter().any(|known| known == tag))
}

fn object(
    value: &Value,
    object: &Object,
    at: &Pointer,
    drafts: &[Draft],
) -> Option<(Pointer, &'static str)> {
    let Value::Object(map) = value else {
        return Some((at.clone(), "an object"));
    };
    let missing = object.fields.iter().find(|field| {
        matches!(field.presence, Presence::Required | Presence::Nullable)
            && !map.contains_key(&field.name.wire)
    });
    if missing.is_some() {
        return Some((at.clone(), "an object with all required properties"));
    }
    map.iter().find_map(|(key, value)| {
        let at = at.child(key);
        match object.fields.iter().find(|field| field.name.wire == *key) {
            Some(field)
                if value.is_null()
                    && matches!(
                        field.presence,
                        Presence::Nullable | Presence::OptionalNullable
                    ) =>
            {
                None
            }
            Some(field) => misfit(value, &field.ty, &at, drafts),
            None => match &object.additional {
                Additional::Closed => Some((at, "left out: the schema allows no other properties")),
                Additional::Kept { ty, .. } => misfit(value, ty, &at, drafts),
            },
        }
    })
}

/// Whether a decoder reads a number as an integer of this width: floats it doesn't.
fn holds(width: Integer, number: &serde_json::Number) -> bool {
    let integer = number.as_i64().map(i128::from);
    let integer = integer.or_else(|| number.as_u64().map(i128::from));
    integer.is_some_and(|integer| width::holds(width, integer))
}
