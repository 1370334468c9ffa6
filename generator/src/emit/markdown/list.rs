//! Lists before they are printed.
//!
//! In: the events from the start of a list on. Out: whether its items can stand without empty lines
//! between them. Not done: the author's own choice where the items hold more than text and plain
//! lists; empty lines keep such blocks apart.

use super::spelling::is_block;
use pulldown_cmark::{Event, Tag};

/// Whether the list whose start comes right before `events` is printed tight.
pub(super) fn is_tight(events: &[Event<'_>]) -> bool {
    let mut depth = 0_usize;
    let mut after_list = false;
    for event in events {
        match event {
            Event::End(_) if depth == 0 => return true,
            Event::End(_) => depth -= 1,
            Event::Start(tag) => {
                after_list = match tag {
                    _ if depth == 0 => false,
                    _ if depth > 1 => after_list,
                    // A list that starts at another number cannot follow text directly.
                    Tag::List(None | Some(1)) => true,
                    tag if after_list || is_block(tag.to_end()) => return false,
                    _ => false,
                };
                depth += 1;
            }
            Event::Rule => return false,
            _ if depth == 1 && after_list => return false,
            _ => {}
        }
    }
    true
}
