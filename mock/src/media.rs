//! Media types of a body: names, schemas and examples come out of a `content` map.
//!
//! Parameters of a media type (`; charset=utf-8`) play no part in choosing one.

use serde_json::Value;

use crate::document::{Document, is_true};

/// What an operation says about the body of its requests.
#[derive(Debug)]
pub(crate) struct RequestBody<'d> {
    /// Whether a request without a body is wrong.
    pub(crate) required: bool,
    /// The types it may have; when there are none, any.
    pub(crate) content: Vec<MediaType<'d>>,
}

/// A view of a Media Type Object and of its key.
#[derive(Debug, Clone)]
pub(crate) struct MediaType<'d> {
    /// As the document spells it; may be a range such as `text/*`.
    pub(crate) name: &'d str,
    /// What a body must be like.
    pub(crate) schema: Option<&'d Value>,
    /// How the properties of a form are written, by their names.
    pub(crate) encoding: Option<&'d Value>,
    /// The one unnamed example.
    pub(crate) example: Option<&'d Value>,
    /// The named examples that hold a value, in document order.
    pub(crate) examples: Vec<Example<'d>>,
}

/// A named example.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Example<'d> {
    /// Its key.
    pub(crate) name: &'d str,
    /// Whether `x-microcks-default: true` stands in it.
    pub(crate) is_default: bool,
    /// The body.
    pub(crate) value: &'d Value,
}

impl<'d> MediaType<'d> {
    /// Reads a `content` map.
    pub(crate) fn read_all(document: &'d Document, content: Option<&'d Value>) -> Vec<Self> {
        let content = content.and_then(Value::as_object);
        content
            .into_iter()
            .flatten()
            .map(|(name, value)| Self::read(document, name, document.resolve(value)))
            .collect()
    }

    /// A media type without examples.
    pub(crate) fn of_schema(name: &'d str, schema: Option<&'d Value>) -> Self {
        MediaType {
            name,
            schema,
            encoding: None,
            example: None,
            examples: Vec::new(),
        }
    }

    fn read(document: &'d Document, name: &'d str, value: &'d Value) -> Self {
        let examples = value.get("examples").and_then(Value::as_object);
        MediaType {
            encoding: value.get("encoding"),
            example: value.get("example"),
            examples: examples
                .into_iter()
                .flatten()
                .filter_map(|(name, value)| Example::read(name, document.resolve(value)))
                .collect(),
            ..Self::of_schema(name, value.get("schema"))
        }
    }

    /// Whether a body of the given type, without parameters and in lower case, is of this type or in this range.
    pub(crate) fn accepts(&self, given: &str) -> bool {
        let name = essence(self.name);
        match name.strip_suffix('*') {
            Some("*/") => true,
            Some(range) => given.starts_with(range),
            None => name == given,
        }
    }
}

impl<'d> Example<'d> {
    fn read(name: &'d str, value: &'d Value) -> Option<Self> {
        Some(Example {
            name,
            is_default: is_true(value.get("x-microcks-default")),
            // 3.2 has `dataValue` for what `value` meant.
            value: value.get("value").or_else(|| value.get("dataValue"))?,
        })
    }
}

/// The type without parameters and in lower case (RFC 9110, section 8.3.1).
pub(crate) fn essence(media_type: &str) -> String {
    let name = media_type.split(';').next().unwrap_or_default();
    name.trim().to_ascii_lowercase()
}

/// Whether bodies of the type, given without parameters, are JSON (RFC 6839, section 3.1).
pub(crate) fn is_json(essence: &str) -> bool {
    essence.ends_with("/json") || essence.ends_with("+json")
}
