//! Actions: what an overlay does, one after the other (Overlay 1.1.0, "Action Object").
//!
//! A draft and an action come in; the draft is changed, or it is told why not. What an action may select is a matter of
//! the overlay's version: 1.0 knows objects and lists only, 1.1 values of all kinds, but of one kind at a time.

use serde_json::Value;

use super::absent;
use super::draft::Draft;
use super::merge::{self, Clash, Kind};
use super::query::Query;
use super::reading::{Overlay, Version};
use super::remove;
use super::trace::Trace;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// An action.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) target: Query,
    pub(super) change: Change,
}

/// What an action does to all that it selects.
#[derive(Debug)]
pub(super) enum Change {
    /// Puts a value to it, which was written there.
    Update { value: Value, from: Trace },
    /// Puts another value of the document to it.
    Copy(Query),
    /// Takes it out.
    Remove,
    /// Nothing was asked for, which has been told.
    Nothing,
}

impl Action {
    /// Does it.
    ///
    /// # Errors
    /// When it can't be done.
    pub(super) fn perform(
        &self,
        draft: &mut Draft,
        overlay: &Overlay,
        found: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let places = self.target.select(draft)?;
        if places.is_empty() {
            found.push(absent::diagnostic(&self.target, draft, overlay));
            return Ok(());
        }
        self.check(&places, draft, overlay.version)?;
        match &self.change {
            Change::Nothing => Ok(()),
            Change::Remove if places.iter().any(Pointer::is_root) => Err(Diagnostic::invalid(
                self.place(),
                "the whole document can't be removed",
            )),
            Change::Remove => remove::apply(draft, &places, &self.target.at)
                .map_err(|exceeded| exceeded.told(self.place())),
            Change::Update { value, from } => self.put(draft, &places, value, from),
            Change::Copy(query) => match query.select(draft)?.as_slice() {
                [] => {
                    found.push(absent::diagnostic(query, draft, overlay));
                    Ok(())
                }
                [place] => {
                    let value = draft.value().pointer(place.as_str());
                    let value = value.cloned().unwrap_or_default();
                    let from = draft.trace().taken(place);
                    self.put(draft, &places, &value, &from)
                }
                [first, second, ..] => {
                    let written = |place: &Pointer| Place::Value(draft.trace().original(place));
                    let message = "`copy` must select a single value";
                    Err(Diagnostic::invalid(Place::Value(query.at.clone()), message)
                        .also(written(first), "this is selected")
                        .also(written(second), "and this"))
                }
            },
        }
    }

    /// Checks that what is selected may be changed together, or at all.
    fn check(&self, places: &[Pointer], draft: &Draft, version: Version) -> Result<(), Diagnostic> {
        let kind = |place: &Pointer| draft.value().pointer(place.as_str()).map(Kind::of);
        let written = |place: &Pointer| Place::Value(draft.trace().original(place));
        let first = places.first().and_then(kind);
        let (message, help, other) = match version {
            Version::V1_0 => (
                "in Overlay 1.0 a target is an object or a list",
                "select what it is in, or write `overlay: 1.1.0`",
                places
                    .iter()
                    .find(|place| kind(place) == Some(Kind::Primitive)),
            ),
            Version::V1_1 if matches!(self.change, Change::Remove) => return Ok(()),
            Version::V1_1 => (
                "what a target selects must be of one kind: objects, lists, or other values",
                "take an action for each kind",
                places.iter().find(|place| kind(place) != first),
            ),
        };
        match other {
            Some(other) => Err(Diagnostic::invalid(self.place(), message)
                .also(written(other), "this is selected")
                .help(help)),
            None => Ok(()),
        }
    }

    /// Puts a value to all that was selected.
    fn put(
        &self,
        draft: &mut Draft,
        places: &[Pointer],
        value: &Value,
        from: &Trace,
    ) -> Result<(), Diagnostic> {
        draft
            .admit(value, places)
            .map_err(|exceeded| exceeded.told(self.place()))?;
        for place in places {
            let merged = draft
                .spot(place)
                .map(|spot| merge::apply(spot, value, from));
            if let Some(Err(clash)) = merged {
                return Err(self.told(&clash, place, draft));
            }
        }
        Ok(())
    }

    fn told(&self, clash: &Clash, place: &Pointer, draft: &Draft) -> Diagnostic {
        let present = clash.within.rebased(&Pointer::root(), place);
        let present = present.unwrap_or_else(|| place.clone());
        let present = Place::Value(draft.trace().original(&present));
        let message = format!("{} can't be merged with {}", clash.is, clash.was);
        let diagnostic = match &self.change {
            Change::Copy(query) => Diagnostic::invalid(Place::Value(query.at.clone()), message)
                .also(
                    Place::Value(clash.new.clone()),
                    format!("this is {}", clash.is),
                ),
            _ => Diagnostic::invalid(Place::Value(clash.new.clone()), message)
                .label(format!("this is {}", clash.is)),
        };
        diagnostic
            .also(present, format!("this is {}", clash.was))
            .help("to replace it, remove it by an action before this one")
    }

    fn place(&self) -> Place {
        Place::Value(self.target.at.clone())
    }
}
