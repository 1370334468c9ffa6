//! Types that have parts, which is where styles of parameters and forms differ: a type comes in, a yes or no goes out.

use bindery::ir::{Api, Shape, Type};

/// Whether values of a type are objects.
pub(super) fn is_object(ty: &Type, api: &Api) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::Nullable(inner) => is_object(inner, api),
        Type::Named(id) => match &api[*id].shape {
            Shape::Alias(inner) => is_object(inner, api),
            shape => matches!(shape, Shape::Object(_)),
        },
        _ => false,
    }
}

/// Whether values of a type are lists or objects, or can be.
pub(super) fn has_parts(ty: &Type, api: &Api) -> bool {
    match ty {
        Type::List(_) | Type::Tuple(_) | Type::Map(_) | Type::Untyped => true,
        Type::Nullable(inner) => has_parts(inner, api),
        Type::Named(id) => match &api[*id].shape {
            Shape::Alias(inner) => has_parts(inner, api),
            shape => !matches!(shape, Shape::Enum(_)),
        },
        _ => false,
    }
}

/// Whether values of a property can be lists or objects.
pub(super) fn property_has_parts(ty: &Type, name: &str, api: &Api) -> bool {
    match ty {
        Type::Nullable(inner) | Type::Map(inner) => property_has_parts(inner, name, api),
        Type::Named(id) => match &api[*id].shape {
            Shape::Alias(inner) => property_has_parts(inner, name, api),
            Shape::Object(object) => {
                let mut fields = object.fields.iter();
                fields.any(|field| field.name.wire == name && has_parts(&field.ty, api))
            }
            _ => false,
        },
        _ => false,
    }
}
