//! The length of a description.
//!
//! In: a description. Out: as much of it as a page of documentation bears. Not done: cutting what
//! comes out, so that a result can be a little longer than the limit where much had to be escaped.

use std::borrow::Cow;

const LIMIT: usize = 20_000;

/// What follows a description that was cut.
pub(super) const NOTE: &str = "(The description goes on in the OpenAPI document.)";

/// Cuts at the last empty line before the limit, else at a line, else at a character; says whether
/// it did.
pub(super) fn cut(description: &str) -> (Cow<'_, str>, bool) {
    if description.len() <= LIMIT {
        return (Cow::Borrowed(description), false);
    }
    let description = description.replace("\r\n", "\n");
    let head = description
        .get(..description.floor_char_boundary(LIMIT))
        .unwrap_or_default();
    let end = head
        .rfind("\n\n")
        .or_else(|| head.rfind('\n'))
        .filter(|end| *end > 0)
        .unwrap_or(head.len());
    (
        Cow::Owned(head.get(..end).unwrap_or_default().to_owned()),
        true,
    )
}
