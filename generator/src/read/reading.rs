//! What is found while a document is read.
//!
//! In go counts and findings from [`Node`](super::node::Node); out come the diagnostics, with duplicate keys located.
//! The positions are looked up at the very end, and only if there is something to report.

use std::collections::BTreeSet;

use serde_json::Value;

use super::node::Path;
use super::{MAX_NODES, MAX_PLACES, MAX_TEXT, too_large};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::position::Span;
use crate::source::{Format, Source};

/// After so many findings the rest is not worth reading.
const MAX_FINDINGS: usize = 100;

/// The state of one run.
pub(super) struct Reading {
    /// Whether `<<` merges: JSON has no such thing.
    pub(super) merges: bool,
    nodes: usize,
    text: usize,
    places: usize,
    duplicates: BTreeSet<Pointer>,
    found: Vec<Diagnostic>,
    stopped: Option<Diagnostic>,
}

impl Reading {
    pub(super) fn new(format: Format) -> Self {
        Self {
            merges: format == Format::Yaml,
            nodes: 0,
            text: 0,
            places: 0,
            duplicates: BTreeSet::new(),
            found: Vec::new(),
            stopped: None,
        }
    }

    /// Notes a finding after which reading can go on.
    pub(super) fn found(&mut self, diagnostic: Diagnostic) {
        if self.found.len() < MAX_FINDINGS {
            self.found.push(diagnostic.error());
        }
    }

    /// Notes a key that is in its mapping already.
    pub(super) fn duplicate(&mut self, pointer: Pointer) {
        if self.duplicates.len() < MAX_FINDINGS {
            self.duplicates.insert(pointer);
        }
    }

    /// Notes why reading can't go on; the text of the returned error isn't shown.
    pub(super) fn stop<E: serde::de::Error>(&mut self, diagnostic: Diagnostic) -> E {
        let note = "an alias (`*name`) counts as a copy of what its anchor names";
        self.stopped = Some(if self.merges {
            diagnostic.note(note)
        } else {
            diagnostic
        });
        E::custom("stopped")
    }

    /// Counts one more value.
    pub(super) fn count<E: serde::de::Error>(&mut self, path: &Path<'_>) -> Result<(), E> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.stop(too_large(&path.pointer(), &format!("{MAX_NODES} values"))));
        }
        self.places += path.len();
        if self.places > MAX_PLACES {
            let limit = format!("{MAX_PLACES} bytes of keys, each counted for all values below it");
            return Err(self.stop(too_large(&path.pointer(), &limit)));
        }
        Ok(())
    }

    /// Counts the text of a key or a string.
    pub(super) fn count_text<E: serde::de::Error>(
        &mut self,
        text: &str,
        pointer: impl FnOnce() -> Pointer,
    ) -> Result<(), E> {
        self.text += text.len();
        if self.text > MAX_TEXT {
            return Err(self.stop(too_large(&pointer(), &format!("{MAX_TEXT} bytes of text"))));
        }
        Ok(())
    }

    /// The value, if nothing was found.
    pub(super) fn finish(
        mut self,
        result: Result<Value, Diagnostic>,
        source: &Source,
    ) -> Result<Value, Diagnostics> {
        let mut diagnostics: Diagnostics = self.found.drain(..).collect();
        diagnostics.extend(duplicates(&self.duplicates, source));
        match result {
            Ok(value) if diagnostics.is_empty() => return Ok(value),
            Ok(_) => {}
            // A parser's error is only what made it give up if we didn't stop it.
            Err(error) => diagnostics.push(self.stopped.unwrap_or(error)),
        }
        Err(diagnostics.sorted(source))
    }
}

/// Every key that repeats an earlier one. Aliases show the same text under several pointers, hence the set of spans.
fn duplicates(pointers: &BTreeSet<Pointer>, source: &Source) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    for pointer in pointers {
        let spans = source.positions().keys(pointer);
        let key = pointer.last().unwrap_or_default();
        let Some((first, later)) = spans.split_first().filter(|(_, later)| !later.is_empty())
        else {
            diagnostics.push(duplicate(&key, Place::Key(pointer.clone())));
            continue;
        };
        for span in later.iter().filter(|span| seen.insert(**span)) {
            diagnostics
                .push(duplicate(&key, Place::Span(*span)).also(Place::Span(*first), "first one"));
        }
    }
    diagnostics
}

fn duplicate(key: &str, place: Place) -> Diagnostic {
    let help = if key == "<<" {
        "merge several mappings with one key: `<<: [*first, *second]`"
    } else {
        "remove one of the two, or rename it"
    };
    Diagnostic::invalid(place, format!("duplicate key `{key}`"))
        .label("second one")
        .help(help)
        .error()
}
