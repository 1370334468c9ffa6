//! The tree of positions of a YAML text.
//!
//! In comes the text, through saphyr's event parser, which keeps its own stack on the heap; out goes the tree. It stops at
//! the first syntax error and keeps what was there before it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use super::Span;
use super::build::Builder;
use super::convert::Convert;
use super::mend;
use super::tree::{Node, NodeId, Tree, Value};

/// The positions of the first document in the text.
pub(super) fn tree(text: &str) -> Tree {
    parsed(text, text).unwrap_or_else(|partial| match mend::mended(text) {
        Cow::Owned(mended) => parsed(text, &mended).unwrap_or_else(|partial| partial),
        Cow::Borrowed(_) => partial,
    })
}

/// The tree of a text of which `parsable` is the mended form; as an error, that of the part before the first syntax error.
fn parsed(text: &str, parsable: &str) -> Result<Tree, Tree> {
    let mut convert = Convert::new(text);
    let mut events = Events::default();
    let mut parser = Parser::new_from_str(parsable);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::DocumentEnd, _)) => break,
            Ok((event, span)) => events.add(event, trimmed(text, convert.span(span))),
            Err(_) => return Err(events.builder.finish()),
        }
        if events.builder.is_complete() {
            break;
        }
    }
    Ok(events.builder.finish())
}

/// What the events so far have made.
#[derive(Default)]
struct Events {
    builder: Builder,
    /// The mappings and lists that have an anchor.
    anchors: BTreeMap<usize, NodeId>,
}

impl Events {
    fn add(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, ..) => self.builder.value(Value { span, node: None }, Some(&text)),
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).copied();
                self.builder.value(Value { span, node }, None);
            }
            Event::MappingStart(anchor, _) => self.open(Node::Mapping(Vec::new()), anchor, span),
            Event::SequenceStart(anchor, _) => self.open(Node::List(Vec::new()), anchor, span),
            Event::MappingEnd | Event::SequenceEnd => self.builder.close(span),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }

    fn open(&mut self, node: Node, anchor: usize, span: Span) {
        let id = self.builder.open(node, span);
        // 0 is the parser's word for no anchor.
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
    }
}

/// A block scalar ends where the next thing begins; the white space before that isn't shown.
fn trimmed(text: &str, span: Span) -> Span {
    let written = text.get(span.start..span.end).unwrap_or_default();
    let written = written.trim_end_matches([' ', '\t', '\r', '\n']);
    Span {
        start: span.start,
        end: span.start + written.len(),
    }
}
