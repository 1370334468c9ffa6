//! Media types: how a body of a type is written and read (OpenAPI 3.0.3, "Media Type Object").
//!
//! The name of a media type comes in, what it is comes out; for JSON, the type of its schema too. Forms, which only
//! requests carry, are told apart in [`form`](super::form).

use openapiv3::MediaType;

use super::Lowering;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::Type;
use crate::pointer::Pointer;

/// What a media type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Media {
    /// JSON, or anything at all, which is taken for JSON.
    Json,
    /// Text.
    Text,
    /// Anything else.
    Bytes,
}

impl Media {
    pub(super) fn of(content_type: &str) -> Self {
        if is_json(content_type) || content_type.starts_with("*/") {
            Self::Json
        } else if is_text(content_type) {
            Self::Text
        } else {
            Self::Bytes
        }
    }
}

impl Lowering<'_> {
    /// The type of a body of JSON.
    pub(super) fn json(&mut self, media_type: &MediaType, at: &Pointer) -> Type {
        let ty = match media_type.schema {
            Some(_) => self.schema_at(&at.child("schema")).into_type(),
            None => Type::Untyped,
        };
        self.examples_at(at, &ty);
        ty
    }

    /// Says that a body of the media type at `at` is text, if it is XML.
    pub(super) fn tell_of_xml(&mut self, content_type: &str, at: &Pointer) {
        if is_xml(&essence(content_type)) {
            let message = "XML is neither written nor read: the body is text";
            let diagnostic = Diagnostic::unsupported(Place::Key(at.clone()), message)
                .label("stays as it is")
                .help("use a crate for XML on the text, or list `application/json` if the server speaks it");
            self.found.push(diagnostic);
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

/// Whether this is a range of media types, such as `image/*` (RFC 9110, section 12.5.1).
pub(super) fn is_range(content_type: &str) -> bool {
    content_type.contains('*')
}

/// Whether text of this type isn't UTF-8, which Rust's strings are: whoever writes it has to encode it.
pub(super) fn is_of_other_charset(content_type: &str) -> bool {
    let parameters = content_type.split(';').skip(1);
    let mut parameters = parameters.filter_map(|parameter| parameter.split_once('='));
    let charset = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charset.is_some_and(|(_, charset)| {
        let charset = charset.trim().trim_matches('"').to_ascii_lowercase();
        !["utf-8", "utf8", "us-ascii"].contains(&charset.as_str())
    })
}

/// Whether a media type outside of `text/` is text that a caller writes; an answer of it may be a stream.
pub(super) fn is_written_text(essence: &str) -> bool {
    const SUBTYPES: [&str; 14] = [
        "graphql",
        "javascript",
        "json-lines",
        "json-seq",
        "jsonl",
        "jsonlines",
        "ndjson",
        "sdp",
        "sql",
        "toml",
        "x-jsonlines",
        "x-ndjson",
        "x-yaml",
        "yaml",
    ];
    let subtype = essence.strip_prefix("application/").unwrap_or_default();
    SUBTYPES.contains(&subtype) || subtype.ends_with("+yaml")
}

fn is_text(content_type: &str) -> bool {
    let essence = essence(content_type);
    essence.starts_with("text/") && essence != "text/event-stream" || is_xml(&essence)
}

fn is_xml(essence: &str) -> bool {
    ["application/xml", "text/xml"].contains(&essence) || essence.ends_with("+xml")
}
