//! Sections: where among the components a piece belongs, by its kind (OpenAPI 3.0.3, "Components Object"; OpenAPI 2.0,
//! "Swagger Object").

use crate::normalize::grammar::Object;
use crate::normalize::version::Version;
use crate::pointer::Pointer;

/// The kinds of 3.0 and later that have a section, by their names in the grammar.
const SECTIONS: [(&str, &str); 8] = [
    ("a schema", "schemas"),
    ("a response", "responses"),
    ("a parameter", "parameters"),
    ("an example", "examples"),
    ("a request body", "requestBodies"),
    ("a header", "headers"),
    ("a security scheme", "securitySchemes"),
    ("a callback", "callbacks"),
];

/// Those of 2.0.
const SECTIONS_2: [(&str, &str); 3] = [
    ("a schema", "definitions"),
    ("a response", "responses"),
    ("a parameter", "parameters"),
];

/// The section for an `object`, if there is one.
pub(super) fn of(object: &Object, version: Version) -> Option<&'static str> {
    let sections = match version {
        Version::V2 => SECTIONS_2.as_slice(),
        _ => SECTIONS.as_slice(),
    };
    let named = sections.iter().find(|(name, _)| *name == object.name);
    named.map(|(_, section)| *section)
}

/// Where `section` is.
pub(super) fn pointer(section: &str, version: Version) -> Pointer {
    match version {
        Version::V2 => Pointer::root().child(section),
        _ => Pointer::root().child("components").child(section),
    }
}
