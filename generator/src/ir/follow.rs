//! Following: from a type along the names of properties to what they lead to.
//!
//! A type and a path come in; the fields that the path leads through go out, or where it breaks off. Aliases are seen
//! through; nothing is found inside of lists, maps and unions.

use super::{Api, Field, Object, Shape, Type, TypeId};
use crate::pointer::Pointer;

/// A path that leads nowhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Astray<'a> {
    /// The name that isn't there.
    pub name: String,
    /// The object that lacks it; none where there is something else than an object.
    pub object: Option<&'a Object>,
}

impl Api {
    /// What a type is behind its aliases.
    #[must_use]
    pub fn plain<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut plain = ty;
        // An alias of itself was broken up before; the bound is for whoever makes an API by hand.
        for _ in 0..self.types.len() {
            match plain {
                Type::Named(id) => match &self[*id].shape {
                    Shape::Alias(aliased) => plain = aliased,
                    _ => break,
                },
                _ => break,
            }
        }
        plain
    }

    /// How a named type is defined, behind aliases; an alias only where it stands for something that has no name.
    #[must_use]
    pub fn definition(&self, id: TypeId) -> &Shape {
        match self.plain(&Type::Named(id)) {
            Type::Named(plain) => &self[*plain].shape,
            _ => &self[id].shape,
        }
    }

    /// The struct that a type is, behind aliases and null.
    #[must_use]
    pub fn object<'a>(&'a self, ty: &'a Type) -> Option<&'a Object> {
        match self.plain(ty) {
            Type::Nullable(inner) => self.object(inner),
            Type::Named(id) => match &self[*id].shape {
                Shape::Object(object) => Some(object),
                _ => None,
            },
            _ => None,
        }
    }

    /// The fields that `path` leads through, from a value of type `ty` on.
    ///
    /// # Errors
    /// When a property isn't declared.
    pub fn follow<'a>(
        &'a self,
        ty: &'a Type,
        path: &Pointer,
    ) -> Result<Vec<&'a Field>, Astray<'a>> {
        let mut fields: Vec<&Field> = Vec::new();
        for name in path.segments() {
            let here = fields.last().map_or(ty, |field| &field.ty);
            let object = self.object(here);
            let declared = object.and_then(|object| {
                let mut fields = object.fields.iter();
                fields.find(|field| field.name.wire == name)
            });
            match declared {
                Some(field) => fields.push(field),
                None => {
                    let name = name.into_owned();
                    return Err(Astray { name, object });
                }
            }
        }
        Ok(fields)
    }
}
