//! Request bodies, and what any body is on the wire (OpenAPI 3.0.3, "Request Body Object", "Media Type Object").

use openapiv3::{MediaType, RequestBody};
use serde_json::Value;

use super::Lowering;
use super::draft::Scope;
use super::place::Naming;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Body, Docs, Payload, Type};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The request body of an operation.
    pub(super) fn body(
        &mut self,
        operation: &'a Value,
        at: &Pointer,
        scope: &Scope,
    ) -> Result<Option<Body>, Diagnostic> {
        let Some(body) = operation.get("requestBody") else {
            return Ok(None);
        };
        let at = at.child("requestBody");
        let Some((piece, at)) = self.resolve::<RequestBody>(body, &at) else {
            return Err(Diagnostic::invalid(
                Place::Value(at),
                "this is not a request body",
            ));
        };
        let at = at.child("content");
        let Some((content_type, media_type)) = preferred(piece.content.iter()) else {
            return Ok(None);
        };
        let at = at.child(content_type);
        if let Some(unsupported) = ["multipart/", "application/x-www-form-urlencoded"]
            .into_iter()
            .find(|form| essence(content_type).starts_with(form))
        {
            let message = format!("a request body of type `{unsupported}` is not supported yet");
            return Err(Diagnostic::unsupported(Place::Key(at), message));
        }
        let docs = Docs {
            description: piece.description.clone(),
            ..Docs::default()
        };
        let payload = self.payload(
            content_type,
            media_type,
            &at,
            &Naming {
                scope: scope.clone(),
                label: "RequestBody".to_owned(),
            },
        );
        // A wildcard is a range of types and can't be sent as one (RFC 9110, section 8.3).
        let content_type = if content_type.contains('*') {
            fallback(&payload)
        } else {
            content_type
        };
        Ok(Some(Body {
            required: piece.required,
            content_type: content_type.to_owned(),
            payload,
            docs,
        }))
    }

    /// What a media type carries.
    pub(super) fn payload(
        &mut self,
        content_type: &str,
        media_type: &MediaType,
        at: &Pointer,
        naming: &Naming,
    ) -> Payload {
        if is_json(content_type) || content_type.starts_with("*/") {
            let ty = match media_type.schema {
                Some(_) => self.schema_at(&at.child("schema"), naming).into_type(),
                None => Type::Untyped,
            };
            self.examples_at(at, &ty);
            return Payload::Json(ty);
        }
        if is_text(content_type) {
            Payload::Text
        } else {
            Payload::Bytes
        }
    }
}

/// The media type to use of several: JSON first, then text, then whatever stands first.
pub(super) fn preferred<'m>(
    content: impl Iterator<Item = (&'m String, &'m MediaType)>,
) -> Option<(&'m str, &'m MediaType)> {
    let rank = |content_type: &str| match content_type {
        json if is_json(json) => 0,
        any if any.starts_with("*/") => 1,
        text if is_text(text) => 2,
        form if essence(form).contains("form") => 4,
        _ => 3,
    };
    content
        .map(|(content_type, media_type)| (content_type.as_str(), media_type))
        .min_by_key(|(content_type, _)| rank(content_type))
}

/// A media type without its parameters, in lower case (RFC 9110, section 8.3.1).
fn essence(content_type: &str) -> String {
    content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// `application/json`, `text/json`, or any type with the suffix `+json` (RFC 6839, section 3.1).
fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

fn is_text(content_type: &str) -> bool {
    let essence = essence(content_type);
    essence.starts_with("text/") && essence != "text/event-stream"
        || essence == "application/xml"
        || essence.ends_with("+xml")
}

fn fallback(payload: &Payload) -> &'static str {
    match payload {
        Payload::Json(_) | Payload::Empty => "application/json",
        Payload::Text => "text/plain",
        Payload::Bytes => "application/octet-stream",
    }
}
