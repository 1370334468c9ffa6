//! Responses: the schema, the headers and the examples of each become what 3.0 has of them.
//!
//! One response comes in and goes out. From OpenAPI 2.0, "Response Object" and "Example Object".

use serde_json::{Map, Value, json};

use super::{Conversion, content};
use crate::pointer::Pointer;

impl Conversion<'_> {
    /// Makes a response, which stands at `at`, one of 3.0.
    pub(super) fn response(&mut self, response: &mut Value, at: &Pointer, produces: &[String]) {
        let Value::Object(map) = response else { return };
        if let Some(Value::Object(headers)) = map.get_mut("headers") {
            let at = at.child("headers");
            for (name, header) in headers {
                self.parameter(header, &at.child(name));
                if let Value::Object(header) = header {
                    header.shift_remove("style");
                }
            }
        }
        let examples = map.shift_remove("examples");
        let mut content = match map.shift_remove("schema") {
            Some(schema) => {
                let media_types = media_types(&schema, produces);
                let (content, place) = content::content(schema, &media_types, at);
                self.origins.moved(&at.child("schema"), &place);
                content
            }
            None => Map::new(),
        };
        if let Some(Value::Object(examples)) = examples {
            self.examples(examples, &mut content, at);
        }
        if !content.is_empty() {
            map.insert("content".to_owned(), content.into());
        }
    }

    /// Puts the examples with the media types that they are examples of.
    fn examples(
        &mut self,
        examples: Map<String, Value>,
        content: &mut Map<String, Value>,
        at: &Pointer,
    ) {
        for (media_type, example) in examples {
            if media_type.starts_with("x-") {
                continue;
            }
            let to = at.child("content").child(&media_type).child("example");
            let from = at.child("examples").child(&media_type);
            if let Some(Value::Object(media)) = content.get_mut(&media_type) {
                media.insert("example".to_owned(), example);
            } else if content.is_empty() {
                content.insert(media_type, json!({ "example": example }));
            } else {
                continue;
            }
            self.origins.moved(&from, &to);
        }
    }
}

/// A file is no JSON, whatever the document says that operations produce in general.
fn media_types(schema: &Value, produces: &[String]) -> Vec<String> {
    let is_file = schema
        .get("format")
        .is_some_and(|format| format == "binary");
    if !is_file {
        return produces.to_vec();
    }
    let raw = produces
        .iter()
        .filter(|media_type| !media_type.contains("json"));
    let raw: Vec<String> = raw.cloned().collect();
    if raw.is_empty() {
        vec!["application/octet-stream".to_owned()]
    } else {
        raw
    }
}
