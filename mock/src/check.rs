//! Whether a request is what the document says: an operation and a request come in, what is wrong comes out.
//!
//! Formats, patterns and bounds (`minLength`, `maximum`, ..) are not checked, and a body that is neither JSON nor a form
//! only has its content type looked at.

mod body;
mod form;
mod parameter;
pub(crate) mod schema;

use std::fmt;

use serde_json::{Value, json};

use crate::operation::Operation;
use crate::parameter::Location;
use crate::recorded::Recorded;

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The part of the request.
    pub location: Location,
    /// Where in that part: a JSON pointer (RFC 6901) into the body, or `/` and the name of a parameter.
    pub pointer: String,
    /// What is wrong, such as `is a string, not integer`.
    pub message: String,
}

impl Violation {
    /// A violation at a parameter, which is pointed at as if its location were an object.
    fn at_parameter(location: Location, name: &str, message: impl Into<String>) -> Self {
        Violation {
            location,
            pointer: schema::child_pointer("", name),
            message: message.into(),
        }
    }

    /// As it stands in the `errors` of a problem.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "in": self.location.as_str(),
            "pointer": self.pointer,
            "message": self.message,
        })
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {}", self.location, self.pointer, self.message)
    }
}

/// Everything that is wrong with a request, parameters first.
pub(crate) fn request(operation: &Operation<'_>, request: &Recorded) -> Vec<Violation> {
    let mut violations = parameter::check(operation, request);
    violations.extend(body::check(operation, request));
    violations
}

/// The status for a request with violations: 415 if its content type is none of the declared, else 400.
pub(crate) fn status(violations: &[Violation]) -> u16 {
    if violations.iter().any(body::is_about_content_type) {
        415
    } else {
        400
    }
}
