//! Offers: what one response can carry, by kind (OpenAPI 3.0.3, "Media Type Object").
//!
//! The media types of a response come in, the kinds that a reader tells apart go out, the preferred one first: JSON, then
//! text, then bytes, then what comes bit by bit. Of several media types of one kind the first is read, and all are asked
//! for. What failures carry is read whole, whatever it is.

use openapiv3::{MediaType, Response as Piece};
use serde_json::Value;

use super::Lowering;
use super::media::{Media, essence, is_json};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{AnswerKind, Payload, Type};
use crate::pointer::Pointer;

/// Media types whose bodies are rows of JSON texts; `+json-seq` is a suffix as well (RFC 8091).
const LINES: [&str; 10] = [
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/json-lines",
    "application/json-seq",
    "application/stream+json",
    "application/x-json-stream",
];

/// What a response can carry, of one kind.
#[derive(Debug)]
pub(super) struct Offer {
    pub(super) kind: AnswerKind,
    /// All of them, as the document spells them.
    pub(super) content_types: Vec<String>,
    pub(super) payload: Payload,
}

/// A media type of a response, with its place.
struct Entry<'p> {
    kind: AnswerKind,
    content_type: &'p str,
    media_type: &'p MediaType,
    at: Pointer,
}

impl Lowering<'_> {
    /// What a response of success can carry.
    pub(super) fn offers(&mut self, piece: &Piece, at: &Pointer) -> Vec<Offer> {
        let mut offers: Vec<Offer> = Vec::new();
        let mut read: Vec<Entry<'_>> = Vec::new();
        for entry in self.entries(piece, at) {
            if !matches!(entry.kind, AnswerKind::Events | AnswerKind::Lines) {
                self.without_items(&entry.at);
            }
            let known = offers.iter().position(|offer| offer.kind == entry.kind);
            if let Some((offer, first)) = known.and_then(|at| offers.get_mut(at).zip(read.get(at)))
            {
                offer.content_types.push(entry.content_type.to_owned());
                self.read_once(first, &entry);
                continue;
            }
            let is_preferred = offers.is_empty();
            offers.push(Offer {
                kind: entry.kind,
                content_types: vec![entry.content_type.to_owned()],
                payload: self.streamed(&entry, is_preferred),
            });
            read.push(entry);
        }
        offers
    }

    /// What a response carries that is read whole.
    pub(super) fn whole(&mut self, piece: &Piece, at: &Pointer) -> Payload {
        let entries = self.entries(piece, at);
        entries
            .iter()
            .for_each(|entry| self.without_items(&entry.at));
        match entries.first() {
            None => Payload::Empty,
            Some(entry) if entry.kind == AnswerKind::Json => {
                Payload::Json(self.json(entry.media_type, &entry.at))
            }
            Some(entry) if entry.kind == AnswerKind::Bytes => Payload::Bytes,
            Some(_) => Payload::Text,
        }
    }

    /// The media types of a response, the preferred first.
    fn entries<'p>(&self, piece: &'p Piece, at: &Pointer) -> Vec<Entry<'p>> {
        let content = piece.content.iter();
        let mut entries: Vec<Entry<'_>> = content
            .map(|(content_type, media_type)| {
                let at = at.child("content").child(content_type);
                let schema = self.resolved(&at.child("schema"));
                let kind = kind(content_type, schema.map(|(schema, _)| schema));
                Entry {
                    kind,
                    content_type,
                    media_type,
                    at,
                }
            })
            .collect();
        entries.sort_by_key(|entry| rank(entry.kind, entry.content_type));
        entries
    }

    fn streamed(&mut self, entry: &Entry<'_>, is_preferred: bool) -> Payload {
        match entry.kind {
            AnswerKind::Json => Payload::Json(self.json(entry.media_type, &entry.at)),
            AnswerKind::Bytes => Payload::Stream,
            AnswerKind::Events => Payload::Events(self.event_data(&entry.at)),
            AnswerKind::Lines => {
                let schema = self.item_schema(&entry.at);
                Payload::Lines(self.schema_at(&schema).into_type())
            }
            AnswerKind::Text => {
                if is_preferred && is_xml(entry.content_type) {
                    self.read_as_text(&entry.at);
                }
                Payload::Text
            }
        }
    }

    /// The type of the data of events. Up to 3.1 the schema describes the data itself; a string is no JSON. In 3.2,
    /// `itemSchema` describes the event as a whole (OpenAPI 3.2.0, "Special Considerations for `text/event-stream`").
    fn event_data(&mut self, at: &Pointer) -> Type {
        let event = self.resolved(&at.child("itemSchema")).map(|(_, at)| at);
        let schema = match event {
            Some(event) => ["properties", "data", "contentSchema"]
                .iter()
                .fold(event, |at, step| at.child(step)),
            None if self.says(at, is_plain_string) => return Type::Untyped,
            None => at.child("schema"),
        };
        // Asking what its place is named for would make a type of the event, which nothing uses.
        let reference = self.document.pointer(schema.as_str());
        match reference.and_then(|schema| schema.get("$ref")?.as_str()) {
            Some(reference) => self.referenced_schema(reference, &schema).into_type(),
            None => self.schema_at(&schema).into_type(),
        }
    }

    /// The schema of one item of a media type at `at`: `itemSchema`, or `schema` where there is none.
    fn item_schema(&self, at: &Pointer) -> Pointer {
        let item = at.child("itemSchema");
        if self.document.pointer(item.as_str()).is_some() {
            item
        } else {
            at.child("schema")
        }
    }

    /// The schema at `at`, or what it refers to, with its place.
    fn resolved(&self, at: &Pointer) -> Option<(&Value, Pointer)> {
        let schema = self.document.pointer(at.as_str())?;
        self.followed(schema, at).ok()
    }

    /// Whether the schema of the media type at `at` is such.
    fn says(&self, at: &Pointer, such: fn(&Value) -> bool) -> bool {
        let schema = self.resolved(&at.child("schema"));
        schema.is_some_and(|(schema, _)| such(schema))
    }

    /// Reports a media type that says something else than the one of its kind that is read.
    fn read_once(&mut self, read: &Entry<'_>, other: &Entry<'_>) {
        let schema = |entry: &Entry<'_>| {
            let schema = self.resolved(&entry.at.child("schema"));
            schema.map(|(schema, _)| schema)
        };
        if other.kind != AnswerKind::Json || schema(read) == schema(other) {
            return;
        }
        let place = Place::Key(other.at.clone());
        let message = "only one JSON type of a response can be read";
        let diagnostic = Diagnostic::unsupported(place, message)
            .label("is read by the schema of the other")
            .also(Place::Key(read.at.clone()), "this one is read");
        self.found.push(diagnostic);
    }

    /// Reports `itemSchema` of a media type that isn't read item by item (OpenAPI 3.2.0, "Media Type Object").
    pub(super) fn without_items(&mut self, at: &Pointer) {
        let at = at.child("itemSchema");
        if self.document.pointer(at.as_str()).is_some() {
            let message = "`itemSchema` is not supported here";
            let diagnostic = Diagnostic::unsupported(Place::Key(at), message);
            self.found
                .push(diagnostic.label("the items are not typed by it"));
        }
    }

    fn read_as_text(&mut self, at: &Pointer) {
        let is_typed = self.document.pointer(at.child("schema").as_str()).is_some();
        if is_typed && !self.says(at, is_plain_string) {
            let message = "XML is not decoded";
            let diagnostic = Diagnostic::unsupported(Place::Key(at.clone()), message);
            self.found
                .push(diagnostic.label("the answer is read as text"));
        }
    }
}

/// What a media type is to a reader. Anything at all (`*/*`) is taken for JSON unless its schema says otherwise.
fn kind(content_type: &str, schema: Option<&Value>) -> AnswerKind {
    let essence = essence(content_type);
    let format = schema.and_then(|schema| schema.get("format"));
    match Media::of(content_type) {
        _ if essence == "text/event-stream" => AnswerKind::Events,
        _ if LINES.contains(&essence.as_str()) || essence.ends_with("+json-seq") => {
            AnswerKind::Lines
        }
        _ if format.is_some_and(|format| format == "binary") => AnswerKind::Bytes,
        Media::Json if !is_json(content_type) && schema.is_some_and(is_plain_string) => {
            AnswerKind::Text
        }
        Media::Json => AnswerKind::Json,
        Media::Text => AnswerKind::Text,
        Media::Bytes => AnswerKind::Bytes,
    }
}

/// `{type: string}`, whatever else narrows it.
fn is_plain_string(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "string")
}

fn is_xml(content_type: &str) -> bool {
    let essence = essence(content_type);
    essence.ends_with("/xml") || essence.ends_with("+xml")
}

fn rank(kind: AnswerKind, content_type: &str) -> usize {
    match kind {
        AnswerKind::Json if is_json(content_type) => 0,
        AnswerKind::Json => 1,
        AnswerKind::Text => 2,
        AnswerKind::Bytes if essence(content_type).contains("form") => 4,
        AnswerKind::Bytes => 3,
        AnswerKind::Events => 5,
        AnswerKind::Lines => 6,
    }
}
