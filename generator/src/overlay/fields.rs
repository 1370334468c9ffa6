//! Fields: the objects that an overlay consists of, checked.
//!
//! A value and what it must be come in; its fields go out, as far as they are what they must be, and what is wrong with
//! the others is told where it is. Keys that begin with `x-` are anybody's (Overlay 1.1.0, "Specification Extensions").

use serde_json::{Map, Value};

use super::merge::name;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::nearest::slip;
use crate::pointer::Pointer;

/// What an object must be.
pub(super) struct Known {
    pub(super) what: &'static str,
    pub(super) required: &'static [&'static str],
    pub(super) optional: &'static [&'static str],
}

/// An object and where it is written.
pub(super) struct Fields<'v> {
    map: &'v Map<String, Value>,
    pub(super) at: Pointer,
}

impl<'v> Fields<'v> {
    /// The fields of `value`, which is written at `at`. What isn't known or isn't there is told.
    pub(super) fn read(
        value: &'v Value,
        at: Pointer,
        known: &Known,
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let Value::Object(map) = value else {
            let message = format!("{} must be an object", known.what);
            found.push(misplaced(Place::Value(at), message, value));
            return None;
        };
        for key in map.keys().filter(|key| !key.starts_with("x-")) {
            if !known.names().any(|name| name == key) {
                found.push(unknown(key, at.child(key), known));
            }
        }
        for key in known.required.iter().filter(|key| !map.contains_key(**key)) {
            let message = format!("{} must have `{key}`", known.what);
            let diagnostic = Diagnostic::invalid(Place::Key(at.clone()), message);
            found.push(diagnostic.label(format!("has no `{key}`")).error());
        }
        Some(Self { map, at })
    }

    pub(super) fn get(&self, key: &str) -> Option<&'v Value> {
        self.map.get(key)
    }

    /// The string under `key`.
    pub(super) fn text(&self, key: &str, found: &mut Diagnostics) -> Option<&'v str> {
        let value = self.get(key)?;
        if value.as_str().is_none() {
            let message = format!("`{key}` must be a string");
            let diagnostic = misplaced(Place::Value(self.at.child(key)), message, value);
            found.push(match value {
                Value::Number(_) => diagnostic.help("put it in quotes"),
                _ => diagnostic,
            });
        }
        value.as_str()
    }

    /// The boolean under `key`, which is false if there is none.
    pub(super) fn flag(&self, key: &str, found: &mut Diagnostics) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        if !value.is_boolean() {
            let message = format!("`{key}` must be `true` or `false`");
            found.push(misplaced(Place::Value(self.at.child(key)), message, value));
        }
        value.as_bool().unwrap_or_default()
    }
}

impl Known {
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

fn misplaced(place: Place, message: String, value: &Value) -> Diagnostic {
    let label = format!("this is {}", name(value));
    Diagnostic::invalid(place, message).label(label).error()
}

fn unknown(key: &str, at: Pointer, known: &Known) -> Diagnostic {
    let message = format!("{} has no field `{key}`", known.what);
    let diagnostic = Diagnostic::invalid(Place::Key(at), message).error();
    if key == "copy" {
        return diagnostic.help("Overlay 1.0 has no `copy`: write `overlay: 1.1.0`");
    }
    match slip(key, known.names()) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help("keys of your own begin with `x-`"),
    }
}
