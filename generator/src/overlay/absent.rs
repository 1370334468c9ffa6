//! Absences: queries that select nothing, each with how far it gets and what may have been meant.
//!
//! Overlay 1.1.0 lets such an action succeed. It is told nevertheless: a misspelt target would quietly change nothing.

use serde_json::Value;

use super::draft::Draft;
use super::query::Query;
use super::reading::Overlay;
use crate::diagnostic::{Diagnostic, Place};
use crate::nearest::nearest;
use crate::pointer::Pointer;

/// How many segments of a query are left off to see how far it gets.
const TRIED: usize = 16;

/// How far a query gets in a draft.
struct Reached<'q> {
    /// The beginning of the query that selects something.
    before: &'q str,
    /// The segment that selects nothing in it.
    segment: &'q str,
    places: Vec<Pointer>,
}

/// The warning about a query that selects nothing in the draft.
pub(super) fn diagnostic(query: &Query, draft: &mut Draft, overlay: &Overlay) -> Diagnostic {
    let place = Place::Value(query.at.clone());
    let diagnostic = Diagnostic::invalid(place, "this action changes nothing")
        .label("the document has nothing here");
    let diagnostic = match reached(query, draft) {
        Some(reached) => explained(diagnostic, &reached, draft),
        None => diagnostic,
    };
    match &overlay.extends {
        Some(extends) => diagnostic.note(format!("the overlay says that it is for `{extends}`")),
        None => diagnostic,
    }
}

fn reached<'q>(query: &'q Query, draft: &mut Draft) -> Option<Reached<'q>> {
    for segment in query.scan.segments.iter().rev().take(TRIED) {
        let before = query.text.get(..segment.start)?.trim_end();
        let beginning = Query::read(before, query.at.clone()).ok()?;
        let places = beginning.select(draft).ok()?;
        if !places.is_empty() {
            let segment = query.text.get(segment.clone())?;
            return Some(Reached {
                before,
                segment,
                places,
            });
        }
    }
    None
}

fn explained(diagnostic: Diagnostic, reached: &Reached<'_>, draft: &Draft) -> Diagnostic {
    let values = reached.places.iter();
    let values = values.filter_map(|place| draft.value().pointer(place.as_str()));
    let objects = values.filter_map(Value::as_object);
    let reference = objects.clone().find_map(|it| it.get("$ref")?.as_str());
    if let Some(reference) = reference {
        return match reference.starts_with('#') {
            true => diagnostic.help(format!(
                "no `$ref` is followed: aim at what `{reference}` leads to"
            )),
            false => diagnostic.note(format!(
                "an overlay changes the document and not its other files, as `{reference}` is"
            )),
        };
    }
    let name = name(reached.segment);
    let keys = objects.flat_map(|object| object.keys().map(String::as_str));
    if let Some(meant) = name.as_deref().and_then(|name| nearest(name, keys)) {
        return diagnostic.help(format!("did you mean `{meant}`?"));
    }
    let diagnostic = match &name {
        Some(name) => diagnostic.note(format!("`{}` has no `{name}`", reached.before)),
        None => diagnostic,
    };
    match reached.places.as_slice() {
        [place] if !place.is_root() => {
            let place = Place::Key(draft.trace().original(place));
            diagnostic.also(place, format!("this is `{}`", reached.before))
        }
        _ => diagnostic,
    }
}

/// The name that a segment selects, if it is no other kind of segment.
fn name(segment: &str) -> Option<String> {
    let segment = segment.trim();
    if let Some(quoted) = segment.strip_prefix('[') {
        let quoted = quoted.strip_suffix(']')?.trim();
        let mut quoted = quoted.chars();
        let open = quoted.next().filter(|it| matches!(it, '\'' | '"'))?;
        let name = quoted.as_str().strip_suffix(open)?;
        return (!name.contains(open)).then(|| name.to_owned());
    }
    let name = segment.trim_start_matches('.');
    (!name.starts_with(['*', '['])).then(|| name.to_owned())
}
