//! Request bodies: what a call sends. What answers carry stands with the operation.

use super::{Docs, Style, Type};

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Whether a call needs it.
    pub required: bool,
    /// The media type that is sent.
    pub content_type: String,
    /// What is sent.
    pub content: Content,
    /// What the document says of it.
    pub docs: Docs,
}

/// What a request body is on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// JSON of this type.
    Json(Type),
    /// A form.
    Form(Form),
    /// Text.
    Text,
    /// Anything else.
    Bytes,
}

/// A form that a request carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// How it is written.
    pub kind: FormKind,
    /// The type of what is written.
    pub ty: Type,
    /// The properties that aren't written by default.
    pub encodings: Vec<Encoding>,
}

/// How a form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// `application/x-www-form-urlencoded`
    UrlEncoded,
    /// `multipart/form-data`
    Multipart,
}

/// How one property of a form is written (OpenAPI 3.0.4, "Encoding Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoding {
    /// The property's name.
    pub property: String,
    /// `style`, where it isn't `form`.
    pub style: Option<Style>,
    /// `explode`, where it is told.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `contentType`, where it is one type.
    pub content_type: Option<String>,
}
