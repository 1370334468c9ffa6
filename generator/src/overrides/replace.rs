//! Replacing: schemas of an API give way to types of the user's own, and take with them what they alone led to.

use std::collections::BTreeMap;

use super::unmatched::{is_of, unmatched_schemas};
use super::{Overrides, Target};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Part, Shape, Type, TypeId, TypePath};

impl Overrides {
    /// Gives `api` with the types of the user's own in place of schemas.
    ///
    /// # Errors
    /// When there are no such schemas: one diagnostic for each of them.
    pub fn apply(&self, api: Api) -> Result<Api, Diagnostics> {
        let unmatched = unmatched_schemas(self, &api);
        if !unmatched.is_empty() {
            return Err(unmatched);
        }
        let replaced = self.replaced(&api);
        if replaced.is_empty() {
            return Ok(api);
        }
        let ids = || (0..api.types.len()).map(TypeId);
        let targets: Vec<Type> = replaced.keys().copied().map(Type::Named).collect();
        let leaving = api.reached(&targets);
        let staying: Vec<Type> = ids()
            .filter(|id| !leaving.contains(id))
            .map(Type::Named)
            .collect();
        let whole = Part {
            operations: api.operations.iter().collect(),
            webhooks: api.webhooks.iter().collect(),
            types: ids().collect(),
            replaced,
        };
        let api = whole.of(&api);
        let operations: Vec<_> = api.operations.iter().collect();
        let webhooks: Vec<_> = api.webhooks.iter().collect();
        let mut types = api.reached(&staying);
        types.extend(api.reached_by(&operations, &webhooks));
        let part = Part {
            operations,
            webhooks,
            types,
            replaced: BTreeMap::new(),
        };
        Ok(part.of(&api))
    }

    fn replaced(&self, api: &Api) -> BTreeMap<TypeId, TypePath> {
        let types = api.types.iter().enumerate();
        // The answers and the headers of an operation have no schema of their own.
        let types =
            types.filter(|(_, def)| !matches!(def.shape, Shape::Answers(_) | Shape::Headers(_)));
        types
            .filter_map(|(index, def)| {
                let own = self.iter().find(|it| match &it.target {
                    Target::Schema(name) => is_of(def, name),
                    Target::Format(_) => false,
                })?;
                Some((TypeId(index), own.ty.clone()))
            })
            .collect()
    }
}
