//! The version check, which comes first, so that a document of another version is told so and nothing else.

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// Accepts OpenAPI 3.0 (OpenAPI 3.0.3, "Versions").
pub(super) fn check(document: &Value) -> Result<(), Box<Diagnostic>> {
    let root = Pointer::root();
    if !document.is_object() {
        return refuse(
            Diagnostic::invalid(Place::Value(root), "this is not an OpenAPI document")
                .label("an OpenAPI document is an object with an `openapi` field"),
        );
    }
    if document.get("swagger").is_some() {
        let place = Place::Value(root.child("swagger"));
        return refuse(
            Diagnostic::unsupported(place, "OpenAPI 2.0 (Swagger) is not supported yet")
                .help("convert the document to OpenAPI 3.0"),
        );
    }
    match document.get("openapi") {
        Some(Value::String(version)) if version == "3.0" || version.starts_with("3.0.") => Ok(()),
        Some(Value::String(version)) => {
            let message = format!("OpenAPI {version} is not supported yet");
            refuse(
                Diagnostic::unsupported(Place::Value(root.child("openapi")), message)
                    .help("OpenAPI 3.0.0 to 3.0.4 are"),
            )
        }
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

fn refuse(diagnostic: Diagnostic) -> Result<(), Box<Diagnostic>> {
    Err(Box::new(diagnostic.error()))
}
