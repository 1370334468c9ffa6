//! The part of a line that is shown.
//!
//! In comes a line of the document; out goes its text with control characters escaped, cut if the line is very long,
//! and a way from offsets in the document to offsets in this text.

use std::ops::Range;

use crate::position::Span;
use crate::render::escape;

/// A line of more bytes than this is cut.
const LONG: usize = 240;
/// So many characters of a long line are shown before the start of the mark.
const BEFORE: usize = 40;
/// So many characters are shown from the start of the mark on.
const AFTER: usize = 60;
/// Stands for what is cut.
const CUT: &str = "...";

/// A line as it is shown.
pub(super) struct Window<'s> {
    /// What is shown of the document, unescaped, and its offset.
    shown: &'s str,
    start: usize,
    /// What stands before it in the text.
    lead: &'static str,
    pub(super) text: String,
}

impl<'s> Window<'s> {
    /// The part of the line around an offset of the document, or its beginning.
    pub(super) fn around(focus: Option<usize>, line: Span, document: &'s str) -> Self {
        let whole = document.get(line.start..line.end).unwrap_or_default();
        let (before, after) = focus
            .and_then(|focus| whole.split_at_checked(focus.checked_sub(line.start)?))
            .unwrap_or(("", whole));
        let (mut start, mut end) = (0, whole.len());
        if whole.len() > LONG {
            let first = before.char_indices().rev().take(BEFORE).last();
            start = first.map_or(before.len(), |(at, _)| at);
            let last = after.char_indices().nth(AFTER);
            end = last.map_or(whole.len(), |(at, _)| before.len() + at);
        }
        let shown = whole.get(start..end).unwrap_or_default();
        let lead = if start > 0 { CUT } else { "" };
        let tail = if end < whole.len() { CUT } else { "" };
        let text = format!("{lead}{}{tail}", escape::line(shown));
        Self {
            shown,
            start: line.start + start,
            lead,
            text,
        }
    }

    /// The range in the text that shows a range of the document; `None` if its start isn't shown.
    pub(super) fn range(&self, span: Span) -> Option<Range<usize>> {
        let start = span
            .start
            .checked_sub(self.start)
            .filter(|start| *start <= self.shown.len())?;
        let end = (span.end - self.start).min(self.shown.len());
        Some(self.offset(start)..self.offset(end))
    }

    fn offset(&self, at: usize) -> usize {
        self.lead.len() + escape::line(self.shown.get(..at).unwrap_or(self.shown)).len()
    }
}
