//! Sent: which types requests carry, in bodies and parameters.

use std::collections::BTreeSet;

use crate::ir::{Api, Operation, Type, TypeId};

pub(super) fn sent(api: &Api) -> BTreeSet<TypeId> {
    api.reached(api.operations.iter().flat_map(carried))
}

fn carried(operation: &Operation) -> impl Iterator<Item = &Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let body = operation.body.iter().filter_map(|body| body.content.ty());
    parameters.chain(body)
}
