//! The tree of positions from the events of a parser.
//!
//! In comes the text, through saphyr's event parser, which keeps its own stack on the heap; out goes the tree. So does
//! this: no nesting overflows the stack. It stops at the first syntax error and keeps what was there before it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use super::Span;
use super::convert::Convert;
use super::mend;
use super::tree::{Entry, Node, NodeId, Tree, Value};
use crate::source::Source;

/// The positions of the first document in the text.
pub(super) fn tree(source: &Source) -> Tree {
    parsed(source, source.text()).unwrap_or_else(|partial| match mend::mended(source) {
        Cow::Owned(mended) => parsed(source, &mended).unwrap_or_else(|partial| partial),
        Cow::Borrowed(_) => partial,
    })
}

/// The tree of a text in which everything is where it is in the source; as an error, that of the part before the first
/// syntax error.
fn parsed(source: &Source, text: &str) -> Result<Tree, Tree> {
    let mut convert = Convert::new(source.text());
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::DocumentEnd, _)) => break,
            Ok((event, span)) => builder.event(event, trimmed(source.text(), convert.span(span))),
            Err(_) => return Err(builder.finish()),
        }
    }
    Ok(builder.finish())
}

/// A mapping or list that isn't complete yet.
struct Open {
    node: NodeId,
    start: usize,
    /// The key whose value comes next, in a mapping.
    key: Option<(Option<Box<str>>, Span)>,
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    open: Vec<Open>,
    /// The mappings and lists that have an anchor.
    anchors: BTreeMap<usize, NodeId>,
    /// Where the last thing that was written ends, which is where a block ends too.
    end: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, ..) => self.value(Value { span, node: None }, Some(&text)),
            Event::Alias(anchor) => self.value(
                Value {
                    span,
                    node: self.anchors.get(&anchor).copied(),
                },
                None,
            ),
            Event::MappingStart(anchor, _) => self.start(Node::Mapping(Vec::new()), anchor, span),
            Event::SequenceStart(anchor, _) => self.start(Node::List(Vec::new()), anchor, span),
            Event::MappingEnd | Event::SequenceEnd => {
                // The end of a block is found at what follows it, only a bracket is there itself.
                if !span.is_empty() {
                    self.end = span.end;
                }
                self.close();
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }

    fn start(&mut self, node: Node, anchor: usize, span: Span) {
        let id = self.tree.nodes.len();
        self.tree.nodes.push(node);
        // 0 is the parser's word for no anchor.
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        self.end = self.end.max(span.end);
        self.open.push(Open {
            node: id,
            start: span.start,
            key: None,
        });
    }

    fn close(&mut self) {
        if let Some(Open { node, start, .. }) = self.open.pop() {
            let span = Span {
                start,
                end: self.end.max(start),
            };
            self.value(
                Value {
                    span,
                    node: Some(node),
                },
                None,
            );
        }
    }

    /// Puts a complete value where it belongs; in a mapping every other one is a key.
    fn value(&mut self, value: Value, text: Option<&str>) {
        self.end = self.end.max(value.span.end);
        let Some(parent) = self.open.last_mut() else {
            self.tree.root = Some(value);
            return;
        };
        match self.tree.nodes.get_mut(parent.node) {
            Some(Node::List(items)) => items.push(value),
            Some(Node::Mapping(entries)) => match parent.key.take() {
                None => parent.key = Some((text.map(Box::from), value.span)),
                Some((key, key_span)) => entries.push(Entry {
                    key,
                    key_span,
                    value,
                }),
            },
            None => {}
        }
    }

    /// Completes what a syntax error left open.
    fn finish(mut self) -> Tree {
        while let Some(open) = self.open.last_mut() {
            if let Some((key, key_span)) = open.key.take()
                && let Some(Node::Mapping(entries)) = self.tree.nodes.get_mut(open.node)
            {
                entries.push(Entry {
                    key,
                    key_span,
                    value: Value {
                        span: Span::at(key_span.end),
                        node: None,
                    },
                });
            }
            self.close();
        }
        for node in &mut self.tree.nodes {
            if let Node::Mapping(entries) = node {
                entries.sort_by(|a, b| a.key.cmp(&b.key));
            }
        }
        self.tree
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
