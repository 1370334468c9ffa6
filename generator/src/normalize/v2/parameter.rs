//! Parameters outside of the body: what 2.0 says of their value beside their name becomes a schema.
//!
//! One parameter, header or form field comes in; it goes out with its value described as 3.0 has it, or that
//! description comes out alone. From OpenAPI 2.0, "Parameter Object", "Items Object" and "Header Object".

use serde_json::{Map, Value};

use super::Conversion;
use super::schema;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// The keywords of a parameter that describe its value.
const VALUE: [&str; 23] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "multipleOf",
    "x-nullable",
    "nullable",
    "title",
];

/// How the items of a list are written: `collectionFormat` against `style` and `explode`.
const FORMATS: [(&str, Option<&str>, bool); 4] = [
    ("csv", None, false),
    ("multi", None, true),
    ("ssv", Some("spaceDelimited"), false),
    ("pipes", Some("pipeDelimited"), false),
];

/// `in`.
pub(super) fn location(parameter: &Value) -> Option<&str> {
    parameter.get("in")?.as_str()
}

impl Conversion<'_> {
    /// Makes a parameter or a header, which stands at `at`, one of 3.0.
    pub(super) fn parameter(&mut self, parameter: &mut Value, at: &Pointer) {
        let Value::Object(map) = parameter else {
            return;
        };
        if map.contains_key("$ref") {
            return;
        }
        let (style, explode) = self.style(map, at);
        let schema = value(map);
        if !map.contains_key("schema") {
            map.insert("schema".to_owned(), schema.into());
            self.origins.wrapped(at, &at.child("schema"));
        }
        if let Some(example) = map.shift_remove("x-example") {
            map.entry("example").or_insert(example);
        }
        if let Some(style) = style {
            map.insert("style".to_owned(), style.into());
        }
        if let Some(explode) = explode {
            map.insert("explode".to_owned(), explode.into());
        }
    }

    /// The `style` and `explode` of a parameter that is a list; they say how it is written.
    pub(super) fn style(
        &mut self,
        map: &mut Map<String, Value>,
        at: &Pointer,
    ) -> (Option<&'static str>, Option<bool>) {
        let format = map.shift_remove("collectionFormat");
        if map.get("type").is_none_or(|name| name != "array") {
            return (None, None);
        }
        let name = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
        if let Some((_, style, explode)) = FORMATS.into_iter().find(|(format, ..)| *format == name)
        {
            return (style, Some(explode));
        }
        let place = Place::Value(self.origins.original(&at.child("collectionFormat")));
        let message = format!("the collection format `{name}` is not supported");
        let diagnostic = Diagnostic::unsupported(place, message)
            .label("is sent as `csv`")
            .help("`csv`, `ssv`, `pipes` and `multi` are");
        self.found.push(diagnostic);
        (None, Some(false))
    }
}

/// Takes the schema of a parameter's value out of the parameter.
pub(super) fn value(map: &mut Map<String, Value>) -> Map<String, Value> {
    let mut schema = Map::new();
    for keyword in VALUE {
        if let Some(value) = map.shift_remove(keyword) {
            schema.insert(keyword.to_owned(), value);
        }
    }
    items(&mut schema);
    schema
}

/// Items are described like parameters, as deep as they go.
fn items(map: &mut Map<String, Value>) {
    map.shift_remove("collectionFormat");
    schema::rewrite(map);
    if let Some(Value::Object(inner)) = map.get_mut("items") {
        items(inner);
    }
}
