//! The version check, which comes first, so that a document of another version is told so and nothing else.

use std::fmt;

use serde_json::Value;

use super::grammar::{self, Object};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// The versions that are told apart; patch releases change no keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V2,
    V3_0,
    V3_1,
    V3_2,
}

impl Version {
    /// What a whole document of this version must be.
    pub(super) fn grammar(self) -> &'static Object {
        match self {
            Self::V2 => &grammar::v2::DOCUMENT,
            _ => &grammar::DOCUMENT,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V2 => "Swagger 2.0",
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        })
    }
}

/// How each version begins in `openapi`.
const VERSIONS: [(&str, Version); 3] = [
    ("3.0", Version::V3_0),
    ("3.1", Version::V3_1),
    ("3.2", Version::V3_2),
];

/// The version that `document` follows (OpenAPI 3.0.3, "Versions"; OpenAPI 2.0, "Swagger Object").
pub(super) fn of(document: &Value) -> Result<Version, Box<Diagnostic>> {
    let root = Pointer::root();
    if !document.is_object() {
        return refuse(
            Diagnostic::invalid(Place::Value(root), "this is not an OpenAPI document")
                .label("an OpenAPI document is an object with an `openapi` field"),
        );
    }
    if let Some(version) = document.get("swagger") {
        return swagger(version, root.child("swagger"));
    }
    match document.get("openapi") {
        Some(Value::String(text)) => openapi(text, root.child("openapi")),
        Some(_) => refuse(
            Diagnostic::invalid(
                Place::Value(root.child("openapi")),
                "`openapi` must be a string",
            )
            .help("quote the version: `openapi: '3.0.3'`"),
        ),
        None => refuse(
            Diagnostic::invalid(Place::Value(root), "this is not an OpenAPI document")
                .label("has no `openapi` field")
                .help("an OpenAPI document says which version it follows: `openapi: 3.0.3`"),
        ),
    }
}

fn openapi(text: &str, at: Pointer) -> Result<Version, Box<Diagnostic>> {
    let is = |version: &str| {
        let rest = text.strip_prefix(version);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    };
    match VERSIONS.into_iter().find(|(version, _)| is(version)) {
        Some((_, version)) => Ok(version),
        None => refuse(
            Diagnostic::unsupported(
                Place::Value(at),
                format!("OpenAPI {text} is not supported yet"),
            )
            .help("OpenAPI 2.0, 3.0, 3.1 and what 3.2 shares with 3.1 are"),
        ),
    }
}

/// `swagger: 2.0` is a number in YAML unless it is quoted, and means the same.
fn swagger(version: &Value, at: Pointer) -> Result<Version, Box<Diagnostic>> {
    if version.as_str() == Some("2.0") || version.as_f64() == Some(2.0) {
        return Ok(Version::V2);
    }
    let message = "of the versions called Swagger, only 2.0 is supported";
    refuse(
        Diagnostic::unsupported(Place::Value(at), message)
            .help("convert the document to OpenAPI 3.0"),
    )
}

fn refuse(diagnostic: Diagnostic) -> Result<Version, Box<Diagnostic>> {
    Err(Box::new(diagnostic.error()))
}
