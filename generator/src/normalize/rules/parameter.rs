//! Parameters and headers: that one says what its value is, and is written in a style of its place (OpenAPI 3.0.3,
//! "Parameter Object").

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::normalize::grammar::Object;
use crate::pointer::Pointer;

/// The styles by place; the first one is the default (OpenAPI 3.0.3, "Style Values").
const STYLES: [(&str, &[&str]); 4] = [
    ("path", &["simple", "label", "matrix"]),
    (
        "query",
        &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ),
    ("header", &["simple"]),
    ("cookie", &["form"]),
];

/// Completes a parameter or a header so that it can be read.
pub(super) fn check(
    map: &mut Map<String, Value>,
    object: &Object,
    at: &Pointer,
    found: &mut Diagnostics,
) {
    found.extend(value(map, object, at));
    found.extend(style(map, at));
}

/// Reads what says nothing of its value as text, which all of them are on the wire.
fn value(map: &mut Map<String, Value>, object: &Object, at: &Pointer) -> Option<Diagnostic> {
    if map.is_empty() || map.contains_key("schema") || map.contains_key("content") {
        return None;
    }
    map.insert("schema".to_owned(), json!({ "type": "string" }));
    let message = format!("{} must have `schema` or `content`", object.name);
    let diagnostic = Diagnostic::invalid(Place::Value(at.clone()), message)
        .label("has neither")
        .help("say what its value is: `schema: {type: string}`");
    Some(diagnostic.note("it is read as a string"))
}

/// Takes out a style of another place, so that the default is used.
fn style(map: &mut Map<String, Value>, at: &Pointer) -> Option<Diagnostic> {
    let location = map.get("in")?.as_str()?;
    let (location, styles) = STYLES.iter().find(|(place, _)| *place == location)?;
    let style = map
        .get("style")?
        .as_str()
        .filter(|style| !styles.contains(style))?;
    let message = format!("a parameter in `{location}` can't have the style `{style}`");
    let diagnostic = Diagnostic::invalid(Place::Value(at.child("style")), message)
        .label("is left out")
        .help(match styles {
            [only] => format!("the style there is `{only}`"),
            _ => format!("the styles there are {}", styles.join(", ")),
        });
    map.shift_remove("style");
    Some(diagnostic)
}
