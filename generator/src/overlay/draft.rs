//! Drafts: a document while overlays are laid over it.
//!
//! In come changes that are allowed, each of which leaves the value, its trace and what is left of the budget in
//! agreement; at the end the effective document goes out.

use serde_json::Value;

use super::budget::{Budget, Exceeded};
use super::extent::Extent;
use super::scan::Scan;
use super::trace::Trace;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use crate::read;

/// A document half-way.
#[derive(Debug)]
pub(super) struct Draft {
    value: Value,
    trace: Trace,
    budget: Budget,
    /// The document's, until it is changed.
    extent: Option<Extent>,
}

/// One place of a draft, to be changed.
pub(super) struct Spot<'d> {
    pub(super) value: &'d mut Value,
    pub(super) trace: &'d mut Trace,
}

impl Draft {
    pub(super) fn new(value: Value) -> Self {
        Self {
            value,
            trace: Trace::default(),
            budget: Budget::new(),
            extent: None,
        }
    }

    pub(super) fn value(&self) -> &Value {
        &self.value
    }

    pub(super) fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Takes what a query costs, which isn't known before the document is measured.
    pub(super) fn walk(&mut self, scan: &Scan) -> Result<(), Exceeded> {
        if self.extent.is_none() {
            let extent = Extent::of(&self.value);
            self.budget.walk(extent.values, 0)?;
            self.extent = Some(extent);
        }
        let extent = self.extent.take().unwrap_or_default();
        let allowed = self.budget.query(scan, &extent);
        self.extent = Some(extent);
        allowed
    }

    /// Takes what it costs to go through so many values.
    pub(super) fn visit(&mut self, values: usize) -> Result<(), Exceeded> {
        self.budget.walk(values, 0)
    }

    /// Takes what it costs to put `value` to these places.
    pub(super) fn admit(&mut self, value: &Value, places: &[Pointer]) -> Result<(), Exceeded> {
        let extent = Extent::of(value);
        self.budget.walk(extent.values, 0)?;
        let depth = places.iter().map(|place| place.segments().count()).max();
        if depth.unwrap_or_default() + extent.depth() > read::MAX_DEPTH {
            let limit = format!("a document nests {} levels deep", read::MAX_DEPTH);
            return Err(Exceeded(limit));
        }
        let at = places.iter().map(|place| place.as_str().len()).sum();
        self.budget.add(&extent, places.len(), at)
    }

    /// What stands at `place`, to be changed.
    pub(super) fn spot(&mut self, place: &Pointer) -> Option<Spot<'_>> {
        self.extent = None;
        let value = self.value.pointer_mut(place.as_str())?;
        let trace = self.trace.at(place);
        Some(Spot { value, trace })
    }

    pub(super) fn finish(self) -> (Value, Trace) {
        (self.value, self.trace)
    }
}

impl Exceeded {
    /// The limit, for the action that is written there.
    pub(super) fn told(self, place: Place) -> Diagnostic {
        Diagnostic::unsupported(place, format!("at most, {}", self.0))
            .label("this would take more")
            .help("aim at less: name what is to be changed, instead of `..` and `*`")
    }
}
