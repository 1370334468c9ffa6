//! The shape of a document with the spans of its parts.
//!
//! In go mappings and lists as the builder meets them; out come spans for pointers. An alias is an edge to the node of
//! its anchor, so that the tree is never larger than the text, however often an anchor is used. Scalars aren't kept:
//! only where they are.

use std::collections::BTreeSet;

use super::Span;
use crate::pointer::Pointer;

/// The index of a mapping or list in the tree.
pub(super) type NodeId = usize;

/// All mappings and lists of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    pub(super) root: Option<Value>,
    pub(super) nodes: Vec<Node>,
}

/// A mapping or a list.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// In the order of the keys once the tree is complete, so that each is found soon; equal keys as they are written.
    Mapping(Vec<Entry>),
    List(Vec<Value>),
}

/// A key and a value of a mapping. The key is `None` when it isn't a scalar.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: Option<Box<str>>,
    pub(super) key_span: Span,
    pub(super) value: Value,
}

/// Where a value is written, and what is in it unless it is a scalar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) span: Span,
    pub(super) node: Option<NodeId>,
}

/// What a pointer leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) key: Option<Span>,
    pub(super) value: Span,
}

impl Found {
    /// The value, or the key of a value that is written as nothing at all.
    pub(super) fn value_or_key(self) -> Span {
        if self.value.is_empty() {
            self.key.unwrap_or(self.value)
        } else {
            self.value
        }
    }
}

impl Tree {
    /// What the pointer leads to. When that isn't there: the nearest ancestor, by its key.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<Found> {
        let mut value = self.root?;
        let mut found = Found {
            key: None,
            value: value.span,
        };
        for segment in pointer.segments() {
            let Some((key, next)) = self.step(value, &segment) else {
                let nearest = found.key.unwrap_or(found.value);
                return Some(Found {
                    key: Some(nearest),
                    value: nearest,
                });
            };
            value = next;
            found = Found {
                key,
                value: value.span,
            };
        }
        Some(found)
    }

    /// The spans of all keys that the pointer leads to.
    pub(super) fn keys(&self, pointer: &Pointer) -> Vec<Span> {
        let (Some(parent), Some(last)) = (pointer.parent(), pointer.last()) else {
            return Vec::new();
        };
        let mut value = self.root;
        for segment in parent.segments() {
            value = value
                .and_then(|value| self.step(value, &segment))
                .map(|(_, next)| next);
        }
        match value.and_then(|value| self.node(value)) {
            Some(Node::Mapping(entries)) => {
                named(entries, &last).iter().map(|it| it.key_span).collect()
            }
            _ => Vec::new(),
        }
    }

    fn step(&self, value: Value, segment: &str) -> Option<(Option<Span>, Value)> {
        match self.node(value)? {
            Node::List(items) => items
                .get(segment.parse::<usize>().ok()?)
                .map(|item| (None, *item)),
            Node::Mapping(_) => self
                .entry(value, segment)
                .map(|entry| (Some(entry.key_span), entry.value)),
        }
    }

    /// The entry of a mapping, or of one that is merged into it. Anchors may merge each other in a circle.
    fn entry(&self, mapping: Value, key: &str) -> Option<&Entry> {
        let mut open = vec![mapping];
        let mut seen = BTreeSet::new();
        while let Some(value) = open.pop() {
            let Some(node) = value
                .node
                .filter(|node| seen.insert(*node))
                .and_then(|node| self.nodes.get(node))
            else {
                continue;
            };
            match node {
                Node::Mapping(entries) => {
                    if let Some(entry) = named(entries, key).first() {
                        return Some(entry);
                    }
                    open.extend(named(entries, "<<").iter().map(|entry| entry.value));
                }
                // The first mapping of a list that is merged wins, so it has to come off the stack first.
                Node::List(items) => open.extend(items.iter().rev()),
            }
        }
        None
    }

    fn node(&self, value: Value) -> Option<&Node> {
        self.nodes.get(value.node?)
    }
}

/// The entries with this key.
fn named<'e>(entries: &'e [Entry], key: &str) -> &'e [Entry] {
    let start = entries.partition_point(|entry| entry.key.as_deref() < Some(key));
    let end = entries.partition_point(|entry| entry.key.as_deref() <= Some(key));
    entries.get(start..end).unwrap_or_default()
}
