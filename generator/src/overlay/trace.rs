//! Traces: where the pieces of an effective document were written.
//!
//! In come the changes that actions make, as they are made; out goes, for a place of the effective document, the place in
//! the document or an overlay. Only what was changed is listed: below it everything stands as it was written.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// Where a value was written, and the values below it that were written elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Where it was written, unless it stands in what it was written in.
    origin: Option<Pointer>,
    /// Where it was asked to be taken out, if it isn't there any more.
    removal: Option<Pointer>,
    /// By their keys and indexes.
    parts: BTreeMap<String, Trace>,
}

impl Trace {
    /// Where what stands at `pointer` of the effective document was written; in an overlay, that is a pointer of another
    /// file, as [`files::split`](crate::files::split) reads it.
    #[must_use]
    pub fn original(&self, pointer: &Pointer) -> Pointer {
        if self.parts.is_empty() {
            return pointer.clone();
        }
        let (mut original, mut trace) = (Pointer::root(), Some(self));
        for segment in pointer.segments() {
            trace = trace.and_then(|trace| trace.parts.get(&*segment));
            original = match trace.and_then(|trace| trace.origin.clone()) {
                Some(origin) => origin,
                None => original.child(&segment),
            };
        }
        original
    }

    /// Where it was asked to take out what would stand at `pointer`, if an overlay has done so.
    #[must_use]
    pub fn removal(&self, pointer: &Pointer) -> Option<&Pointer> {
        let mut trace = self;
        for segment in pointer.segments() {
            trace = trace.parts.get(&*segment)?;
            if trace.removal.is_some() {
                break;
            }
        }
        trace.removal.as_ref()
    }

    /// The finding, with the action that has taken out what it misses.
    pub(crate) fn explain(&self, found: Diagnostic) -> Diagnostic {
        match found.missed().and_then(|missed| self.removal(missed)) {
            Some(removal) => {
                let removal = Place::Value(removal.clone());
                found.also(removal, "an overlay takes out what it leads to")
            }
            None => found,
        }
    }

    /// What was written at `origin`, and stands as it was written there.
    pub(super) fn of(origin: Pointer) -> Self {
        Self {
            origin: Some(origin),
            ..Self::default()
        }
    }

    /// What stands at `pointer`, to be put elsewhere.
    pub(super) fn taken(&self, pointer: &Pointer) -> Self {
        let mut segments = pointer.segments();
        let found = segments.try_fold(self, |trace, segment| trace.parts.get(&*segment));
        Self {
            origin: Some(self.original(pointer)),
            removal: None,
            parts: found.map(|trace| trace.parts.clone()).unwrap_or_default(),
        }
    }

    /// The part under `key` of what was [`taken`](Self::taken).
    pub(super) fn part(&self, key: &str) -> Self {
        let part = self.parts.get(key).cloned().unwrap_or_default();
        let inherited = || self.origin.as_ref().map(|origin| origin.child(key));
        Self {
            origin: part.origin.or_else(inherited),
            ..part
        }
    }

    /// Where it was written, if that isn't where it stands.
    pub(super) fn origin(&self) -> Pointer {
        self.origin.clone().unwrap_or_default()
    }

    /// What stands at `pointer`, to be changed.
    pub(super) fn at(&mut self, pointer: &Pointer) -> &mut Self {
        pointer
            .segments()
            .fold(self, |trace, segment| trace.below(&segment))
    }

    /// What stands under `key`, to be changed.
    pub(super) fn below(&mut self, key: &str) -> &mut Self {
        self.parts.entry(key.to_owned()).or_default()
    }

    /// Says that what stands under `key` is `part`.
    pub(super) fn put(&mut self, key: &str, part: Self) {
        self.parts.insert(key.to_owned(), part);
    }

    /// Says that nothing stands under `key` any more, as was asked for at `removal`.
    pub(super) fn forget(&mut self, key: &str, removal: &Pointer) {
        let gone = Self {
            removal: Some(removal.clone()),
            ..Self::default()
        };
        self.put(key, gone);
    }

    /// Says that of a list that was written at `original` the items of these former indexes are left.
    pub(super) fn keep(&mut self, original: &Pointer, left: &[usize]) {
        let mut former = std::mem::take(&mut self.parts);
        for (index, was) in left.iter().enumerate() {
            let mut part = former.remove(&was.to_string()).unwrap_or_default();
            if index != *was && part.origin.is_none() {
                part.origin = Some(original.index(*was));
            }
            if part != Self::default() {
                self.parts.insert(index.to_string(), part);
            }
        }
    }
}
