//! Answers: what responses carry, and what a call gives for them.

use super::{Docs, Name, Type, TypeId};
use crate::pointer::Pointer;

/// A declared response.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Response {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// What the document says of it.
    pub description: String,
    /// What it carries.
    pub payload: Payload,
}

/// What the answers of one kind carry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The same, whatever the status.
    Always(Payload),
    /// What the status says: the named type has a variant for each.
    ByStatus(TypeId),
}

/// Answers of another kind that a call can ask for instead.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Alternative {
    /// The kind, which names the call's ending.
    pub kind: AnswerKind,
    /// The media types to ask for.
    pub accept: String,
    /// What a success then carries.
    pub success: Answer,
}

/// What media types are the same to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerKind {
    /// JSON, by any name.
    Json,
    /// Text that isn't JSON.
    Text,
    /// Anything else.
    Bytes,
    /// Server-sent events.
    Events,
    /// A JSON text on each line.
    Lines,
}

/// One variant of a type that tells answers apart by their status.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Answered {
    /// `200`, `2XX` or `default`, and the variant.
    pub name: Name,
    /// What the document says of it.
    pub description: String,
    /// What it carries.
    pub payload: Payload,
}

/// What the body of an answer is on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Payload {
    /// Nothing that is declared.
    Empty,
    /// JSON of this type.
    Json(Type),
    /// Text.
    Text,
    /// Anything else, read whole.
    Bytes,
    /// Anything else, read as it comes.
    Stream,
    /// Server-sent events, whose data is JSON of this type.
    Events(Type),
    /// A JSON text of this type on each line.
    Lines(Type),
}

impl Payload {
    /// Whether it is read as it comes.
    #[must_use]
    pub fn is_streamed(&self) -> bool {
        matches!(self, Self::Stream | Self::Events(_) | Self::Lines(_))
    }

    /// The same body, read whole.
    pub(crate) fn into_whole(self) -> Self {
        match self {
            Self::Stream => Self::Bytes,
            Self::Events(_) | Self::Lines(_) => Self::Text,
            whole => whole,
        }
    }
}

/// A header that the successes of an operation declare.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Header {
    /// The header's name, and the field.
    pub name: Name,
    /// The type of its value.
    pub ty: Type,
    /// Whether every success has it.
    pub required: bool,
    /// How the value is written.
    pub style: HeaderStyle,
    /// What the document says of it.
    pub docs: Docs,
    /// The header.
    pub at: Pointer,
}

/// How a header's value is written (OpenAPI 3.0.3, "Header Object").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeaderStyle {
    /// `R,100,G,200`
    Simple,
    /// `R=100,G=200`
    Exploded,
    /// `{"R":100,"G":200}`: a header with JSON `content`.
    Json,
}
