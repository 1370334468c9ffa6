//! One parameter of an operation: where it stands in a request, whether it must, and what its text may be.
//!
//! Bodies are not parameters here, not even the ones that 2.0 calls so.

use std::fmt;

use serde_json::Value;

use crate::document::{Document, is_true};

/// A part of a request that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// A part of the path that a template names.
    Path,
    /// A pair of the query string.
    Query,
    /// A header.
    Header,
    /// A pair of the `cookie` header.
    Cookie,
    /// The body.
    Body,
}

impl Location {
    /// The word that OpenAPI has for it in the `in` field of a parameter, and `body`.
    pub fn as_str(self) -> &'static str {
        match self {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
            Location::Body => "body",
        }
    }

    /// Whether this is a 2.0 parameter that describes the body or a field of it.
    pub(crate) fn is_v2_body(parameter: &Value) -> bool {
        matches!(
            parameter.get("in").and_then(Value::as_str),
            Some("body" | "formData")
        )
    }

    fn of(parameter: &Value) -> Option<Self> {
        match parameter.get("in")?.as_str()? {
            "path" => Some(Location::Path),
            "query" => Some(Location::Query),
            "header" => Some(Location::Header),
            "cookie" => Some(Location::Cookie),
            _ => None,
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A view of a Parameter Object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter<'d> {
    /// As the document spells it.
    pub(crate) name: &'d str,
    /// Where it stands.
    pub(crate) location: Location,
    /// Whether a request without it is wrong.
    pub(crate) required: bool,
    value: &'d Value,
}

impl<'d> Parameter<'d> {
    /// Reads a resolved Parameter Object; headers that OpenAPI says to ignore are not parameters (3.0.4, "Parameter Object", `in`).
    pub(crate) fn read(value: &'d Value) -> Option<Self> {
        let name = value.get("name")?.as_str()?;
        let location = Location::of(value)?;
        let ignored = ["accept", "content-type", "authorization"];
        if location == Location::Header && ignored.contains(&name.to_ascii_lowercase().as_str()) {
            return None;
        }
        Some(Parameter {
            name,
            location,
            required: is_true(value.get("required")),
            value,
        })
    }

    /// Whether both describe the same part of a request.
    pub(crate) fn is_same(&self, other: &Parameter<'_>) -> bool {
        self.location == other.location && self.name == other.name
    }

    /// The schema of its value: 2.0 writes the schema's keywords into the parameter. A parameter with `content` has none.
    pub(crate) fn schema(&self) -> Option<&'d Value> {
        self.value
            .get("schema")
            .or_else(|| self.value.get("type").map(|_| self.value))
    }

    /// The schema of its value also where that is written as the content of a media type.
    pub(crate) fn value_schema(&self) -> Option<&'d Value> {
        self.schema().or_else(|| {
            let content = self.value.get("content")?.as_object()?;
            content.values().next()?.get("schema")
        })
    }

    /// The value of the named example, where there is one of this name.
    pub(crate) fn example(&self, document: &'d Document, name: &str) -> Option<&'d Value> {
        let example = document.resolve(self.value.get("examples")?.get(name)?);
        example.get("value").or_else(|| example.get("dataValue"))
    }

    /// Whether the text in the request is the plain value, with nothing of a style around it.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(
            self.value.get("style").and_then(Value::as_str),
            None | Some("simple" | "form")
        )
    }

    /// Whether each element of an array is a pair of its own.
    pub(crate) fn repeats(&self) -> bool {
        let exploded = match self.value.get("collectionFormat").and_then(Value::as_str) {
            Some(format) => format == "multi",
            // In 2.0, which has no `schema` here, the default is `csv`.
            None => {
                self.value.get("schema").is_some()
                    && self.value.get("explode") != Some(&Value::Bool(false))
            }
        };
        self.location == Location::Query && self.is_plain() && exploded
    }

    /// Whether an empty text stands for no value.
    pub(crate) fn allows_empty(&self) -> bool {
        is_true(self.value.get("allowEmptyValue"))
    }
}
