//! Overlays: a vendor's document is mended without a copy of it.
//!
//! A document comes in as it was read, and overlays of the [OpenAPI Overlay Specification](https://spec.openapis.org/overlay/latest.html),
//! 1.0 or 1.1; the effective document goes out, with where everything in it was written. That is the document, or the
//! overlay that brought it, so that whoever finds fault with a value later can show the file to mend.
//!
//! An overlay changes the document itself and not the files that it refers to: no `$ref` is followed. What an overlay
//! brings stands in the document from then on, so its references lead from there. `extends` is not followed either,
//! since the user says what is laid over what; nothing is fetched.

mod absent;
mod action;
mod budget;
mod draft;
mod extent;
mod fields;
mod merge;
mod print;
mod query;
mod reading;
mod remove;
mod scan;
mod trace;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::source::Source;
use draft::Draft;
pub use print::print;
use reading::Overlay;
pub use trace::Trace;

/// After so many actions that can't be done the rest isn't tried.
const MAX_ERRORS: usize = 100;

/// Lays the overlays over `document`, one after the other. Gives the effective document and where everything in it was
/// written; none when one of the overlays is malformed, or asks for what can't be done. That is told in `found`, as an
/// error in the overlay; an action that selects nothing is a warning there.
pub fn apply(
    document: Value,
    overlays: &[Source],
    found: &mut Diagnostics,
) -> Option<(Value, Trace)> {
    let overlays: Vec<Option<Overlay>> = overlays
        .iter()
        .map(|source| Overlay::read(source, found))
        .collect();
    let overlays = overlays.into_iter().collect::<Option<Vec<_>>>()?;
    let mut draft = Draft::new(document);
    let mut errors = 0;
    for overlay in &overlays {
        for action in &overlay.actions {
            if let Err(refused) = action.perform(&mut draft, overlay, found) {
                found.push(refused.error());
                errors += 1;
            }
            if errors == MAX_ERRORS {
                return None;
            }
        }
    }
    (errors == 0).then(|| draft.finish())
}
