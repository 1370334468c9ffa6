//! Offsets in characters to offsets in bytes.
//!
//! In come the event parser's marks, which count characters and nearly always go forward; out go byte offsets, at the
//! cost of one walk over the text in all. A mark past the end is the end.

use super::Span;

/// A place in a text of which both offsets are known; it moves to each next mark.
pub(crate) struct Convert<'s> {
    text: &'s str,
    is_ascii: bool,
    characters: usize,
    bytes: usize,
}

impl<'s> Convert<'s> {
    pub(crate) fn new(text: &'s str) -> Self {
        Self {
            text,
            is_ascii: text.is_ascii(),
            characters: 0,
            bytes: 0,
        }
    }

    pub(crate) fn span(&mut self, span: saphyr_parser::Span) -> Span {
        let start = self.offset(span.start.index());
        Span {
            start,
            end: self.offset(span.end.index()).max(start),
        }
    }

    pub(crate) fn offset(&mut self, character: usize) -> usize {
        if self.is_ascii {
            return character.min(self.text.len());
        }
        let (before, after) = self
            .text
            .split_at_checked(self.bytes)
            .unwrap_or((self.text, ""));
        if character >= self.characters {
            for next in after.chars().take(character - self.characters) {
                self.characters += 1;
                self.bytes += next.len_utf8();
            }
        } else {
            let back = before.chars().rev().take(self.characters - character);
            self.bytes -= back.map(char::len_utf8).sum::<usize>();
            self.characters = character;
        }
        self.bytes
    }
}
