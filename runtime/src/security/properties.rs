//! The values of properties that the document calls secret: the body of an answer and the properties' names go in, what
//! the body has for them comes out, in its spelling.
//!
//! The body is about to be shown because it couldn't be read, so it may be cut off or no JSON at all: it is searched for
//! the names, and not parsed. Values of a name that is escaped in an unusual way, and objects, aren't found.

use serde_json::Value;

/// The values of the property `name`, wherever it stands, and the items of such that are lists.
pub(super) fn values<'b>(body: &'b [u8], name: &str) -> Vec<&'b [u8]> {
    let key = Value::from(name).to_string();
    let windows = body.windows(key.len()).enumerate();
    let ends = windows.filter(|(_, window)| *window == key.as_bytes());
    let ends = ends.filter_map(|(start, _)| body.get(start + key.len()..));
    ends.filter_map(|rest| rest.trim_ascii_start().strip_prefix(b":"))
        .flat_map(|rest| scalars(rest.trim_ascii_start()))
        .collect()
}

/// What a text begins with: a string or a literal, or those of a list.
fn scalars(text: &[u8]) -> Vec<&[u8]> {
    let Some(mut rest) = text.strip_prefix(b"[") else {
        return Vec::from_iter(scalar(text).map(|(scalar, _)| scalar));
    };
    let mut scalars = Vec::new();
    while let Some((scalar, behind)) = scalar(rest.trim_ascii_start()) {
        scalars.push(scalar);
        let Some(further) = behind.trim_ascii_start().strip_prefix(b",") else {
            break;
        };
        rest = further;
    }
    scalars
}

/// What a text begins with, and what comes behind it. That a secret is null is none.
fn scalar(text: &[u8]) -> Option<(&[u8], &[u8])> {
    if let Some(inner) = text.strip_prefix(b"\"") {
        let (content, behind) = inner.split_at(length(inner));
        return Some((content, behind.get(1..).unwrap_or_default()));
    }
    let is_literal = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    let length = text.iter().take_while(|byte| is_literal(byte)).count();
    let (literal, behind) = text.split_at(length);
    (!literal.is_empty() && literal != b"null").then_some((literal, behind))
}

/// How long a string is, up to the quote that isn't escaped or to the end.
fn length(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let ends = |byte: &u8| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    };
    text.iter().position(ends).unwrap_or(text.len())
}
