//! Forms: request bodies of type `application/x-www-form-urlencoded` and `multipart/..`.
//!
//! A binary string means another thing in a form than in JSON: there it is a file, here a string. So the properties of
//! a multipart body are files only if its schema serves nothing else: it is inline, or a component that the bodies of
//! multipart requests alone refer to. Anywhere else, and anywhere deeper than in a property of its own or a list, they
//! stay strings. Headers of parts are not sent: the document says what they may be, not what they are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lowering;
use super::media::{essence, is_json};
use super::schema::Use;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Encoding, Form, FormKind, Style, Type};
use crate::pointer::Pointer;

impl FormKind {
    /// The kind of form that a media type, without parameters and in lower case, is.
    pub(super) fn of(essence: &str) -> Option<Self> {
        match essence {
            "application/x-www-form-urlencoded" => Some(Self::UrlEncoded),
            multipart if multipart.starts_with("multipart/") => Some(Self::Multipart),
            _ => None,
        }
    }
}

impl Lowering<'_> {
    /// Whether an object may be of this schema. A form of anything else has properties that the document doesn't name.
    pub(super) fn is_form(&mut self, schema: &Value, at: &Pointer) -> bool {
        let is_form = self
            .seen(schema, at)
            .get("type")
            .is_none_or(|ty| ty == "object");
        if !is_form {
            let message = "only an object can be sent as a form";
            let diagnostic = Diagnostic::invalid(Place::Value(at.clone()), message);
            self.found
                .push(diagnostic.label("its properties may be any"));
        }
        is_form
    }

    /// The form that the media type at `at` is, of a schema that has been looked at.
    pub(super) fn form(&mut self, kind: FormKind, used: Option<Use>, at: &Pointer) -> Form {
        // No form has a spelling for null, so a null in place of the body is none.
        let ty = used.map_or_else(|| Type::Map(Box::new(Type::Untyped)), |used| used.ty);
        self.examples_at(at, &ty);
        let at = at.child("encoding");
        let entries = self
            .document
            .pointer(at.as_str())
            .and_then(Value::as_object);
        let entries = entries.into_iter().flatten();
        let encodings = entries.filter_map(|(property, entry)| match kind {
            FormKind::UrlEncoded => pair(property, entry),
            FormKind::Multipart => self.part(property, entry, &at.child(property)),
        });
        Form {
            kind,
            ty,
            encodings: encodings.collect(),
        }
    }

    /// How a part is written. A style means nothing there, and of a list or range of media types the caller's file
    /// tells which it is.
    fn part(&mut self, property: &str, entry: &Value, at: &Pointer) -> Option<Encoding> {
        let headers = entry.get("headers").and_then(Value::as_object);
        let headers = headers.into_iter().flatten();
        // OpenAPI 3.0.4, "Encoding Object": `Content-Type` is described separately.
        if headers
            .map(|(name, _)| name)
            .any(|name| !name.eq_ignore_ascii_case("content-type"))
        {
            let place = Place::Key(at.child("headers"));
            let diagnostic = Diagnostic::unsupported(place, "headers of parts are not supported");
            self.found
                .push(diagnostic.label("the part is sent without them"));
        }
        let content_type = text(entry, "contentType").filter(|said| is_single(said))?;
        Some(Encoding {
            property: property.to_owned(),
            style: None,
            explode: None,
            allow_reserved: false,
            content_type: Some(content_type.to_owned()),
        })
    }

    /// The type of a form's property, where it isn't that of JSON.
    pub(super) fn files(&self, schema: &Value, form: &Pointer) -> Option<Type> {
        if !self.multiparts.contains(form) {
            return None;
        }
        if self.is_file(schema, form) {
            return Some(Type::File);
        }
        let list = self.bare(schema, form);
        let is_list = list.get("type").is_some_and(|ty| ty == "array");
        let items = list.get("items").filter(|_| is_list)?;
        self.is_file(items, form)
            .then(|| Type::List(Box::new(Type::File)))
    }

    /// Whether a schema is of raw bytes.
    pub(super) fn is_file(&self, schema: &Value, at: &Pointer) -> bool {
        let schema = self.bare(schema, at);
        let is = |keyword: &str, value: &str| schema.get(keyword).is_some_and(|said| said == value);
        is("type", "string") && is("format", "binary")
    }

    /// A schema without what only surrounds it: references, and unions or intersections of one.
    fn bare<'s>(&'s self, schema: &'s Value, at: &Pointer) -> &'s Value {
        const DEPTH: usize = 8;
        let mut schema = self.seen(schema, at);
        for _ in 0..DEPTH {
            let mut lists = ["allOf", "oneOf", "anyOf"]
                .iter()
                .filter_map(|keyword| schema.get(keyword));
            match lists.next().and_then(Value::as_array).map(Vec::as_slice) {
                Some([only]) if lists.next().is_none() && schema.get("type").is_none() => {
                    schema = self.seen(only, at);
                }
                _ => break,
            }
        }
        schema
    }

    /// What a schema refers to; where that fails, it is reported when the schema is lowered.
    fn seen<'s>(&'s self, schema: &'s Value, at: &Pointer) -> &'s Value {
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|reference| self.target(reference, at).ok());
        target.map_or(schema, |(target, _)| target)
    }
}

/// How a property of a url-encoded form is written: a style goes before a media type (OpenAPI 3.0.4, "Encoding
/// Object").
fn pair(property: &str, entry: &Value) -> Option<Encoding> {
    let is_styled = ["style", "explode", "allowReserved"]
        .iter()
        .any(|it| entry.get(it).is_some());
    let content_type = text(entry, "contentType").filter(|said| !is_styled && is_json(said));
    let is_told = is_styled || content_type.is_some();
    is_told.then(|| Encoding {
        property: property.to_owned(),
        style: style(entry),
        explode: entry.get("explode").and_then(Value::as_bool),
        allow_reserved: entry.get("allowReserved") == Some(&Value::Bool(true)),
        content_type: content_type.map(ToOwned::to_owned),
    })
}

/// The style, where it isn't `form`.
fn style(entry: &Value) -> Option<Style> {
    match text(entry, "style")? {
        "spaceDelimited" => Some(Style::SpaceDelimited),
        "pipeDelimited" => Some(Style::PipeDelimited),
        "deepObject" => Some(Style::DeepObject),
        _ => None,
    }
}

fn text<'v>(holder: &'v Value, keyword: &str) -> Option<&'v str> {
    holder.get(keyword).and_then(Value::as_str)
}

/// Whether a media type can be sent: it is neither a range nor a list, which only say what is allowed.
fn is_single(content_type: &str) -> bool {
    let is_header = content_type.chars().all(|c| matches!(c, ' '..='~'));
    is_header && content_type.contains('/') && !content_type.contains(['*', ','])
}

/// The schemas that serve as multipart bodies and nothing else.
pub(super) fn multiparts(document: &Value) -> BTreeSet<Pointer> {
    let mut uses = Uses::default();
    uses.walk(document, &Pointer::root());
    let components = uses.of_components.into_iter();
    let alone = components.filter_map(|(at, is_alone)| is_alone.then_some(at));
    uses.inline.into_iter().chain(alone).collect()
}

/// Where a document uses schemas.
#[derive(Default)]
struct Uses {
    /// The schemas of multipart bodies that aren't references.
    inline: BTreeSet<Pointer>,
    /// What is referred to, and whether it is by multipart bodies alone.
    of_components: BTreeMap<Pointer, bool>,
}

impl Uses {
    fn walk(&mut self, value: &Value, at: &Pointer) {
        match value {
            Value::Object(map) => {
                let is_body = is_multipart_schema(at);
                if let Some(target) = map.get("$ref").and_then(Value::as_str) {
                    if let Ok(target) = target.parse() {
                        *self.of_components.entry(target).or_insert(true) &= is_body;
                    }
                } else if is_body {
                    self.inline.insert(at.clone());
                }
                map.iter()
                    .for_each(|(key, inner)| self.walk(inner, &at.child(key)));
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items.for_each(|(index, inner)| self.walk(inner, &at.index(index)));
            }
            _ => {}
        }
    }
}

/// Whether the schema of a multipart request stands at this place.
fn is_multipart_schema(at: &Pointer) -> bool {
    let segments: Vec<_> = at.segments().collect();
    let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    match segments.as_slice() {
        [
            "components",
            "requestBodies",
            _,
            "content",
            content_type,
            "schema",
        ]
        | [.., "requestBody", "content", content_type, "schema"] => {
            FormKind::of(&essence(content_type)) == Some(FormKind::Multipart)
        }
        _ => false,
    }
}
