//! Where in a document something is to be said.
//!
//! In comes a place, as whoever found it knows it: by pointer, by line and column, or by offset; out goes plain data.
//! A place doesn't have to exist: [`Positions`](crate::position::Positions) shows the nearest one.

use crate::pointer::Pointer;
use crate::position::Span;

/// What a label points at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The key of a value in its mapping. For an item of a list, which has no key, it is the item.
    Key(Pointer),
    /// The value.
    Value(Pointer),
    /// A position as parsers tell it: both are counted from 1, columns in characters.
    Position {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// A range of bytes of the text.
    Span(Span),
    /// The document as a whole: no line is shown.
    Document,
    /// A place in a file that the document refers to.
    In {
        /// The file's address.
        file: String,
        /// The place in that file.
        place: Box<Place>,
    },
}

/// A place and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub(super) place: Place,
    pub(super) text: String,
}

impl Label {
    /// What the label points at.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What stands beside the mark; it may be empty.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
