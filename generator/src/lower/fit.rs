//! Fitting: whether an example is of the type that it is an example of.
//!
//! A document's examples are written by hand and often wrong. One that doesn't fit is reported, and no test is made
//! of it, because no decoder could accept it or give it back as it was.

use serde_json::Value;

use super::draft::Draft;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Additional, Example, Integer, Object, Presence, Shape, Type};
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
            Shape::Enum(_) | Shape::Union(_) | Shape::Answers(_) => false,
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
        (Type::Untyped, _)
        | (Type::String, Value::String(_))
        | (Type::Boolean, Value::Bool(_))
        | (Type::Nullable(_), Value::Null) => return None,
        (Type::Number(_), Value::Number(_)) => return None,
        (Type::Nullable(inner), _) => return misfit(value, inner, at, drafts),
        (Type::Integer(width), Value::Number(number)) if holds(*width, number) => return None,
        (Type::DateTime, Value::String(text)) if is_date_time(text) => return None,
        (Type::Date, Value::String(text)) if is_date(text) => return None,
        (Type::List(item), Value::Array(items)) => {
            return items
                .iter()
                .enumerate()
                .find_map(|(index, value)| misfit(value, item, &at.index(index), drafts));
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
        (Type::DateTime, _) => "a date and time as in RFC 3339",
        (Type::Date, _) => "a date as in RFC 3339",
        (Type::List(_), _) => "a list",
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
        Shape::Enum(_) => (!value.is_string()).then(|| (at.clone(), "a string")),
        Shape::Object(object) => self::object(value, object, at, drafts),
        // What fits no branch is kept as it is.
        Shape::Union(_) | Shape::Answers(_) => None,
    }
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

fn holds(width: Integer, number: &serde_json::Number) -> bool {
    match width {
        Integer::I32 => number
            .as_i64()
            .is_some_and(|number| i32::try_from(number).is_ok()),
        Integer::I64 => number.is_i64(),
        Integer::U64 => number.is_u64(),
    }
}

/// Whether text is RFC 3339's `full-date` (section 5.6).
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(digits);
    let (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    text.len() == 10 && (1..=days).contains(&day)
}

/// Whether text is RFC 3339's `date-time` (section 5.6).
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let Some(clock) = time.get(..8) else {
        return false;
    };
    let rest = time.get(8..).unwrap_or_default();
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let is_whole = rest
        .strip_prefix('.')
        .is_none_or(|fraction| fraction.starts_with(|c: char| c.is_ascii_digit()));
    is_date(date) && is_clock(clock, [23, 59, 59]) && is_whole && is_offset(offset)
}

fn is_offset(offset: &str) -> bool {
    offset == "Z"
        || offset
            .strip_prefix(['+', '-'])
            .is_some_and(|clock| is_clock(clock, [23, 59]))
}

/// Whether text is as many two-digit numbers as there are limits, none above its limit.
fn is_clock<const N: usize>(text: &str, limits: [u32; N]) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let fits = |(part, limit): (&&str, u32)| {
        part.len() == 2 && digits(part).is_some_and(|number| number <= limit)
    };
    parts.len() == N && parts.iter().zip(limits).all(fits)
}

fn digits(text: &str) -> Option<u32> {
    text.chars()
        .all(|c| c.is_ascii_digit())
        .then(|| text.parse().ok())?
}
