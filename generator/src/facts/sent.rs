//! Sent: which types requests carry, in bodies and parameters, and the answers to those that are received.

use std::collections::BTreeSet;

use crate::ir::{Api, Operation, Payload, Type, TypeId};

pub(super) fn sent(api: &Api) -> BTreeSet<TypeId> {
    let answers = api.hooks().flat_map(|hook| &hook.responses);
    let answers = answers.filter_map(|response| Payload::ty(&response.payload));
    api.reached(
        api.operations
            .iter()
            .flat_map(|it| carried(it, api))
            .chain(answers),
    )
}

/// The types that an operation sends.
pub(super) fn carried<'a>(
    operation: &'a Operation,
    api: &'a Api,
) -> impl Iterator<Item = &'a Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let bodies = operation
        .body
        .iter()
        .flat_map(|body| body.alternatives(api));
    parameters.chain(bodies.filter_map(|it| it.content.ty()))
}
