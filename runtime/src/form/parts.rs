//! Parts: what a multipart form consists of, one for each file, scalar, object or item of an array.

use http::HeaderMap;
use serde::Serialize;
use serde_json::Value;

use super::part::Part;
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
        if self.values.is_some() {
            // A stream that comes once is left to the form that is sent.
            return self.record(property, || files.files().map(|_| Value::Null).collect());
        }
        for file in files.files() {
            self.one_file(property, file);
        }
    }

    fn one_file(&mut self, property: &str, file: &File) {
        let declared = self.declared(property);
        let content_type = file.content_type().or(declared);
        let Some(content) = file.content().body() else {
            self.mistaken(format!(
                "the stream of the file `{property}` was sent already"
            ));
            return;
        };
        self.push(Part {
            name: property.to_owned(),
            file_name: Some(file.name().unwrap_or(property).to_owned()),
            content_type: Some(
                content_type
                    .unwrap_or("application/octet-stream")
                    .to_owned(),
            ),
            headers: file.headers().clone(),
            content,
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
            headers: HeaderMap::new(),
            content: text.into(),
        });
    }

    fn push(&mut self, part: Part) {
        if let Err(reason) = part.check() {
            self.mistaken(reason);
        }
        self.parts.push(part);
    }

    /// The media type that the document gives the parts of a property.
    fn declared(&self, property: &str) -> Option<&'e str> {
        let mut encodings = self.encodings.iter();
        let encoding = encodings.find(|encoding| encoding.property == property);
        encoding.map(|encoding| encoding.content_type)
    }

    fn mistaken(&mut self, reason: String) {
        self.mistake.get_or_insert(reason);
    }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}
