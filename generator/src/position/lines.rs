//! The lines of a text.
//!
//! In comes a text; out go offsets for lines and columns, and back. A line ends at a line feed, as in the output of
//! compilers: that YAML 1.1 also knows others is of no use to somebody with an editor.

use super::Span;

/// The offsets at which lines start.
#[derive(Clone, Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let starts = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// Line and column of an offset, counted from 1, the column in characters.
    pub(super) fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = text.floor_char_boundary(offset);
        let line = self.0.partition_point(|start| *start <= offset);
        let start = self.start(line).unwrap_or_default();
        let before = text.get(start..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// The offset of a position; a column past the end of its line is the end of the line.
    pub(super) fn offset(&self, text: &str, line: usize, column: usize) -> Option<usize> {
        let span = self.span(text, line)?;
        let characters = text.get(span.start..span.end)?.char_indices();
        let (at, _) = characters
            .clone()
            .nth(column.saturating_sub(1))
            .unwrap_or((span.end - span.start, '\0'));
        Some(span.start + at)
    }

    /// The bytes of a line, without its break.
    pub(super) fn span(&self, text: &str, line: usize) -> Option<Span> {
        let start = self.start(line)?;
        let end = self.start(line + 1).unwrap_or(text.len());
        let line = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(Span {
            start,
            end: start + line.len(),
        })
    }

    fn start(&self, line: usize) -> Option<usize> {
        self.0.get(line.checked_sub(1)?).copied()
    }
}
