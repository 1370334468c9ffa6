//! Where everything in a document's text is.
//!
//! In comes the text; out goes, for a place, its range of bytes, and for an offset its line and column. One pass over
//! the text finds them all, and only when a place in its values is to be printed, so that positions cost nothing until
//! then, and nothing at all for a syntax error. The text isn't judged here: what can't be parsed has no positions, and [`read`](crate::read::read) says why.

mod build;
mod convert;
mod json;
mod lines;
mod mend;
mod tree;
mod yaml;

use std::sync::{Arc, OnceLock};

use crate::diagnostic::Place;
use crate::pointer::Pointer;
use crate::source::{Format, Source};
pub(crate) use convert::Convert;
use lines::Lines;
pub(crate) use mend::mended;
use tree::Tree;

/// A range of bytes of a source's text; `end` isn't part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

/// The positions of one document.
#[derive(Clone, Debug)]
pub struct Positions {
    text: Arc<str>,
    format: Format,
    lines: Lines,
    tree: OnceLock<Tree>,
}

impl Positions {
    /// Finds all positions. A text with a syntax error has those before it, one that nests too deeply or has too many values
    /// to be read has those before that; of several YAML documents in one text, the first one counts.
    /// [`Source::positions`] does this once and keeps the result.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let text = source.shared_text();
        Self {
            lines: Lines::of(&text),
            format: source.format(),
            tree: OnceLock::new(),
            text,
        }
    }

    /// The bytes of a place. What isn't in the document is shown at the nearest thing that is: a missing key at the
    /// key of the mapping it is missing from. `None` for [`Place::Document`], for a place in another file (see
    /// [`Source::locate`]) and for a text without positions.
    #[must_use]
    pub fn span(&self, place: &Place) -> Option<Span> {
        match place {
            Place::Key(pointer) => self
                .tree()
                .find(pointer)
                .map(|found| found.key.unwrap_or(found.value)),
            Place::Value(pointer) => self.tree().find(pointer).map(|found| found.value_or_key()),
            Place::Position { line, column } => {
                self.lines.offset(&self.text, *line, *column).map(Span::at)
            }
            Place::Span(span) => Some(self.within_text(*span)),
            Place::Document | Place::In { .. } => None,
        }
    }

    /// The spans of all keys with this pointer: more than one where a key is there twice.
    #[must_use]
    pub fn keys(&self, pointer: &Pointer) -> Vec<Span> {
        self.tree().keys(pointer)
    }

    /// The line and column of an offset, both counted from 1, columns in characters.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        self.lines.position(&self.text, offset)
    }

    /// The bytes of a line, counted from 1, without the line break.
    #[must_use]
    pub fn line(&self, line: usize) -> Option<Span> {
        self.lines.span(&self.text, line)
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| match self.format {
            Format::Json => json::tree(&self.text),
            Format::Yaml => yaml::tree(&self.text),
        })
    }

    fn within_text(&self, span: Span) -> Span {
        let start = self.text.floor_char_boundary(span.start);
        Span {
            start,
            end: self.text.ceil_char_boundary(span.end.max(start)),
        }
    }
}

impl Span {
    /// The empty range at an offset.
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        Self {
            start: offset,
            end: offset,
        }
    }

    /// Whether no byte is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}
