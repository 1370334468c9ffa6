//! Copying: what has no section among the components is copied to where it is referred to.
//!
//! Copies may hold references that are copied for in turn, so there is an end to how often, how deep and how much.

use serde_json::Value;

use super::Bundler;
use super::reference::{Followed, MAX_HOPS, Refused, TOO_FAR, Target};
use crate::normalize::grammar::Object;
use crate::normalize::references::local;
use crate::pointer::Pointer;
use crate::read;

/// How many references a copy may be made for. Copies of copies are as many as the product of both.
const MAX_COPIES: usize = 20_000;

impl Bundler<'_> {
    /// Puts what `value` refers to in its place. What stands beside the reference goes along with it, and before it
    /// where both have the same key. `passed` is what stood in this place so far.
    pub(super) fn copy(
        &mut self,
        value: &mut Value,
        reference: &str,
        referable: Option<&'static Object>,
        at: &Pointer,
        passed: &mut Vec<Pointer>,
    ) -> Result<Followed, Refused> {
        let original = match self.target(reference, at)? {
            Target::Here(reference) if referable.is_some() => {
                if let Value::Object(map) = value {
                    map.insert("$ref".to_owned(), reference.into());
                }
                return Ok(Followed::Stays);
            }
            Target::Here(reference) => local(&reference)
                .filter(|pointer| self.library.main().pointer(pointer.as_str()).is_some())
                .ok_or_else(|| Some(self.refusal(&reference, at, "leads nowhere")))?,
            Target::There(original) => original,
        };
        if passed.contains(&original) || self.copies.repeats(&original, at) > 0 {
            return Err(Some(self.refusal(reference, at, "leads back to itself")));
        }
        if passed.len() >= MAX_HOPS {
            return Err(Some(self.refusal(reference, at, TOO_FAR)));
        }
        if self.copied >= MAX_COPIES {
            let message = format!("is one of more than {MAX_COPIES} that have to be copied");
            return Err(Some(self.refusal(reference, at, &message)));
        }
        self.copied += 1;
        let mut copy = self.value(&original, reference, at)?;
        if at.segments().count() + depth(&copy) > read::MAX_DEPTH {
            let message = format!(
                "makes the document nest deeper than {} levels",
                read::MAX_DEPTH
            );
            return Err(Some(self.refusal(reference, at, &message)));
        }
        let around = self.copies.original(at);
        self.copies.copied(original.clone(), at);
        if let (Value::Object(siblings), Value::Object(copy)) = (&mut *value, &mut copy) {
            siblings.shift_remove("$ref");
            for (key, sibling) in std::mem::take(siblings) {
                self.copies.copied(around.child(&key), &at.child(&key));
                copy.insert(key, sibling);
            }
        }
        passed.push(original);
        *value = copy;
        Ok(Followed::Replaced)
    }
}

fn depth(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
