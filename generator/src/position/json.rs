//! The tree of positions of a JSON text.
//!
//! In comes the text; out goes the tree. It is taken apart by hand because the event parser of YAML, for which all of a
//! JSON text could be the key of a mapping, holds every token of it before it tells the first: with large documents that
//! took longer than reading them. What is no JSON isn't judged here: nobody asks for places after a syntax error.

use std::borrow::Cow;

use super::Span;
use super::build::Builder;
use super::tree::{Node, Tree, Value};

/// The positions of everything in the text.
pub(super) fn tree(text: &str) -> Tree {
    let mut builder = Builder::default();
    let mut start = 0;
    while let Some(&byte) = text.as_bytes().get(start)
        && !builder.is_complete()
    {
        let end = start + length(byte, text.as_bytes().get(start..).unwrap_or_default());
        let span = Span { start, end };
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => {}
            b'{' => drop(builder.open(Node::Mapping(Vec::new()), span)),
            b'[' => drop(builder.open(Node::List(Vec::new()), span)),
            b'}' | b']' => builder.close(span),
            _ => {
                let written = text.get(start..end).unwrap_or_default();
                builder.value(Value { span, node: None }, content(written).as_deref());
            }
        }
        start = end;
    }
    builder.finish()
}

/// How many bytes the token has that begins with `first` in `text`.
fn length(first: u8, text: &[u8]) -> usize {
    match first {
        b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b'{' | b'[' | b'}' | b']' => 1,
        b'"' => string(text),
        _ => text
            .iter()
            .position(|byte| b" \t\r\n,:{[}]\"".contains(byte))
            .unwrap_or(text.len()),
    }
}

/// How many bytes a string has, with its quotes; one that never ends is the rest of the text.
fn string(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let ends = |byte: &u8| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    };
    let inside = text.get(1..).unwrap_or_default();
    let end = inside.iter().position(ends);
    end.map_or(text.len(), |end| end + 2)
}

/// The text of a scalar, as a key says it; none for a string that isn't one.
fn content(written: &str) -> Option<Cow<'_, str>> {
    match written.strip_prefix('"') {
        Some(rest) if !rest.contains('\\') => rest.strip_suffix('"').map(Cow::Borrowed),
        Some(_) => serde_json::from_str(written).map(Cow::Owned).ok(),
        None => Some(Cow::Borrowed(written)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::MAX_DEPTH;

    #[test]
    fn no_text_makes_a_tree_deeper_than_what_is_read() {
        for text in ["[", "{\"a\":", "[{\"a\":[],\"b\":"] {
            let nodes = tree(&text.repeat(100_000)).nodes.len();
            assert!((MAX_DEPTH..2 * MAX_DEPTH).contains(&nodes), "{nodes}");
        }
    }
}
