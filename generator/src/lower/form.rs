//! Forms: request bodies of type `application/x-www-form-urlencoded` and `multipart/form-data`.
//!
//! A binary string means another thing in a form than in JSON: there it is a file, here a string. So the properties of
//! a multipart body are files only if its schema serves nothing else: it is inline, or a component that the bodies of
//! multipart requests alone refer to. Anywhere else, and anywhere deeper than in a property of its own or a list, they
//! stay strings. Headers of parts are not looked at: the document says what they may be, not what they are.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::MediaType;
use serde_json::Value;

use super::Lowering;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Encoding, Form, FormKind, Type};
use crate::pointer::Pointer;

impl FormKind {
    /// The kind of form that a media type, without parameters and in lower case, is.
    pub(super) fn of(essence: &str) -> Option<Self> {
        match essence {
            "application/x-www-form-urlencoded" => Some(Self::UrlEncoded),
            "multipart/form-data" => Some(Self::Multipart),
            _ => None,
        }
    }
}

impl<'a> Lowering<'a> {
    /// The form that a request's media type is.
    pub(super) fn form(
        &mut self,
        kind: FormKind,
        media_type: &MediaType,
        at: &Pointer,
    ) -> Result<Form, Diagnostic> {
        let schema_at = at.child("schema");
        let schema = self.document.pointer(schema_at.as_str());
        // Found out before anything inside of it gets a name in an operation that is left out.
        if schema.is_some_and(|schema| is_no_object(self.seen(schema, &schema_at))) {
            let message = "only an object can be sent as a form";
            return Err(Diagnostic::invalid(Place::Value(schema_at), message));
        }
        // No form has a spelling for null, so a null in place of the body is none.
        let ty = match schema {
            Some(_) => self.schema_at(&schema_at).ty,
            None => Type::Map(Box::new(Type::Untyped)),
        };
        self.examples_at(at, &ty);
        let at = at.child("encoding");
        let entries = media_type.encoding.iter();
        let encodings = entries.filter_map(|(property, entry)| {
            let raw = self.document.pointer(at.child(property).as_str())?;
            encoding(kind, property, entry, raw)
        });
        Ok(Form {
            kind,
            ty,
            encodings: encodings.collect(),
        })
    }

    /// The type of a form's property, where it isn't that of JSON.
    pub(super) fn files(&self, schema: &Value, form: &Pointer) -> Option<Type> {
        if !self.multiparts.contains(form) {
            return None;
        }
        let schema = self.seen(schema, form);
        if is_binary(schema) {
            return Some(Type::File);
        }
        let is_list = schema.get("type").is_some_and(|ty| ty == "array");
        let items = schema.get("items").filter(|_| is_list)?;
        is_binary(self.seen(items, form)).then(|| Type::List(Box::new(Type::File)))
    }

    /// What a schema refers to; where that fails, it is reported when the schema is lowered.
    fn seen<'s>(&self, schema: &'s Value, at: &Pointer) -> &'s Value
    where
        'a: 's,
    {
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|reference| self.target(reference, at).ok());
        target.map_or(schema, |(target, _)| target)
    }
}

/// What an entry of `encoding` says beyond the default (OpenAPI 3.0.4, "Encoding Object"): a style goes before a media
/// type in a url-encoded form, and means nothing in a multipart one. What stands in `raw` and not in `entry` is
/// whether `explode` is told.
fn encoding(
    kind: FormKind,
    property: &str,
    entry: &openapiv3::Encoding,
    raw: &Value,
) -> Option<Encoding> {
    let has = |keyword: &str| raw.get(keyword).is_some();
    let is_styled = has("style") || has("explode") || has("allowReserved");
    let content_type = entry.content_type.as_deref().filter(|said| is_single(said));
    let content_type = match kind {
        FormKind::UrlEncoded if is_styled => None,
        FormKind::UrlEncoded => content_type.filter(|said| super::media::is_json(said)),
        FormKind::Multipart => content_type,
    };
    let is_told = content_type.is_some() || (is_styled && kind == FormKind::UrlEncoded);
    is_told.then(|| Encoding {
        property: property.to_owned(),
        style: entry.style.as_ref().and_then(super::parameter::query_style),
        explode: raw.get("explode").and_then(Value::as_bool),
        allow_reserved: entry.allow_reserved,
        content_type: content_type.map(ToOwned::to_owned),
    })
}

fn is_no_object(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty != "object")
}

fn is_binary(schema: &Value) -> bool {
    let is = |keyword: &str, value: &str| schema.get(keyword).is_some_and(|said| said == value);
    is("type", "string") && is("format", "binary")
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
            FormKind::of(&super::media::essence(content_type)) == Some(FormKind::Multipart)
        }
        _ => false,
    }
}
