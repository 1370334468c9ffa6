//! Sent: which types requests carry, in bodies and parameters.

use std::collections::BTreeSet;

use crate::ir::{Additional, Api, Form, Operation, Payload, Shape, Type, TypeId};

pub(super) fn sent(api: &Api) -> BTreeSet<TypeId> {
    let mut sent = BTreeSet::new();
    let mut pending: Vec<&Type> = api.operations.iter().flat_map(carried).collect();
    while let Some(ty) = pending.pop() {
        match ty {
            Type::Named(id) if sent.insert(*id) => pending.extend(parts(&api[*id].shape)),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => pending.push(inner),
            _ => {}
        }
    }
    sent
}

fn carried(operation: &Operation) -> Vec<&Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let body = operation
        .body
        .as_ref()
        .and_then(|body| match &body.payload {
            Payload::Json(ty) | Payload::Form(Form { ty, .. }) => Some(ty),
            Payload::Empty | Payload::Text | Payload::Bytes => None,
        });
    parameters.chain(body).collect()
}

pub(super) fn parts(shape: &Shape) -> Vec<&Type> {
    match shape {
        Shape::Enum(_) => Vec::new(),
        Shape::Alias(ty) => vec![ty],
        Shape::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        Shape::Object(object) => {
            let additional = match &object.additional {
                Additional::Kept { ty, .. } => Some(ty),
                Additional::Closed => None,
            };
            object
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(additional)
                .collect()
        }
    }
}
