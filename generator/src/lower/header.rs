//! Headers of answers (OpenAPI 3.0.3, "Header Object"): those that the successes of an operation declare become the
//! fields of one struct. `Content-Type` is ignored by rule: the media types say it.

use std::collections::BTreeMap;

use openapiv3::{Header as Piece, ParameterSchemaOrContent};
use serde_json::Value;

use super::Lowering;
use super::collect::Found;
use super::draft::{Draft, Scope};
use super::media::is_json;
use super::name::{self, Case};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Docs, Format, Header, HeaderStyle, Name, Shape, Type, TypeId};
use crate::pointer::Pointer;

/// Headers whose dates are those of HTTP, whatever their schemas say (RFC 9110, section 5.6.7).
const HTTP_DATES: [&str; 4] = ["date", "expires", "last-modified", "retry-after"];

/// A header as one response declares it.
struct Declared<'a> {
    name: &'a str,
    header: &'a Value,
    at: Pointer,
}

impl<'a> Lowering<'a> {
    /// The type of the headers that `responses`, those of success, declare; none if there are none.
    pub(super) fn headers(
        &mut self,
        responses: &[(&'a Value, Pointer)],
        found: &Found<'a>,
    ) -> Option<TypeId> {
        let mut declared: BTreeMap<String, Vec<Declared<'a>>> = BTreeMap::new();
        let mut order = Vec::new();
        for (response, at) in responses {
            for header in self.declared_headers(response, at) {
                let key = header.name.to_ascii_lowercase();
                let known = declared.entry(key.clone()).or_default();
                if known.is_empty() {
                    order.push(key);
                }
                known.push(header);
            }
        }
        if order.is_empty() {
            return None;
        }
        let id = TypeId(self.drafts.len());
        let scope = Scope::Operation(found.name.rust.clone());
        let at = found.at.child("responses");
        self.drafts.push(Draft::new(scope, "Response Headers", at));
        let merged = order.iter().filter_map(|key| declared.get(key));
        let headers = merged.filter_map(|all| self.header(all, responses.len()));
        let mut headers: Vec<Header> = headers.collect();
        let wires: Vec<&str> = headers.iter().map(|it| it.name.wire.as_str()).collect();
        let names = name::assign(Case::Value, &[], &wires);
        for (header, name) in headers.iter_mut().zip(names) {
            header.name = name;
        }
        self.drafts[id.0].shape = Shape::Headers(headers);
        Some(id)
    }

    /// The headers of one response, references followed.
    fn declared_headers(&mut self, response: &'a Value, at: &Pointer) -> Vec<Declared<'a>> {
        let at = at.child("headers");
        let headers = response.get("headers").and_then(Value::as_object);
        let headers = headers.into_iter().flatten();
        let sent = headers.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        sent.filter_map(|(name, header)| {
            let (header, at) = self.follow(header, &at.child(name))?;
            Some(Declared { name, header, at })
        })
        .collect()
    }

    /// One header, as all responses that have it declare it. It is text where they don't agree.
    fn header(&mut self, all: &[Declared<'a>], responses: usize) -> Option<Header> {
        let first = all.first()?;
        let mut pieces: Vec<Piece> = Vec::new();
        for it in all {
            match self.resolve::<Piece>(it.header, &it.at, "a header") {
                Ok((piece, _)) => pieces.push(piece),
                Err(bad) => self.found.push(bad),
            }
        }
        let piece = pieces.first()?;
        let says = |it: &Declared<'a>| {
            let parts = ["schema", "content", "explode"];
            parts.map(|part| it.header.get(part))
        };
        let (ty, style) = if all.iter().all(|it| says(it) == says(first)) {
            self.header_type(first, piece)
        } else {
            (Type::String, HeaderStyle::Simple)
        };
        let is_date = HTTP_DATES.contains(&first.name.to_ascii_lowercase().as_str());
        Some(Header {
            name: Name {
                wire: first.name.to_owned(),
                rust: String::new(),
            },
            ty: match ty {
                Type::Formatted(Format::DateTime) if is_date => Type::String,
                ty => ty,
            },
            required: all.len() == responses && pieces.iter().all(|piece| piece.required),
            style,
            docs: Docs {
                description: piece.description.clone(),
                deprecated: piece.deprecated == Some(true),
                ..Docs::default()
            },
            at: first.at.clone(),
        })
    }

    fn header_type(&mut self, declared: &Declared<'a>, piece: &Piece) -> (Type, HeaderStyle) {
        let is_exploded = declared.header.get("explode") == Some(&Value::Bool(true));
        let content = match &piece.format {
            ParameterSchemaOrContent::Content(content) => content,
            ParameterSchemaOrContent::Schema(_) => {
                let ty = self.schema_at(&declared.at.child("schema")).ty;
                let style = match is_exploded {
                    true => HeaderStyle::Exploded,
                    false => HeaderStyle::Simple,
                };
                return (ty, style);
            }
        };
        let at = declared.at.child("content");
        match content.keys().find(|content_type| is_json(content_type)) {
            Some(json) => {
                let at = at.child(json).child("schema");
                (self.schema_at(&at).into_type(), HeaderStyle::Json)
            }
            None => {
                let message = "a header with `content` other than JSON is read as text";
                self.found
                    .push(Diagnostic::unsupported(Place::Key(at), message));
                (Type::String, HeaderStyle::Simple)
            }
        }
    }
}
