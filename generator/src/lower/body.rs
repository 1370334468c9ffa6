//! Request bodies, and what any body is on the wire (OpenAPI 3.0.3, "Request Body Object", "Media Type Object").

use openapiv3::{MediaType, RequestBody};
use serde_json::Value;

use super::Lowering;
use super::draft::Scope;
use super::place::Naming;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Body, Docs, FormKind, Payload, Type};
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
        let Some((content_type, media_type)) = preferred_to_send(piece.content.iter()) else {
            return Ok(None);
        };
        let at = at.child(content_type);
        let docs = Docs {
            description: description(&piece, content_type),
            ..Docs::default()
        };
        let naming = Naming {
            scope: scope.clone(),
            label: "RequestBody".to_owned(),
        };
        let essence = essence(content_type);
        let payload = match FormKind::of(&essence) {
            Some(kind) => Payload::Form(self.form(kind, media_type, &at, &naming)?),
            None if essence.starts_with("multipart/") => {
                let message = format!("a request body of type `{essence}` is not supported yet");
                return Err(Diagnostic::unsupported(Place::Key(at), message));
            }
            None => self.payload(content_type, media_type, &at, &naming),
        };
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

/// What the document says of a body, and which of its media types is sent where there are several.
fn description(body: &RequestBody, content_type: &str) -> Option<String> {
    let others = body.content.keys().filter(|other| *other != content_type);
    let others: Vec<String> = others.map(|other| format!("`{other}`")).collect();
    let choice = (!others.is_empty()).then(|| {
        let others = others.join(", ");
        format!("Sent as `{content_type}`; the document also lists {others}.")
    });
    let said: Vec<String> = body.description.clone().into_iter().chain(choice).collect();
    (!said.is_empty()).then(|| said.join("\n\n"))
}

/// The media type to send of several: JSON first, then forms, then text, then whatever stands first.
fn preferred_to_send<'m>(
    content: impl Iterator<Item = (&'m String, &'m MediaType)> + Clone,
) -> Option<(&'m str, &'m MediaType)> {
    let is_form = |content_type: &str| FormKind::of(&essence(content_type)).is_some();
    let form = content
        .clone()
        .find(|(content_type, _)| is_form(content_type));
    let form = form.map(|(content_type, media_type)| (content_type.as_str(), media_type));
    let other = preferred(content);
    match other {
        Some((content_type, _)) if is_json(content_type) || content_type.starts_with("*/") => other,
        _ => form.or(other),
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
pub(super) fn essence(content_type: &str) -> String {
    content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// `application/json`, `text/json`, or any type with the suffix `+json` (RFC 6839, section 3.1).
pub(super) fn is_json(content_type: &str) -> bool {
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
        Payload::Json(_) | Payload::Form(_) | Payload::Empty => "application/json",
        Payload::Text => "text/plain",
        Payload::Bytes => "application/octet-stream",
    }
}
