//! The way to a value while it is read.
//!
//! In come keys and indexes, borrowed from the stack of the reader; out goes a [`Pointer`], but only when there is
//! something to report, so that the way costs no allocation.

use crate::pointer::Pointer;

/// The way from the root; the number of a key or an index is its depth.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'p str, usize),
    Index(&'p Path<'p>, usize, usize),
}

impl Path<'_> {
    pub(in crate::read) fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Key(parent, key, _) => parent.pointer().child(key),
            Self::Index(parent, index, _) => parent.pointer().index(*index),
        }
    }

    /// How many bytes its pointer has, but for what is escaped in it.
    pub(in crate::read) fn len(&self) -> usize {
        match self {
            Self::Root => 0,
            Self::Key(parent, key, _) => parent.len() + 1 + key.len(),
            Self::Index(parent, ..) => parent.len() + 2,
        }
    }

    pub(super) fn depth(&self) -> usize {
        match self {
            Self::Root => 0,
            Self::Key(_, _, depth) | Self::Index(_, _, depth) => *depth,
        }
    }
}
