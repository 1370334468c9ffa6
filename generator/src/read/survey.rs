//! A first look at a YAML text, for what its parser is bad at.
//!
//! In comes the text; out goes an error if it nests too deep, if an anchor is defined twice, or if there are several
//! documents. The parser needs time with the square of the depth of brackets, so that 100 kB of them keep it busy for
//! minutes; it mixes up the anchors after one that is defined again; and it can't tell where a second document begins.
//! The event parser of the positions has none of these problems, but few texts need this look: [`is_needed`] says which.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use super::{MAX_DEPTH, too_deep};
use crate::diagnostic::{Diagnostic, Place};
use crate::position::{Convert, Span, mended};
use crate::source::Source;

/// So many brackets are parsed in milliseconds, even if none is ever closed.
const FEW: usize = 4_000;

/// With more brackets than this, which take a second or two, the event parser has to agree with the text.
const MANY: usize = 20_000;

/// Whether the YAML parser might need very long for the text, or might read it wrong.
pub(super) fn is_needed(text: &str) -> bool {
    has_brackets(text, FEW) || may_repeat_an_anchor(text)
}

fn has_brackets(text: &str, count: usize) -> bool {
    text.bytes()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .nth(count)
        .is_some()
}

/// Whether a name stands after two `&`. They may be part of a text as well.
fn may_repeat_an_anchor(text: &str) -> bool {
    let mut seen = BTreeMap::new();
    text.match_indices('&').any(|(at, _)| {
        let (before, after) = text.split_at(at);
        let begins = before.ends_with(|it: char| it.is_whitespace() || "[{,:-".contains(it));
        let name = anchor(after).filter(|_| begins || before.is_empty());
        name.is_some_and(|name| seen.insert(name, at).is_some())
    })
}

/// Goes over the whole text.
pub(super) fn survey(source: &Source) -> Result<(), Diagnostic> {
    let text = source.text();
    let mut convert = Convert::new(text);
    let (mut depth, mut documents) = (0_usize, 0);
    let mut anchors = BTreeMap::new();
    let mended = mended(text);
    let mut parser = Parser::new_from_str(&mended);
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) if has_brackets(text, MANY) => return Err(scan_error(&error, &mut convert)),
            // The two parsers don't refuse the same texts, and the other one's word counts.
            Err(_) => return Ok(()),
        };
        let span = convert.span(span);
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if depth == MAX_DEPTH => {
                return Err(too_deep(Place::Span(Span::at(span.start))));
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            Event::DocumentStart(_) if documents > 0 => return Err(several(Place::Span(span))),
            Event::DocumentStart(_) => documents += 1,
            _ => {}
        }
        if let Some((name, span)) = defined(&event, span, text)
            && let Some(first) = anchors.insert(name, span)
        {
            return Err(redefined(name, first, span));
        }
    }
    Ok(())
}

fn scan_error(error: &saphyr_parser::ScanError, convert: &mut Convert<'_>) -> Diagnostic {
    let place = Place::Span(Span::at(convert.offset(error.marker().index())));
    // The scanner is ahead of the events, and has a limit of its own.
    if error.info() == "recursion limit exceeded" {
        return too_deep(place);
    }
    Diagnostic::invalid(place, error.info()).error()
}

/// The anchor that the event defines, and where.
fn defined<'s>(event: &Event<'_>, span: Span, text: &'s str) -> Option<(&'s str, Span)> {
    let (Event::Scalar(_, _, id, _) | Event::MappingStart(id, _) | Event::SequenceStart(id, _)) =
        event
    else {
        return None;
    };
    // 0 is the parser's word for no anchor. Only a tag may stand before the anchor.
    let properties = text.get(span.start..).filter(|_| *id != 0)?;
    let at = span.start + properties.find('&')?;
    let name = anchor(text.get(at..)?)?;
    Some((
        name,
        Span {
            start: at,
            end: at + 1 + name.len(),
        },
    ))
}

/// The name after a `&`, as far as it goes.
fn anchor(text: &str) -> Option<&str> {
    let name = text
        .strip_prefix('&')?
        .split(|it: char| it.is_whitespace() || ",[]{}".contains(it))
        .next()?;
    Some(name).filter(|name| !name.is_empty())
}

fn redefined(name: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::unsupported(
        Place::Span(second),
        format!("the anchor `&{name}` is defined again"),
    )
    .also(Place::Span(first), "first definition")
    .help("give each anchor a name of its own")
    .error()
}

/// A file holds one document.
pub(super) fn several(place: Place) -> Diagnostic {
    Diagnostic::invalid(place, "the file holds more than one YAML document")
        .label("the second one begins here")
        .help("put each document into a file of its own, or remove the `---`")
        .error()
}
