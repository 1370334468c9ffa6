//! Where a resource is: a path template and the values of a request go in, the path that it is remembered by comes out.

use std::collections::BTreeMap;

use crate::document::Document;

/// The path of a request, without a server's prefix, a query and a fragment. Values have no slashes in it.
pub(super) fn of(template: &str, values: &BTreeMap<String, String>) -> String {
    let mut path = bare(template).to_owned();
    for (name, value) in values {
        path = path.replace(&format!("{{{name}}}"), &segment(value));
    }
    path
}

/// A value as a segment.
pub(super) fn segment(value: &str) -> String {
    value.replace('%', "%25").replace('/', "%2F")
}

/// A path's parent, and the name of the parameter that its last segment is.
pub(super) fn parent(template: &str) -> Option<(&str, &str)> {
    let (parent, last) = bare(template).rsplit_once('/')?;
    let name = last.strip_prefix('{')?.strip_suffix('}')?;
    (!name.contains(['{', '}'])).then_some((parent, name))
}

/// The path of the document that can be asked for and is as this one, whatever its parameters are called.
pub(super) fn asked<'d>(document: &'d Document, template: &str) -> Option<&'d str> {
    let wanted = shape(bare(template));
    let mut paths = document.paths().map(|(path, _)| path);
    paths.find(|path| shape(bare(path)) == wanted && document.operation("get", path).is_some())
}

/// The path of the document that is this one with one parameter more, and that parameter's name.
pub(super) fn member<'d>(document: &'d Document, template: &str) -> Option<(&'d str, &'d str)> {
    let wanted = shape(bare(template));
    let mut paths = document.paths().map(|(path, _)| path);
    paths.find_map(|path| {
        let (parent, name) = parent(path)?;
        (shape(parent) == wanted).then_some((path, name))
    })
}

fn bare(template: &str) -> &str {
    template.split(['?', '#']).next().unwrap_or_default()
}

/// A template without the names of its parameters.
fn shape(template: &str) -> String {
    let pieces = template.split('{').enumerate();
    let pieces = pieces.map(|(index, piece)| match (index, piece.split_once('}')) {
        (1.., Some((_, rest))) => format!("{{}}{rest}"),
        _ => piece.to_owned(),
    });
    pieces.collect()
}
