//! Declared: a parameter as the document declares it, read whole or refused with what is missing.
//!
//! A parameter or a reference to one comes in, its piece goes out. A call that lacks a required parameter can't
//! be right, so whoever refuses one leaves out its operation; an optional one can be left out itself.

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

    /// Whether a call is right without the parameter, although that is refused: what isn't required can be left out,
    /// but for the bodies that other versions of OpenAPI have among their parameters.
    pub(super) fn can_be_left_out(&self, value: &'a Value, at: &Pointer) -> bool {
        const NEEDED: [&str; 3] = ["path", "body", "formData"];
        let Ok((target, _)) = self.followed(value, at) else {
            return false;
        };
        let location = target.get("in").and_then(Value::as_str);
        let is_required = target.get("required") == Some(&Value::Bool(true));
        let is_needed = location.is_some_and(|location| NEEDED.contains(&location));
        is_like_a_parameter(target) && !is_required && !is_needed
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
    let place = Place::Value(at.child("in"));
    // OpenAPI 3.2, "Parameter Locations".
    if location == "querystring" {
        let message = "a parameter that is the whole query is not supported yet";
        return Some(Diagnostic::unsupported(place, message));
    }
    let message = format!("a parameter can't be sent in `{location}`");
    let diagnostic = Diagnostic::invalid(place, message);
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
