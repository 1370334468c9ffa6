//! Types: that `type` is one that there is (OpenAPI 3.0.3, "Data Types").

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::nearest::nearest;
use crate::normalize::version::Version;
use crate::pointer::Pointer;

/// What a type is called elsewhere, and here.
const ELSEWHERE: [(&str, &str); 14] = [
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("long", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "number"),
    ("bool", "boolean"),
    ("str", "string"),
    ("text", "string"),
    ("list", "array"),
    ("map", "object"),
    ("dict", "object"),
    ("hash", "object"),
];

/// The types; null is one as of 3.1, and in 2.0 a file is another.
const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// Takes out a `type` that there isn't, so that what stands beside it is read without it. A file is binary text, as in
/// the version that the word comes from.
pub(super) fn check(
    map: &mut Map<String, Value>,
    version: Version,
    at: &Pointer,
    found: &mut Diagnostics,
) {
    let Some(Value::String(name)) = map.get("type") else {
        return;
    };
    let own = match version {
        Version::V2 => "file",
        Version::V3_0 => "",
        Version::V3_1 | Version::V3_2 => "null",
    };
    if TYPES.contains(&name.as_str()) || name == own {
        return;
    }
    // A null may stand in a union of 3.0, where people mean what 3.1 says.
    if name == "null" {
        return;
    }
    let message = format!("`{name}` is not a type");
    let diagnostic = Diagnostic::invalid(Place::Value(at.child("type")), message);
    if name == "file" {
        let diagnostic = diagnostic.label("is read as a binary string");
        found.push(diagnostic.help("as of OpenAPI 3.0, write `type: string` and `format: binary`"));
        map.insert("type".to_owned(), "string".into());
        map.insert("format".to_owned(), "binary".into());
        return;
    }
    let elsewhere = ELSEWHERE
        .iter()
        .find(|(other, _)| other.eq_ignore_ascii_case(name));
    let near = elsewhere
        .map(|(_, own)| *own)
        .or_else(|| nearest(name, TYPES.into_iter()));
    let diagnostic = diagnostic.label("is left out");
    found.push(match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("the types are array, boolean, integer, number, object and string"),
    });
    map.shift_remove("type");
}
