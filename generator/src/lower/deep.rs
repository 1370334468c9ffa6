//! `deepObject`, which OpenAPI defines for objects of plain values only (OpenAPI 3.0.4, "Style Values"): the first
//! parameter that is more is told, and how all of them are sent.

use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Api, Parameter, Shape, Style, Type};

/// What there is to say about the parameters in `deepObject`; one word for all, since documents that nest do so everywhere.
pub(super) fn undefined(api: &Api) -> Option<Diagnostic> {
    let parameters = api
        .operations
        .iter()
        .flat_map(|operation| &operation.parameters);
    let is_more = |parameter: &&Parameter| {
        parameter.style == Some(Style::DeepObject) && !is_flat(&parameter.ty, api)
    };
    let mut more = parameters.filter(is_more);
    let first = more.next()?;
    let message = "`deepObject` is not defined for arrays, nor for what is nested";
    let diagnostic = Diagnostic::unsupported(Place::Value(first.at.child("style")), message);
    let diagnostic = diagnostic.label("is sent as `a[b][c]=1`, arrays as `a[]=1`");
    Some(match more.count() {
        0 => diagnostic,
        others => diagnostic.note(format!("the same is true of {others} more")),
    })
}

/// Whether a value is plain, or an object of plain values.
fn is_flat(ty: &Type, api: &Api) -> bool {
    match ty {
        Type::Named(id) => match &api[*id].shape {
            Shape::Object(object) => object.fields.iter().all(|field| is_plain(&field.ty, api)),
            Shape::Alias(ty) => is_flat(ty, api),
            _ => true,
        },
        Type::Map(value) => is_plain(value, api),
        Type::Nullable(inner) => is_flat(inner, api),
        _ => is_plain(ty, api),
    }
}

/// Whether a value is known to have no parts. Which branch of a union is sent isn't known here.
fn is_plain(ty: &Type, api: &Api) -> bool {
    match ty {
        Type::Named(id) => match &api[*id].shape {
            Shape::Object(_) => false,
            Shape::Alias(ty) => is_plain(ty, api),
            _ => true,
        },
        Type::Nullable(inner) => is_plain(inner, api),
        Type::List(_) | Type::Map(_) => false,
        _ => true,
    }
}
