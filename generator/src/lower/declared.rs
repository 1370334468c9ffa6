//! Declared: a parameter as the document declares it, read whole or refused with what is missing.
//!
//! A parameter or a reference to one comes in, its piece goes out. A call that lacks a parameter can't be right, so
//! whoever refuses one leaves out its operation.

use openapiv3::Parameter as Piece;
use serde_json::Value;

use super::Lowering;
use super::reference::{outline, parse};
use crate::diagnostic::{Diagnostic, Place};
use crate::nearest::nearest;
use crate::pointer::Pointer;

/// Where a parameter may be sent (OpenAPI 3.0.3, "Parameter Object").
const LOCATIONS: [&str; 4] = ["path", "query", "header", "cookie"];

impl<'a> Lowering<'a> {
    /// The parameter that `value`, which stands at `at`, declares or refers to.
    ///
    /// # Errors
    /// When it can't be told what is sent, or where.
    pub(super) fn declared(
        &self,
        value: &'a Value,
        at: &Pointer,
    ) -> Result<(Piece, Pointer), Diagnostic> {
        let (target, target_at) = self.followed(value, at)?;
        match misdeclared(target, &target_at) {
            None => Ok((
                parse(&outline(target), &target_at, "a parameter")?,
                target_at,
            )),
            Some(_) if target_at != *at && !is_like_a_parameter(target) => {
                let place = Place::Value(at.child("$ref"));
                let message = "this reference leads to something that is not a parameter";
                Err(Diagnostic::invalid(place, message)
                    .also(Place::Value(target_at), "it leads here")
                    .help("describe the parameter here, and refer to a schema in its `schema`"))
            }
            Some(diagnostic) => Err(diagnostic),
        }
    }
}

fn is_like_a_parameter(value: &Value) -> bool {
    value.get("in").is_some() || value.get("name").is_some()
}

/// What keeps a parameter from being sent.
fn misdeclared(parameter: &Value, at: &Pointer) -> Option<Diagnostic> {
    let missing = |keyword: &str, help: &str| {
        let message = format!("a parameter must have `{keyword}`");
        Diagnostic::invalid(Place::Value(at.clone()), message)
            .label(format!("has no `{keyword}`"))
            .help(help)
    };
    let locations = "`in` is `path`, `query`, `header` or `cookie`";
    if parameter.get("name").and_then(Value::as_str).is_none() {
        return Some(missing("name", "give it the name by which it is sent"));
    }
    let Some(location) = parameter.get("in").and_then(Value::as_str) else {
        return Some(missing("in", locations));
    };
    if LOCATIONS.contains(&location) {
        return None;
    }
    let message = format!("a parameter can't be sent in `{location}`");
    let diagnostic = Diagnostic::invalid(Place::Value(at.child("in")), message);
    Some(match location {
        "body" | "formData" => {
            diagnostic.help("as of OpenAPI 3.0, bodies and forms are described by `requestBody`")
        }
        _ => match nearest(location, LOCATIONS.into_iter()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(locations),
        },
    })
}
