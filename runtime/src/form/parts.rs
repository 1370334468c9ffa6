//! Parts: what a multipart form consists of, one for each file, scalar, object or item of an array.

use std::fmt::{self, Debug, Formatter};

use bytes::Bytes;
use http::HeaderValue;
use serde::Serialize;
use serde_json::Value;

use super::properties::properties;
use super::{Encoding, File, Files};

/// The parts of a multipart form, in the order in which they are sent.
#[derive(Debug)]
pub struct Parts<'e> {
    encodings: &'e [Encoding],
    pub(super) parts: Vec<Part>,
    pub(super) mistake: Option<String>,
    /// What is sent, as JSON, if somebody asks.
    #[cfg(feature = "validation")]
    pub(super) values: Option<serde_json::Map<String, Value>>,
}

/// One part.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) content: Bytes,
}

impl<'e> Parts<'e> {
    pub(super) fn new(encodings: &'e [Encoding]) -> Self {
        Self {
            encodings,
            parts: Vec::new(),
            mistake: None,
            #[cfg(feature = "validation")]
            values: None,
        }
    }

    /// Parts that keep their values, too.
    #[cfg(feature = "validation")]
    pub(super) fn recording() -> Self {
        Self {
            values: Some(serde_json::Map::new()),
            ..Self::new(&[])
        }
    }

    /// Keeps a value that is sent, if somebody asks.
    #[cfg(feature = "validation")]
    fn record(&mut self, property: &str, value: impl FnOnce() -> Value) {
        let Some(values) = &mut self.values else {
            return;
        };
        let value = value();
        if !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty()) {
            values.insert(property.to_owned(), value);
        }
    }

    /// Adds a property of files: a part for each of them.
    pub fn file(&mut self, property: &str, files: &impl Files) {
        #[cfg(feature = "validation")]
        self.record(property, || files.files().map(|_| Value::Null).collect());
        for file in files.files() {
            self.one_file(property, file);
        }
    }

    fn one_file(&mut self, property: &str, file: &File) {
        let declared = self.declared(property);
        let content_type = file.content_type().or(declared);
        self.push(Part {
            name: property.to_owned(),
            file_name: Some(file.name().unwrap_or(property).to_owned()),
            content_type: Some(
                content_type
                    .unwrap_or("application/octet-stream")
                    .to_owned(),
            ),
            content: file.bytes().clone(),
        });
    }

    /// Adds any other property: a part for each item of an array, none for a null.
    pub fn value<T: Serialize + ?Sized>(&mut self, property: &str, value: &T) {
        match serde_json::to_value(value) {
            Ok(value) => self.json(property, &value),
            Err(error) => self.mistaken(format!("`{property}` can't be written: {error}")),
        }
    }

    /// Adds all properties of an object.
    pub fn object<T: Serialize + ?Sized>(&mut self, object: &T) {
        match properties(object) {
            Ok(properties) => {
                for (name, value) in &properties {
                    self.json(name, value);
                }
            }
            Err(reason) => self.mistaken(reason),
        }
    }

    fn json(&mut self, property: &str, value: &Value) {
        #[cfg(feature = "validation")]
        self.record(property, || value.clone());
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.item(property, item)),
            value => self.item(property, value),
        }
    }

    /// A scalar as text, whose media type goes without saying (RFC 7578, section 4.4); anything else as JSON.
    fn item(&mut self, property: &str, value: &Value) {
        let declared = self.declared(property);
        let (content_type, text) = match value {
            Value::Null => return,
            Value::String(text) if !declared.is_some_and(is_json) => (declared, text.clone()),
            Value::Array(_) | Value::Object(_) => {
                (declared.or(Some("application/json")), value.to_string())
            }
            scalar => (declared, scalar.to_string()),
        };
        self.push(Part {
            name: property.to_owned(),
            file_name: None,
            content_type: content_type.map(ToOwned::to_owned),
            content: text.into(),
        });
    }

    fn push(&mut self, part: Part) {
        let content_type = part.content_type.as_deref().unwrap_or_default();
        if HeaderValue::try_from(content_type).is_err() {
            let name = &part.name;
            self.mistaken(format!("the content type of `{name}` can't be a header"));
        }
        self.parts.push(part);
    }

    fn declared(&self, property: &str) -> Option<&'e str> {
        let mut encodings = self.encodings.iter();
        encodings
            .find(|encoding| encoding.property == property)
            .map(|encoding| encoding.content_type)
    }

    fn mistaken(&mut self, reason: String) {
        self.mistake.get_or_insert(reason);
    }
}

/// Shows how long the content is: any of it may be a secret.
impl Debug for Part {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Part")
            .field("name", &self.name)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("length", &self.content.len())
            .finish()
    }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}
