//! Removing: places are taken out of a document.
//!
//! All places that an action selects come in at once, because the indexes of a list are those from before. What is below
//! another one of them goes with it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::budget::Exceeded;
use super::draft::{Draft, Spot};
use crate::pointer::Pointer;

/// Takes out what stands at these places, none of which is the root, as is asked for at `asked`.
pub(super) fn apply(
    draft: &mut Draft,
    places: &[Pointer],
    asked: &Pointer,
) -> Result<(), Exceeded> {
    let mut holders: BTreeMap<(usize, Pointer), BTreeSet<String>> = BTreeMap::new();
    for place in places {
        if let (Some(holder), Some(last)) = (place.parent(), place.last()) {
            let depth = holder.segments().count();
            let lost = holders.entry((depth, holder)).or_default();
            lost.insert(last.into_owned());
        }
    }
    // What is deepest goes first, as long as the pointers to it are right.
    for ((_, holder), lost) in holders.iter().rev() {
        let original = draft.trace().original(holder);
        let length = match draft.value().pointer(holder.as_str()) {
            Some(Value::Array(items)) => items.len(),
            Some(Value::Object(map)) => map.len(),
            _ => 0,
        };
        draft.visit(length)?;
        if let Some(spot) = draft.spot(holder) {
            take_out(spot, lost, &original, asked);
        }
    }
    Ok(())
}

fn take_out(spot: Spot<'_>, lost: &BTreeSet<String>, original: &Pointer, asked: &Pointer) {
    match spot.value {
        Value::Object(map) => {
            map.retain(|key, _| !lost.contains(key));
            lost.iter().for_each(|key| spot.trace.forget(key, asked));
        }
        Value::Array(items) => {
            let lost: BTreeSet<usize> = lost.iter().filter_map(|it| it.parse().ok()).collect();
            let left: Vec<usize> = (0..items.len()).filter(|it| !lost.contains(it)).collect();
            let mut index = 0..;
            items.retain(|_| index.next().is_some_and(|it| !lost.contains(&it)));
            spot.trace.keep(original, &left);
        }
        _ => {}
    }
}
