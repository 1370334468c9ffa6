//! Secrets: which properties of what an operation sends and receives are not to be shown.
//!
//! An error shows a part of the answer, and servers repeat in it what they refuse.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Format, Shape, Type, TypeDef};

/// The names of the properties, by the position of the operation; most operations have none.
pub(super) fn secrets(api: &Api) -> BTreeMap<usize, BTreeSet<String>> {
    if !api.types.iter().any(|def| names(def, api).next().is_some()) {
        return BTreeMap::new();
    }
    let operations = api.operations.iter().enumerate();
    let secrets = operations.map(|(index, operation)| {
        let types = api.reached_by(&[operation], &[]).into_iter();
        let names = types.flat_map(|id| names(&api[id], api));
        (index, names.map(ToOwned::to_owned).collect::<BTreeSet<_>>())
    });
    secrets.filter(|(_, names)| !names.is_empty()).collect()
}

fn names<'a>(def: &'a TypeDef, api: &'a Api) -> impl Iterator<Item = &'a str> {
    let fields = match &def.shape {
        Shape::Object(object) => object.fields.as_slice(),
        _ => &[],
    };
    let secret = fields.iter().filter(|field| is_secret(&field.ty, api));
    secret.map(|field| field.name.wire.as_str())
}

/// Whether the type is a secret, or a list of such.
fn is_secret(ty: &Type, api: &Api) -> bool {
    match ty {
        Type::Formatted(format) => *format == Format::Secret,
        Type::List(inner) | Type::Nullable(inner) => is_secret(inner, api),
        Type::Named(id) => match &api[*id].shape {
            Shape::Alias(aliased) => is_secret(aliased, api),
            _ => false,
        },
        _ => false,
    }
}
