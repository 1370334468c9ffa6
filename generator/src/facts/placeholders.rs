//! Placeholders: whether the document calls something by a name that clippy takes for one that was never thought about.

use crate::ir::{Api, Shape};

/// Clippy's list, by default.
const PLACEHOLDERS: [&str; 3] = ["foo", "baz", "quux"];

pub(super) fn has_placeholders(api: &Api) -> bool {
    let fields = api.types.iter().filter_map(|def| match &def.shape {
        Shape::Object(object) => Some(object.fields.iter().map(|field| &field.name)),
        _ => None,
    });
    let operations = api.operations.iter();
    let parameters = operations.flat_map(|it| it.parameters.iter().map(|it| &it.name));
    let mut names = fields.flatten().chain(parameters);
    names.any(|name| PLACEHOLDERS.contains(&name.rust.as_str()))
}
