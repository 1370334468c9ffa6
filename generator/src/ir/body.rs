//! Request bodies: what a call sends. What answers carry stands with the operation.

use super::{Api, Docs, Rule, Shape, Style, Type, TypeId};

/// A request body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Body {
    /// Whether a call needs it.
    pub required: bool,
    /// What is sent.
    pub sent: Sent,
    /// What the document says of it.
    pub docs: Docs,
}

/// What the bodies of one operation are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sent {
    /// Always the same.
    Always(Writing),
    /// What the caller chooses: the named type has a variant for each.
    OneOf(TypeId),
}

/// One way to write a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Writing {
    /// The media type that is sent, which is never a range.
    pub content_type: String,
    /// The media types and ranges that the document lists for the same content.
    pub others: Vec<String>,
    /// What is sent.
    pub content: Content,
    /// What the document asks of it besides the type.
    pub rules: Vec<Rule>,
}

/// One variant of a type that tells the bodies of an operation apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// The variant.
    pub variant: String,
    /// What it is sent as.
    pub writing: Writing,
}

/// What a request body is on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Form {
    /// How it is written.
    pub kind: FormKind,
    /// The type of what is written.
    pub ty: Type,
    /// The properties that aren't written by default.
    pub encodings: Vec<Encoding>,
}

/// How a form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// `application/x-www-form-urlencoded`
    UrlEncoded,
    /// `multipart/form-data`, or any other multipart type: a part for each property.
    Multipart,
}

impl Body {
    /// All ways to write it, the preferred one first.
    pub fn alternatives<'a>(&'a self, api: &'a Api) -> Vec<&'a Writing> {
        match &self.sent {
            Sent::Always(writing) => vec![writing],
            Sent::OneOf(_) => self.choices(api).iter().map(|it| &it.writing).collect(),
        }
    }

    /// The variants that tell its alternatives apart, where there are several.
    pub fn choices<'a>(&'a self, api: &'a Api) -> &'a [Choice] {
        match &self.sent {
            Sent::OneOf(id) => match &api[*id].shape {
                Shape::Bodies(choices) => choices,
                _ => &[],
            },
            Sent::Always(_) => &[],
        }
    }
}

/// How one property of a form is written (OpenAPI 3.0.4, "Encoding Object").
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
