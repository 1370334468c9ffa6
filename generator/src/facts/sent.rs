//! Sent: which types requests carry, in bodies and parameters, and the answers to those that are received.

use std::collections::BTreeSet;

use crate::ir::{Api, Operation, Payload, Type, TypeId};

pub(super) fn sent(api: &Api) -> BTreeSet<TypeId> {
    let answers = api.hooks().flat_map(|hook| &hook.responses);
    let answers = answers.filter_map(|response| Payload::ty(&response.payload));
    api.reached(api.operations.iter().flat_map(carried).chain(answers))
}

fn carried(operation: &Operation) -> impl Iterator<Item = &Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let body = operation.body.iter().filter_map(|body| body.content.ty());
    parameters.chain(body)
}
