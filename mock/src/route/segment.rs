//! One segment of a path template, such as `pets`, `{id}`, `{x},{y}` or `{id}:verb`: text comes in, values come out.
//!
//! Empty values are never captured: no client can mean one, and `//` would match everything.

use std::cmp::Reverse;

use percent_encoding::percent_decode_str;

/// A parsed segment.
#[derive(Debug)]
pub(super) struct Segment {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Literal(String),
    Parameter(String),
}

impl Segment {
    /// Reads a segment of a template. A brace without its partner is literal text.
    pub(super) fn parse(template: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((before, name, after)) = next_parameter(rest) {
            if !before.is_empty() {
                pieces.push(Piece::Literal(before.to_owned()));
            }
            pieces.push(Piece::Parameter(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Segment { pieces }
    }

    /// Whether no parameter stands in it.
    pub(super) fn is_literal(&self) -> bool {
        matches!(self.pieces.as_slice(), [Piece::Literal(_)])
    }

    /// Lower is more specific: literal, then partly literal (more of it first), then a parameter alone.
    pub(super) fn rank(&self) -> (u8, Reverse<usize>) {
        let literal: usize = self.pieces.iter().map(Piece::literal_length).sum();
        let kind = match self.pieces.as_slice() {
            [Piece::Literal(_)] => return (0, Reverse(0)),
            _ if literal > 0 => 1,
            _ => 2,
        };
        (kind, Reverse(literal))
    }

    /// The decoded values of the parameters, if the segment as received matches.
    pub(super) fn captures(&self, received: &str) -> Option<Vec<(String, String)>> {
        if let [Piece::Literal(text)] = self.pieces.as_slice() {
            let equal = received == text || decoded(received) == decoded(text);
            return equal.then(Vec::new);
        }
        let mut values = Vec::new();
        let mut rest = received;
        for (position, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Literal(text) => rest = rest.strip_prefix(text.as_str())?,
                Piece::Parameter(name) => {
                    let following = self.pieces.get(position + 1..).unwrap_or_default();
                    let length = value_length(rest, following)?;
                    let (value, after) = rest.split_at_checked(length)?;
                    values.push((name.clone(), decoded(value)));
                    rest = after;
                }
            }
        }
        rest.is_empty().then_some(values)
    }
}

impl Piece {
    fn literal_length(&self) -> usize {
        match self {
            Piece::Literal(text) => text.len(),
            Piece::Parameter(_) => 0,
        }
    }
}

/// The text before the first `{name}`, the name, and the text after.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = template.split_once('{')?;
    let (name, after) = opened.split_once('}')?;
    Some((before, name, after))
}

/// How much of the text is the value, given the pieces that follow. The last literal is looked for at the end and
/// the others as early as possible, which finds a match if there is one, without going back.
fn value_length(text: &str, following: &[Piece]) -> Option<usize> {
    let first = text.chars().next()?.len_utf8();
    let length = match following {
        [] => text.len(),
        [Piece::Literal(last)] => text.strip_suffix(last.as_str())?.len(),
        [Piece::Literal(literal), ..] => first + text.get(first..)?.find(literal.as_str())?,
        // Nothing tells where one value ends and the next begins.
        [Piece::Parameter(_), ..] => first,
    };
    (length > 0).then_some(length)
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
