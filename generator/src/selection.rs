//! Selection: which operations and webhooks bindings are made of.
//!
//! An API comes in, a new one goes out, with the chosen operations and the types that they reach; the API that came in
//! stays as it is. All names were given before, by the whole document, so choosing renames nothing.

mod concern;
mod selector;
mod unmatched;

pub use selector::{MalformedSelector, Selector};

use std::collections::BTreeMap;

use concern::Concerns;

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Part};

/// What to make bindings of: all operations, unless something is said here.
///
/// ```
/// use bindery::Selection;
///
/// let selection = Selection {
///     include: vec!["tag:pets".parse()?],
///     exclude: vec!["DELETE /pets/{id}".parse()?, "listPets".parse()?],
/// };
/// # Ok::<(), bindery::MalformedSelector>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only the operations and webhooks that one of these matches; all of them when there is none.
    pub include: Vec<Selector>,
    /// The operations and webhooks that aren't wanted, also where `include` matches them.
    pub exclude: Vec<Selector>,
}

impl Selection {
    /// Gives the part of `api` that is chosen: the operations with their callbacks, the webhooks, the types that these
    /// reach by parameters, bodies and responses, and the examples of these types. Nothing is pruned when nothing was
    /// said.
    ///
    /// # Errors
    /// When selectors match no operation: one diagnostic for each of them.
    pub fn apply(&self, api: &Api) -> Result<Api, Diagnostics> {
        let unmatched = self.unmatched(api);
        if !unmatched.is_empty() {
            return Err(unmatched);
        }
        if self.is_all() {
            return Ok(api.clone());
        }
        let operations = api.operations.iter();
        let operations = operations.filter(|it| self.keeps(|selector| selector.matches(it)));
        let operations: Vec<_> = operations.collect();
        let webhooks = api.webhooks.iter();
        let webhooks = webhooks.filter(|it| self.keeps(|selector| selector.matches_webhook(it)));
        let webhooks: Vec<_> = webhooks.collect();
        let part = Part {
            types: api.reached_by(&operations, &webhooks),
            operations,
            webhooks,
            replaced: BTreeMap::new(),
        };
        Ok(part.of(api))
    }

    /// Whether nothing was said.
    pub(crate) fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// One diagnostic for each selector that matches nothing.
    pub(crate) fn unmatched(&self, api: &Api) -> Diagnostics {
        unmatched::unmatched(self, api)
    }

    /// Leaves the diagnostics that are about what `chosen`, which was chosen from `whole`, has of it.
    pub fn concerning(&self, diagnostics: Diagnostics, whole: &Api, chosen: &Api) -> Diagnostics {
        let concerns = Concerns::of(self, whole, chosen);
        let diagnostics = diagnostics.into_iter();
        diagnostics
            .filter(|it| it.is_error() || concerns.include(it))
            .collect()
    }

    fn keeps(&self, matches: impl Fn(&Selector) -> bool) -> bool {
        let is_included = self.include.is_empty() || self.include.iter().any(&matches);
        is_included && !self.exclude.iter().any(&matches)
    }
}
