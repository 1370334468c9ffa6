//! The lines of a text.
//!
//! In comes a text; out go offsets for lines and columns, and back. A line ends at a line feed, as in the output of
//! compilers: that YAML 1.1 also knows others is of no use to somebody with an editor.

use super::Span;

/// So many bytes lie between the places at which characters were counted.
const STEP: usize = 4096;

/// Where lines start, and how many characters there are before every [`STEP`] bytes: columns are counted in characters,
/// and a line may be the whole text.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let starts = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let blocks = text.as_bytes().chunks(STEP);
        let counts = blocks.scan(0, |sum, block| {
            *sum += count(block);
            Some(*sum)
        });
        Self {
            starts: std::iter::once(0).chain(starts).collect(),
            characters: std::iter::once(0).chain(counts).collect(),
        }
    }

    /// Line and column of an offset, counted from 1, the column in characters.
    pub(super) fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.start(line).unwrap_or_default();
        let column = self.characters(text, offset) - self.characters(text, start);
        (line, column + 1)
    }

    /// How many characters there are before an offset.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let block = offset / STEP;
        let rest = text.as_bytes().get(block * STEP..offset);
        self.characters.get(block).copied().unwrap_or_default() + rest.map_or(0, count)
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
        self.starts.get(line.checked_sub(1)?).copied()
    }
}

/// How many characters begin in these bytes of UTF-8 text.
fn count(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(begins).count()
}
