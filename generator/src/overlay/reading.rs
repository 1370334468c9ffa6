//! Reading: an overlay's text becomes a list of actions.
//!
//! The text of an overlay, YAML or JSON, comes in; its version and its actions go out, if all of it is well-formed. Each
//! fault is an error at its place in the overlay. Nothing is known here of the document that it will be laid over.

use serde_json::Value;

use super::action::{Action, Change};
use super::fields::{Fields, Known};
use super::query::Query;
use super::trace::Trace;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::files;
use crate::pointer::Pointer;
use crate::read;
use crate::source::Source;

/// The versions that are told apart; patch releases don't count (Overlay 1.1.0, "Versions").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V1_0,
    V1_1,
}

/// An overlay.
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) version: Version,
    /// The document that it says it was made for.
    pub(super) extends: Option<String>,
    pub(super) actions: Vec<Action>,
}

/// Overlay 1.1.0, "Overlay Object".
const OVERLAY: Known = Known {
    what: "an overlay",
    required: &["overlay", "info", "actions"],
    optional: &["extends"],
};

/// Overlay 1.1.0, "Info Object". 1.0 doesn't list `description`, which harms nobody.
const INFO: Known = Known {
    what: "the `info` of an overlay",
    required: &["title", "version"],
    optional: &["description"],
};

/// Overlay 1.0.0, "Action Object".
const ACTION_1_0: Known = Known {
    what: "an action",
    required: &["target"],
    optional: &["description", "update", "remove"],
};

/// Overlay 1.1.0, "Action Object".
const ACTION_1_1: Known = Known {
    what: "an action",
    required: &["target"],
    optional: &["description", "update", "copy", "remove"],
};

impl Overlay {
    /// Reads an overlay. Whatever is wrong with it is told in `found`, as errors, and there is none then.
    pub(super) fn read(source: &Source, found: &mut Diagnostics) -> Option<Self> {
        let address = files::overlay_address(source);
        let mut faults = Diagnostics::new();
        let overlay = match read::read(source) {
            Ok(value) => overlay(&value, files::pointer(&address), &mut faults),
            Err(unreadable) => {
                faults.extend(unreadable.into_iter().map(|it| it.in_file(&address)));
                None
            }
        };
        let overlay = overlay.filter(|_| !faults.has_errors());
        found.extend(faults);
        overlay
    }
}

fn overlay(value: &Value, at: Pointer, found: &mut Diagnostics) -> Option<Overlay> {
    let version = version(value, &at)
        .map_err(|fault| found.push(*fault))
        .ok()?;
    let fields = Fields::read(value, at, &OVERLAY, found)?;
    if let Some(info) = fields.get("info") {
        let info = Fields::read(info, fields.at.child("info"), &INFO, found);
        for key in ["title", "version", "description"] {
            info.as_ref().and_then(|info| info.text(key, found));
        }
    }
    let extends = fields.text("extends", found).map(ToOwned::to_owned);
    let at = fields.at.child("actions");
    let Some(Value::Array(actions)) = fields
        .get("actions")
        .filter(|it| *it != &Value::Array(vec![]))
    else {
        let message = "`actions` must be a list of at least one action";
        found.push(Diagnostic::invalid(Place::Value(at), message).error());
        return None;
    };
    let actions = actions.iter().enumerate();
    let actions =
        actions.filter_map(|(index, value)| action(value, at.index(index), version, found));
    Some(Overlay {
        actions: actions.collect(),
        version,
        extends,
    })
}

/// The version comes first, so that an overlay of another one is told so and nothing else.
fn version(value: &Value, at: &Pointer) -> Result<Version, Box<Diagnostic>> {
    let refuse = |diagnostic: Diagnostic| Err(Box::new(diagnostic.error()));
    let place = Place::Value(at.child("overlay"));
    let is = |text: &str, version: &str| {
        let rest = text.strip_prefix(version);
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit()))
    };
    match value.get("overlay") {
        Some(Value::String(text)) if is(text, "1.0.") => Ok(Version::V1_0),
        Some(Value::String(text)) if is(text, "1.1.") => Ok(Version::V1_1),
        Some(Value::String(text)) => refuse(
            Diagnostic::unsupported(place, format!("Overlay {text} is not supported"))
                .help("1.0.0 and 1.1.0 are"),
        ),
        Some(_) => refuse(
            Diagnostic::invalid(place, "`overlay` must be a string")
                .help("write all of the version: `overlay: 1.1.0`"),
        ),
        None => refuse(
            Diagnostic::invalid(Place::Value(at.clone()), "this is not an overlay")
                .label("has no `overlay` field")
                .help("an overlay says which version it follows: `overlay: 1.1.0`"),
        ),
    }
}

fn action(value: &Value, at: Pointer, version: Version, found: &mut Diagnostics) -> Option<Action> {
    let known = match version {
        Version::V1_0 => &ACTION_1_0,
        Version::V1_1 => &ACTION_1_1,
    };
    let before = found.len();
    let fields = Fields::read(value, at, known, found)?;
    fields.text("description", found);
    let target = query(&fields, "target", found);
    let copy = query(&fields, "copy", found);
    let is_removal = fields.flag("remove", found);
    let update = fields.get("update");
    for key in ["update", "copy"].into_iter().filter(|_| is_removal) {
        if fields.get(key).is_some() {
            let place = Place::Key(fields.at.child(key));
            let message = format!("`{key}` has no effect beside `remove: true`");
            found.push(Diagnostic::invalid(place, message));
        }
    }
    let change = match (update, copy) {
        _ if is_removal => Change::Remove,
        (Some(_), Some(copy)) => {
            let message = "an action has either `update` or `copy`";
            found.push(Diagnostic::invalid(Place::Key(copy.at), message).error());
            return None;
        }
        (Some(value), None) => Change::Update {
            value: value.clone(),
            from: Trace::of(fields.at.child("update")),
        },
        (None, Some(copy)) => Change::Copy(copy),
        (None, None) => {
            let message = "an action must have something to do";
            let help = match version {
                Version::V1_0 => "`update: ..` and `remove: true` do something",
                Version::V1_1 => "`update: ..`, `copy: ..` and `remove: true` do something",
            };
            // What was to be done may be what was found wrong.
            if found.len() == before {
                let place = Place::Key(fields.at);
                found.push(Diagnostic::invalid(place, message).help(help));
            }
            Change::Nothing
        }
    };
    target.map(|target| Action { target, change })
}

fn query(fields: &Fields<'_>, key: &str, found: &mut Diagnostics) -> Option<Query> {
    let text = fields.text(key, found)?;
    let query = Query::read(text, fields.at.child(key));
    query.map_err(|fault| found.push(fault.error())).ok()
}
