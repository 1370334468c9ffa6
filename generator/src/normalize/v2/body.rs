//! Request bodies: the one parameter in the body, or all those in a form.
//!
//! Parameters and media types come in, request bodies go out. From OpenAPI 2.0, "Parameter Object" and "MIME Types",
//! and OpenAPI 3.0.3, "Request Body Object" and "Encoding Object".

use serde_json::{Map, Value, json};

use super::parameter::value;
use super::{Conversion, content};
use crate::pointer::Pointer;

/// The media types that a form can be sent as.
const FORMS: [&str; 2] = ["application/x-www-form-urlencoded", "multipart/form-data"];

impl Conversion<'_> {
    /// The request body, which is to stand at `at`, that a parameter in the body becomes.
    pub(super) fn body(&mut self, parameter: Value, at: &Pointer, consumes: &[String]) -> Value {
        let Value::Object(mut map) = parameter else {
            return parameter;
        };
        map.shift_remove("in");
        if let Some(name) = map.shift_remove("name") {
            map.insert("x-bindery-name".to_owned(), name);
        }
        let schema = map.shift_remove("schema").unwrap_or_else(|| json!({}));
        let example = map.shift_remove("x-example");
        let examples = map.shift_remove("x-examples");
        let (mut content, place) = content::content(schema, consumes, at);
        self.origins.moved(&at.child("schema"), &place);
        for (media_type, media) in content.iter_mut() {
            let named = examples
                .as_ref()
                .and_then(|examples| examples.get(media_type));
            if let (Value::Object(media), Some(example)) = (media, named.or(example.as_ref())) {
                media.insert("example".to_owned(), example.clone());
            }
        }
        map.retain(|key, _| {
            key.starts_with("x-") || ["description", "required"].contains(&key.as_str())
        });
        map.insert("content".to_owned(), content.into());
        map.into()
    }

    /// The request body, which is to stand at `at`, of the form that has these fields.
    pub(super) fn form(
        &mut self,
        fields: Vec<(Map<String, Value>, Pointer)>,
        at: &Pointer,
        consumes: &[String],
    ) -> Value {
        let media_types = media_types(&fields, consumes);
        let mut form = Form::default();
        let mut places = Vec::new();
        for (mut field, place) in fields {
            let Some(Value::String(name)) = field.shift_remove("name") else {
                continue;
            };
            let (style, explode) = self.style(&mut field, &place);
            form.add(&name, field, style, explode);
            places.push((name, place));
        }
        let is_required = !form.required.is_empty();
        let encoding = form.encoding;
        let mut schema = Map::new();
        schema.insert("type".to_owned(), "object".into());
        if is_required {
            schema.insert("required".to_owned(), form.required.into());
        }
        schema.insert("properties".to_owned(), form.properties.into());
        let (mut content, schema_at) = content::content(schema.into(), &media_types, at);
        for (name, place) in places {
            self.origins
                .copied(place, &schema_at.child("properties").child(&name));
        }
        if !encoding.is_empty() {
            for media in content.values_mut().filter_map(Value::as_object_mut) {
                media.insert("encoding".to_owned(), encoding.clone().into());
            }
        }
        json!({ "required": is_required, "content": content })
    }
}

/// What the fields of a form add up to.
#[derive(Default)]
struct Form {
    properties: Map<String, Value>,
    required: Vec<Value>,
    encoding: Map<String, Value>,
}

impl Form {
    fn add(
        &mut self,
        name: &str,
        mut field: Map<String, Value>,
        style: Option<&str>,
        explode: Option<bool>,
    ) {
        if field.get("required") == Some(&Value::Bool(true)) {
            self.required.push(name.into());
        }
        if let Some(explode) = explode {
            let style = style.unwrap_or("form");
            let encoding = json!({ "style": style, "explode": explode });
            self.encoding.insert(name.to_owned(), encoding);
        }
        let mut schema = value(&mut field);
        for keyword in ["description", "x-example"] {
            if let Some(value) = field.shift_remove(keyword) {
                schema.insert(keyword.trim_start_matches("x-").to_owned(), value);
            }
        }
        self.properties.insert(name.to_owned(), schema.into());
    }
}

/// Those of `consumes` that a form can be sent as; a file needs the one that has parts.
fn media_types(fields: &[(Map<String, Value>, Pointer)], consumes: &[String]) -> Vec<String> {
    let [urlencoded, multipart] = FORMS;
    let has_file = fields
        .iter()
        .any(|(field, _)| field.get("type").is_some_and(|name| name == "file"));
    if has_file {
        return vec![multipart.to_owned()];
    }
    let forms = consumes
        .iter()
        .filter(|media_type| FORMS.iter().any(|form| media_type.starts_with(form)));
    let forms: Vec<String> = forms.cloned().collect();
    if forms.is_empty() {
        vec![urlencoded.to_owned()]
    } else {
        forms
    }
}
