//! The body: it is there if it must, its type is one the operation takes, and JSON and forms fit the schema.
//!
//! A body that the operation doesn't ask for is let pass.

use super::{Violation, form, schema};
use crate::form::is_form;
use crate::media::{self, MediaType, RequestBody};
use crate::operation::Operation;
use crate::parameter::Location;
use crate::recorded::Recorded;

/// What is wrong with the body of a request.
pub(super) fn check(operation: &Operation<'_>, request: &Recorded) -> Vec<Violation> {
    let Some(body) = operation.request_body() else {
        return Vec::new();
    };
    if request.body.is_empty() {
        let missing = body.required.then(|| violation("a body is required"));
        return missing.into_iter().collect();
    }
    let given = media::essence(request.header("content-type").unwrap_or_default());
    match declared(&body, &given) {
        Err(violation) => vec![violation],
        Ok(Some(declared)) if media::is_json(&given) => check_json(operation, declared, request),
        Ok(Some(declared)) if is_form(&given) => form::check(operation, declared, request),
        Ok(_) => Vec::new(),
    }
}

/// Whether this is the violation that [`check`] has for a content type.
pub(super) fn is_about_content_type(violation: &Violation) -> bool {
    violation.location == Location::Header && violation.pointer == "/content-type"
}

/// The declared media type of a body; none where the operation declares none at all.
fn declared<'b, 'd>(
    body: &'b RequestBody<'d>,
    given: &str,
) -> Result<Option<&'b MediaType<'d>>, Violation> {
    if body.content.is_empty() {
        return Ok(None);
    }
    // A range such as `text/*` is declared for what no exact name is declared for.
    let exact = body
        .content
        .iter()
        .find(|m| media::essence(m.name) == given);
    let found = exact.or_else(|| body.content.iter().find(|media| media.accepts(given)));
    found.map(Some).ok_or_else(|| {
        let names: Vec<&str> = body.content.iter().map(|media| media.name).collect();
        let message = match given {
            "" => format!("is missing; the operation takes {}", names.join(", ")),
            _ => format!("is {given}; the operation takes {}", names.join(", ")),
        };
        Violation::at_parameter(Location::Header, "content-type", message)
    })
}

fn check_json(
    operation: &Operation<'_>,
    declared: &MediaType<'_>,
    request: &Recorded,
) -> Vec<Violation> {
    let value = match serde_json::from_slice(&request.body) {
        Ok(value) => value,
        Err(error) => return vec![violation(format!("is not JSON: {error}"))],
    };
    let Some(expected) = declared.schema else {
        return Vec::new();
    };
    schema::check(operation.document(), expected, &value)
        .into_iter()
        .map(|finding| Violation {
            location: Location::Body,
            pointer: finding.pointer,
            message: finding.message,
        })
        .collect()
}

/// A violation of the body as a whole.
pub(super) fn violation(message: impl Into<String>) -> Violation {
    Violation {
        location: Location::Body,
        pointer: String::new(),
        message: message.into(),
    }
}
