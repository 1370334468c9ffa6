//! The types that calls take: an API comes in, the path of each goes out.

use std::collections::BTreeMap;
use std::error::Error;

use bindery::emit::Package;
use bindery::ir::{Api, Operation, Sent, Shape, Type};

use crate::type_paths;

/// The paths of the types of parameters, bodies and what forms are made of.
pub(super) struct Types(BTreeMap<Type, String>);

impl Types {
    pub(super) fn of(api: &Api, package: &Package) -> Result<Self, Box<dyn Error>> {
        let mut types: Vec<Type> = api.operations.iter().flat_map(taken).collect();
        let bodies = api.operations.iter().filter_map(|it| it.body.as_ref());
        let contents = bodies.flat_map(|body| body.alternatives(api));
        types.extend(contents.filter_map(|it| it.content.ty()).cloned());
        let mut next = 0;
        // What stands behind an alias and in a form may have to be made as well.
        while let Some(ty) = types.get(next).cloned() {
            next += 1;
            if let Type::Named(id) = ty {
                let inner: Vec<Type> = match &api[id].shape {
                    Shape::Alias(inner) => vec![inner.clone()],
                    Shape::Object(object) if object.holds_files() => {
                        object.fields.iter().map(|field| field.ty.clone()).collect()
                    }
                    _ => Vec::new(),
                };
                let new: Vec<Type> = inner.into_iter().filter(|ty| !types.contains(ty)).collect();
                types.extend(new);
            }
        }
        types.sort();
        types.dedup();
        let paths = type_paths::of(&types, api, package)?;
        Ok(Self(types.into_iter().zip(paths).collect()))
    }

    pub(super) fn path(&self, ty: &Type) -> Result<&str, String> {
        let path = self.0.get(ty).map(String::as_str);
        path.ok_or_else(|| format!("{ty:?} has no path"))
    }
}

fn taken(operation: &Operation) -> impl Iterator<Item = Type> {
    let parameters = operation.parameters.iter().map(|it| it.ty.clone());
    let body = operation.body.iter().filter_map(|body| match &body.sent {
        Sent::OneOf(id) => Some(Type::Named(*id)),
        Sent::Always(_) => None,
    });
    parameters.chain(body)
}
