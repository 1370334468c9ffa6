//! Parts: an API of some of its operations and some of its types, perhaps with types of the user's own for others.
//!
//! Types are numbered anew, in the order that they had. Nothing is named: each type keeps the name and the module that
//! it has in the whole, even where the type around it is gone.

use std::collections::{BTreeMap, BTreeSet};

use super::substitutes::Substitutes;
use super::{Answer, Api, Example, Hook, Operation, Payload, Sent, Type, TypeId, TypePath};

/// What of an API is kept.
pub(crate) struct Part<'a> {
    /// The operations, with their callbacks.
    pub(crate) operations: Vec<&'a Operation>,
    /// The webhooks.
    pub(crate) webhooks: Vec<&'a Hook>,
    /// The types, and all that they, the operations and the webhooks lead to.
    pub(crate) types: BTreeSet<TypeId>,
    /// What stands in for types; these need not be kept.
    pub(crate) replaced: BTreeMap<TypeId, TypePath>,
}

impl Part<'_> {
    /// The part of `api` that is kept.
    pub(crate) fn of(&self, api: &Api) -> Api {
        let kept = self.types.iter().copied().zip((0..).map(TypeId));
        let kept = kept.map(|(id, number)| (id, Type::Named(number)));
        let foreign = self.replaced.iter();
        let foreign = foreign.map(|(id, path)| (*id, Type::Foreign(path.clone())));
        let substitutes: Substitutes = kept.chain(foreign).collect();
        let is_kept = |example: &&Example| {
            let reached = api.reached([&example.ty]);
            reached.iter().all(|id| substitutes.has(*id))
        };
        let examples = api.examples.iter().filter(is_kept);
        let types = self.types.iter().map(|id| substitutes.def(&api[*id]));
        let operations = self.operations.iter();
        Api {
            title: api.title.clone(),
            version: api.version.clone(),
            description: api.description.clone(),
            servers: api.servers.clone(),
            security_schemes: api.security_schemes.clone(),
            types: types.collect(),
            operations: operations.map(|it| substitutes.operation(it)).collect(),
            webhooks: self
                .webhooks
                .iter()
                .map(|it| substitutes.hook(it))
                .collect(),
            rules: api.rules.clone(),
            examples: examples.map(|it| substitutes.example(it)).collect(),
            skipped: api.skipped.clone(),
        }
    }
}

impl Api {
    /// The named types that operations, their callbacks and webhooks lead to.
    pub(crate) fn reached_by(
        &self,
        operations: &[&Operation],
        webhooks: &[&Hook],
    ) -> BTreeSet<TypeId> {
        let told_apart: Vec<TypeId> = operations.iter().flat_map(|it| told_apart(it)).collect();
        let carried = operations.iter().flat_map(|operation| carried(operation));
        let parts = told_apart.iter().flat_map(|id| self[*id].shape.parts());
        let callbacks = operations.iter().flat_map(|operation| &operation.callbacks);
        let hooks = webhooks.iter().copied().chain(callbacks);
        let mut reached = self.reached(carried.chain(parts).chain(hooks.flat_map(Hook::types)));
        reached.extend(&told_apart);
        reached
    }
}

/// All types that an operation sends or receives.
fn carried(operation: &Operation) -> impl Iterator<Item = &Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let body = operation.body.iter().filter_map(|body| match &body.sent {
        Sent::Always(writing) => writing.content.ty(),
        Sent::OneOf(_) => None,
    });
    let responses = operation.responses.iter().map(|it| &it.payload);
    let outcome = operation.outcome().filter_map(|answer| match answer {
        Answer::Always(payload) => Some(payload),
        Answer::ByStatus(_) => None,
    });
    let answers = responses.chain(outcome).filter_map(Payload::ty);
    parameters.chain(body).chain(answers)
}

/// The types that tell an operation's answers, and what it can be sent, apart, and the type of its headers.
fn told_apart(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let by_status = operation.outcome().filter_map(|answer| match answer {
        Answer::Always(_) => None,
        Answer::ByStatus(id) => Some(*id),
    });
    let bodies = operation.body.iter().filter_map(|body| match &body.sent {
        Sent::Always(_) => None,
        Sent::OneOf(id) => Some(*id),
    });
    by_status.chain(operation.headers).chain(bodies)
}
