//! Request bodies (OpenAPI 3.0.3, "Request Body Object").

use openapiv3::{MediaType, RequestBody};
use serde_json::Value;

use super::Lowering;
use super::media::{Media, essence, preferred};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Body, Content, Docs, FormKind};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The request body of an operation.
    pub(super) fn body(
        &mut self,
        operation: &'a Value,
        at: &Pointer,
    ) -> Result<Option<Body>, Diagnostic> {
        let Some(body) = operation.get("requestBody") else {
            return Ok(None);
        };
        let at = at.child("requestBody");
        let (piece, at) = self.resolve::<RequestBody>(body, &at, "a request body")?;
        let at = at.child("content");
        let Some((content_type, media_type)) = preferred_to_send(piece.content.iter()) else {
            return Ok(None);
        };
        let at = at.child(content_type);
        self.without_items(&at);
        let docs = Docs {
            description: description(&piece, content_type),
            ..Docs::default()
        };
        let essence = essence(content_type);
        let content = match FormKind::of(&essence) {
            Some(kind) => Content::Form(self.form(kind, media_type, &at)?),
            None if essence.starts_with("multipart/") => {
                let message = format!("a request body of type `{essence}` is not supported yet");
                return Err(Diagnostic::unsupported(Place::Key(at), message));
            }
            None => match Media::of(content_type) {
                Media::Json => Content::Json(self.json(media_type, &at)),
                Media::Text => Content::Text,
                Media::Bytes => Content::Bytes,
            },
        };
        // A wildcard is a range of types and can't be sent as one (RFC 9110, section 8.3).
        let content_type = if content_type.contains('*') {
            fallback(&content)
        } else {
            content_type
        };
        Ok(Some(Body {
            required: piece.required,
            content_type: content_type.to_owned(),
            content,
            docs,
        }))
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
        Some((content_type, _)) if Media::of(content_type) == Media::Json => other,
        _ => form.or(other),
    }
}

/// What to send in place of a range of types.
fn fallback(content: &Content) -> &'static str {
    match content {
        Content::Json(_) | Content::Form(_) => "application/json",
        Content::Text => "text/plain",
        Content::Bytes => "application/octet-stream",
    }
}
