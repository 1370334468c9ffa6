//! Paging as the user tells it: where the document's shape doesn't say how an operation pages, or says it wrong.
//!
//! Texts such as `listPets=cursor:param=after,next=paging.after` come in. They are checked against the API, because a
//! slip of the pen would quietly leave an operation without pages, or with wrong ones.

mod apply;
mod spec;

use std::fmt;
use std::str::FromStr;

use crate::selection::Selector;

pub use spec::Spec;

/// What the user says of paging; of several that concern an operation, the last one counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pagings(Vec<PagingOf>);

/// How the operations of a selector page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagingOf {
    /// The operation; of a tag, those operations that have what is told of.
    pub selector: Selector,
    /// How they page.
    pub spec: Spec,
}

impl Pagings {
    /// Adds one.
    pub fn add(&mut self, added: PagingOf) {
        self.0.push(added);
    }
}

impl PagingOf {
    /// How the operations of this selector page, both as text.
    ///
    /// # Errors
    /// When one of them isn't understood, or the selector is a webhook's.
    pub fn new(selector: &str, spec: &str) -> Result<Self, MalformedPaging> {
        let of = |reason: String| MalformedPaging(format!("the paging of `{selector}`: {reason}"));
        let selected = selector.parse().map_err(|error| of(format!("{error}")))?;
        match selected {
            Selector::Webhook(_) => Err(of("webhooks don't page".to_owned())),
            selected => Ok(Self {
                selector: selected,
                spec: spec.parse().map_err(of)?,
            }),
        }
    }
}

impl FromStr for PagingOf {
    type Err = MalformedPaging;

    /// Reads `SELECTOR=PAGING`. A path may have a `=` of its own, so the first one counts behind which there is a paging.
    fn from_str(text: &str) -> Result<Self, MalformedPaging> {
        let mut splits = text.match_indices('=');
        let split = splits.find_map(|(at, _)| {
            let (selector, rest) = (text.get(..at)?, text.get(at + 1..)?);
            Spec::is_begun(rest).then_some((selector, rest))
        });
        let (selector, spec) = split.ok_or_else(|| {
            MalformedPaging(format!(
                "`{text}` isn't `SELECTOR=PAGING`, with a paging such as `off` or `cursor:param=after,next=next_cursor`"
            ))
        })?;
        Self::new(selector, spec)
    }
}

/// A paging that isn't understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedPaging(String);

impl fmt::Display for MalformedPaging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for MalformedPaging {}
