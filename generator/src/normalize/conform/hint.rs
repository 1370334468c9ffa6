//! Hints: what to do about the mistakes that people make.
//!
//! What doesn't conform comes in, the help for its author goes out, where one fits. The rows are mistakes of real
//! documents: most take one version of OpenAPI, or JSON Schema, for another.

use serde_json::Value;

use crate::normalize::grammar::{Object, Shape};
use crate::normalize::version::Version;

/// The help for a `keyword` that holds `value` in place of `shape`.
pub(super) fn of_misfit(
    keyword: &str,
    shape: &Shape,
    value: &Value,
    version: Version,
) -> Option<&'static str> {
    let is_3_0 = version < Version::V3_1;
    match (keyword, shape, value) {
        ("required", Shape::List(_), Value::String(said)) if said != "true" && said != "false" => {
            Some("write it as a list: `required: [name]`")
        }
        ("required", Shape::List(_), Value::Bool(_) | Value::String(_)) => Some(
            "name the property in the `required` of the schema that has it: `required: [name]`",
        ),
        ("discriminator", Shape::Discriminator, Value::String(_)) => Some(
            "this is Swagger 2.0; as of OpenAPI 3.0, write `discriminator: {propertyName: ..}`",
        ),
        ("type", Shape::Text, Value::Array(_)) if is_3_0 => Some(
            "in OpenAPI 3.0 a schema has one type; `nullable: true` allows null, and `oneOf` several types",
        ),
        ("exclusiveMinimum" | "exclusiveMaximum", Shape::Flag, Value::Number(_)) => Some(
            "in OpenAPI 3.0 the limit stands in `minimum` or `maximum`, and this is `true` beside it",
        ),
        ("exclusiveMinimum" | "exclusiveMaximum", Shape::Number, Value::Bool(_)) => {
            Some("as of OpenAPI 3.1 this is the limit itself, in place of `minimum` or `maximum`")
        }
        ("examples", Shape::List(_), Value::Object(_)) => {
            Some("the examples of a schema are a list; elsewhere they have names")
        }
        ("items", Shape::Schema | Shape::Is(_), Value::Array(_)) if is_3_0 => {
            Some("in OpenAPI 3.0 all items have one schema; `oneOf` in it allows several")
        }
        ("parameters", Shape::List(_), Value::Object(_)) => {
            Some("parameters are a list: begin each with `- name: ..`")
        }
        (_, Shape::Schema, Value::String(name)) if TYPES.contains(&name.as_str()) => {
            Some("write the type as a keyword: `{type: ..}`")
        }
        (_, _, Value::Null) => Some("leave it out where there is nothing to say"),
        _ => None,
    }
}

const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// The help for a keyword that must be there.
pub(super) fn of_missing(keyword: &str) -> &'static str {
    match keyword {
        "info" => "say what the document describes: `info: {title: .., version: ..}`",
        "paths" => "declare the operations under `paths`; without any, write `paths: {}`",
        "title" => "give the API a name: `title: ..`",
        "version" => "say which version of the API this is: `version: 1.0.0`",
        "url" => "say where it is: `url: https://..`",
        "default" => "say what is used when nothing else is told",
        "propertyName" => "name the property that tells the schemas apart",
        "name" => "give it the name by which others mention it",
        _ => "add it",
    }
}

/// The keywords of 3.1's schemas that those of 3.0 don't have.
const SINCE_3_1: [&str; 12] = [
    "const",
    "examples",
    "prefixItems",
    "patternProperties",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
    "contentEncoding",
    "contentMediaType",
    "$defs",
];

/// The help for a key that isn't a keyword of `object`, and one of something else.
pub(super) fn of_unknown(key: &str, object: &Object, version: Version) -> Option<String> {
    let is_before = |limit: Version| version < limit;
    if object.is_schema() && SINCE_3_1.contains(&key) {
        return Some(format!(
            "`{key}` is a keyword as of OpenAPI 3.1; for that, write `openapi: 3.1.0`"
        ));
    }
    match (object.name, key) {
        ("a parameter" | "a header", "collectionFormat") => {
            Some("this is Swagger 2.0; as of OpenAPI 3.0, write `style` and `explode`".to_owned())
        }
        ("a parameter" | "a header", key) if !is_before(Version::V3_0) && is_of_values(key) => {
            Some(format!("put it into the `schema`: `schema: {{{key}: ..}}`"))
        }
        ("an operation", "consumes" | "produces") => Some(
            "this is Swagger 2.0; as of OpenAPI 3.0, media types are the keys of `content`"
                .to_owned(),
        ),
        ("an OpenAPI document", "host" | "basePath" | "schemes") => {
            Some("this is Swagger 2.0; as of OpenAPI 3.0, write `servers`".to_owned())
        }
        ("an OpenAPI document", "definitions" | "securityDefinitions") => {
            Some("this is Swagger 2.0; as of OpenAPI 3.0, it belongs under `components`".to_owned())
        }
        _ => None,
    }
}

/// Whether a keyword says what a value is, and so belongs into a schema.
fn is_of_values(key: &str) -> bool {
    [
        "type",
        "format",
        "enum",
        "default",
        "items",
        "minimum",
        "maximum",
        "pattern",
        "minLength",
        "maxLength",
    ]
    .contains(&key)
}

/// Whether a key is a keyword of some version of JSON Schema that the grammar doesn't list, because no type follows from
/// it, and so is no slip.
pub(super) fn is_of_json_schema(key: &str) -> bool {
    [
        "$schema",
        "$vocabulary",
        "$comment",
        "$recursiveRef",
        "$recursiveAnchor",
        "id",
        "additionalItems",
        "dependencies",
        "dependentRequired",
        "minContains",
        "maxContains",
    ]
    .contains(&key)
}
