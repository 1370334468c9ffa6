//! A YAML text as the event parser takes it.
//!
//! In comes text that the parser of [`read`](crate::read::read) accepts; out goes text of the same length, character by
//! character, without a thing that the event parser alone refuses. Only positions are taken from it, so it doesn't matter
//! that it says something else in these places.

use std::borrow::Cow;

/// YAML wants a closing bracket indented more than the key of its list, which many documents don't heed:
/// ```yaml
/// example: {
///   name: Rex
/// }
/// ```
/// A space stands for the line feed before it, unless that would make it part of a comment, or the first line of a
/// block scalar.
pub(crate) fn mended(text: &str) -> Cow<'_, str> {
    let line_feeds = text.match_indices('\n').map(|(at, _)| at);
    let before_brackets = line_feeds.filter(|at| {
        let (before, after) = text.split_at(*at);
        let next = after.strip_prefix('\n').unwrap_or(after);
        next.trim_start_matches(' ').starts_with(['}', ']']) && is_open(before)
    });
    // A carriage return before it would still end the line.
    let returns = |at: &usize| text.get(..*at).is_some_and(|before| before.ends_with('\r'));
    let breaks = before_brackets.flat_map(|at| {
        if returns(&at) {
            at - 1..at + 1
        } else {
            at..at + 1
        }
    });
    blanked(text, breaks)
}

/// Whether the last line of the text can be followed by a closing bracket.
fn is_open(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default().trim();
    !line.is_empty() && !line.contains('#') && !line.ends_with(['|', '>', '-', '+'])
}

/// Puts spaces for the bytes at these offsets.
fn blanked(text: &str, offsets: impl Iterator<Item = usize>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for at in offsets {
        out.push_str(text.get(copied..at).unwrap_or_default());
        out.push(' ');
        copied = at + 1;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}
