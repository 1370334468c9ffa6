//! Merging: a value of an overlay is put to one of the document.
//!
//! In come both, with where the new one was written; the changed one goes out with its trace. The rules are those of the
//! Action Object of Overlay 1.1.0, which says what 1.0.0 leaves open: a value takes the place of a value, the entries of a
//! list follow those of a list, objects are merged key by key, and nothing else goes together.

use serde_json::Value;

use super::draft::Spot;
use super::trace::Trace;
use crate::pointer::Pointer;

/// Two values that don't go together.
pub(super) struct Clash {
    /// Where the new one was written.
    pub(super) new: Pointer,
    pub(super) is: &'static str,
    /// Where the present one stands, from where merging began.
    pub(super) within: Pointer,
    pub(super) was: &'static str,
}

/// The three kinds of values that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    List,
    Primitive,
}

impl Kind {
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::List,
            _ => Self::Primitive,
        }
    }
}

/// What an action's value does to the value that it aims at: an entry that is no list is appended to a list.
pub(super) fn apply(spot: Spot<'_>, new: &Value, from: &Trace) -> Result<(), Clash> {
    match (spot.value, new) {
        (Value::Array(items), new) if !new.is_array() => {
            spot.trace.put(&items.len().to_string(), from.clone());
            items.push(new.clone());
            Ok(())
        }
        (value, new) => merge(value, spot.trace, new, from, &Pointer::root()),
    }
}

fn merge(
    value: &mut Value,
    trace: &mut Trace,
    new: &Value,
    from: &Trace,
    within: &Pointer,
) -> Result<(), Clash> {
    match (value, new) {
        (Value::Object(map), Value::Object(new)) => {
            for (key, new) in new {
                let from = from.part(key);
                match map.get_mut(key) {
                    Some(value) => merge(value, trace.below(key), new, &from, &within.child(key))?,
                    None => {
                        trace.put(key, from);
                        map.insert(key.clone(), new.clone());
                    }
                }
            }
            Ok(())
        }
        (Value::Array(items), Value::Array(new)) => {
            for (index, new) in new.iter().enumerate() {
                let part = from.part(&index.to_string());
                trace.put(&items.len().to_string(), part);
                items.push(new.clone());
            }
            Ok(())
        }
        (value, new) if [&*value, new].map(Kind::of) == [Kind::Primitive, Kind::Primitive] => {
            value.clone_from(new);
            *trace = from.clone();
            Ok(())
        }
        (value, new) => Err(Clash {
            new: from.origin(),
            is: name(new),
            within: within.clone(),
            was: name(value),
        }),
    }
}

/// What a value is called in a sentence.
pub(super) fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
