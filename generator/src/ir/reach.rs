//! Reach: which named types other types lead to.
//!
//! Types come in, the ids of all that they are made of go out, at any depth. Where the types are used is not asked.

use std::collections::BTreeSet;

use super::{Additional, Api, Content, Form, Payload, Shape, Type, TypeId};

impl Api {
    /// The named types that `types` consist of, and all that those consist of.
    #[must_use]
    pub fn reached<'a>(&'a self, types: impl IntoIterator<Item = &'a Type>) -> BTreeSet<TypeId> {
        let mut pending: Vec<&Type> = types.into_iter().collect();
        let mut reached = BTreeSet::new();
        while let Some(ty) = pending.pop() {
            match ty {
                Type::Named(id) if reached.insert(*id) => pending.extend(self[*id].shape.parts()),
                Type::Tuple(items) => pending.extend(items),
                Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => pending.push(inner),
                _ => {}
            }
        }
        reached
    }
}

impl Shape {
    /// The types that stand in the definition itself.
    #[must_use]
    pub fn parts(&self) -> Vec<&Type> {
        match self {
            Self::Enum(_) => Vec::new(),
            Self::Alias(ty) => vec![ty],
            Self::Answers(answers) => answers.iter().filter_map(|it| it.payload.ty()).collect(),
            Self::Headers(headers) => headers.iter().map(|header| &header.ty).collect(),
            Self::Bodies(choices) => choices
                .iter()
                .filter_map(|it| it.writing.content.ty())
                .collect(),
            Self::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
            Self::Object(object) => {
                let additional = match &object.additional {
                    Additional::Kept { ty, .. } => Some(ty),
                    Additional::Closed => None,
                };
                let fields = object.fields.iter().map(|field| &field.ty);
                fields.chain(additional).collect()
            }
        }
    }
}

impl Content {
    /// The type that it is written of, if it is JSON or a form.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Form(Form { ty, .. }) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }
}

impl Payload {
    /// The type that it carries, if it is JSON of any form.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Events(ty) | Self::Lines(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes | Self::Stream => None,
        }
    }
}
