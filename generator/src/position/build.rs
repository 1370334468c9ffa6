//! The tree of positions, built from what a parser meets.
//!
//! In come mappings, lists and scalars with their spans, in the order of the text; out goes the tree. What is open is kept
//! on the heap, so that no nesting overflows the stack.
//!
//! The text may be one that was refused, so the tree ends where [`read`](crate::read::read) gives up at the latest: nobody
//! asks for what is behind that.

use super::Span;
use super::tree::{Entry, Node, NodeId, Tree, Value};
use crate::read::{MAX_DEPTH, MAX_NODES};

/// The first level that is too deep is shown, so it is kept.
const MAX_OPEN: usize = MAX_DEPTH + 1;

/// Each value may have a key, and the first value that is too many is shown.
const MAX_VALUES: usize = 2 * (MAX_NODES + 1);

/// A mapping or list that isn't complete yet.
struct Open {
    node: NodeId,
    start: usize,
    /// The key whose value comes next, in a mapping.
    key: Option<(Option<Box<str>>, Span)>,
}

/// A tree that is being built.
#[derive(Default)]
pub(super) struct Builder {
    tree: Tree,
    open: Vec<Open>,
    /// How many values and keys there were.
    values: usize,
    /// Where the last thing that was written ends, which is where a block ends too.
    end: usize,
}

impl Builder {
    /// A mapping or list begins here, all that comes until it is closed is in it.
    pub(super) fn open(&mut self, node: Node, span: Span) -> NodeId {
        let id = self.tree.nodes.len();
        self.tree.nodes.push(node);
        self.end = self.end.max(span.end);
        self.open.push(Open {
            node: id,
            start: span.start,
            key: None,
        });
        id
    }

    /// The mapping or list that was opened last is complete; `span` is its bracket, if it has one.
    pub(super) fn close(&mut self, span: Span) {
        // The end of a block is found at what follows it, only a bracket is there itself.
        if !span.is_empty() {
            self.end = span.end;
        }
        self.complete();
    }

    fn complete(&mut self) {
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
    pub(super) fn value(&mut self, value: Value, text: Option<&str>) {
        self.end = self.end.max(value.span.end);
        self.values += 1;
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

    /// Whether nothing that follows is to be shown: the value at the root is complete, or reading stopped before this.
    pub(super) fn is_complete(&self) -> bool {
        self.tree.root.is_some() || self.open.len() > MAX_OPEN || self.values > MAX_VALUES
    }

    /// The tree; what a syntax error left open is completed.
    pub(super) fn finish(mut self) -> Tree {
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
            self.complete();
        }
        for node in &mut self.tree.nodes {
            if let Node::Mapping(entries) = node {
                entries.sort_by(|a, b| a.key.cmp(&b.key));
            }
        }
        self.tree
    }
}
