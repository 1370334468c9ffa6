//! One operation of the document, read on demand: where 2.0 and 3.x put things differently, it shows here only.
//!
//! Nothing is checked for validity: a field of the wrong kind is treated as absent.

use std::time::Duration;

use serde_json::Value;

use crate::document::{Document, is_true};
use crate::media::{MediaType, RequestBody};
use crate::parameter::{Location, Parameter};
use crate::response::Response;

/// A view of an Operation Object and of the Path Item around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation<'d> {
    document: &'d Document,
    method: &'d str,
    path: &'d str,
    item: &'d Value,
    value: &'d Value,
}

impl<'d> Operation<'d> {
    /// `method` is in lower case, `item` the Path Item with its `$ref` resolved, `value` the Operation Object.
    pub(crate) fn new(
        document: &'d Document,
        method: &'d str,
        path: &'d str,
        item: &'d Value,
        value: &'d Value,
    ) -> Self {
        Operation {
            document,
            method,
            path,
            item,
            value,
        }
    }

    /// The document it stands in.
    pub(crate) fn document(&self) -> &'d Document {
        self.document
    }

    /// The method, in lower case.
    pub(crate) fn method(&self) -> &'d str {
        self.method
    }

    /// The path template, as the document spells it.
    pub(crate) fn path(&self) -> &'d str {
        self.path
    }

    /// Method and path template, such as `GET /pets/{id}`: what is unique about an operation in every document.
    pub(crate) fn key(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }

    /// The `operationId`, which is optional.
    pub(crate) fn id(&self) -> Option<&'d str> {
        self.value.get("operationId").and_then(Value::as_str)
    }

    /// What `x-microcks-operation` says of it.
    pub(crate) fn microcks(&self) -> Option<&'d Value> {
        self.value.get("x-microcks-operation")
    }

    /// The `delay` of `x-microcks-operation`, in milliseconds there.
    pub(crate) fn delay(&self) -> Duration {
        let delay = self.microcks().and_then(|extension| extension.get("delay"));
        let milliseconds = match delay {
            Some(Value::String(text)) => text.parse().ok(),
            Some(number) => number.as_u64(),
            None => None,
        };
        Duration::from_millis(milliseconds.unwrap_or_default())
    }

    /// The security requirements that hold here: the operation's own, else the document's.
    pub(crate) fn security(&self) -> &'d [Value] {
        let own = self.value.get("security");
        let requirements = own.or_else(|| self.document.root().get("security"));
        items(requirements)
    }

    /// The parameters outside the body; the operation's own replace the Path Item's of the same name and place.
    pub(crate) fn parameters(&self) -> Vec<Parameter<'d>> {
        let mut parameters: Vec<Parameter<'d>> = Vec::new();
        for value in self.parameter_objects() {
            let Some(parameter) = Parameter::read(value) else {
                continue;
            };
            parameters.retain(|known| !known.is_same(&parameter));
            parameters.push(parameter);
        }
        parameters
    }

    /// What the operation says about the request's body; `None` where it takes none.
    pub(crate) fn request_body(&self) -> Option<RequestBody<'d>> {
        if !self.document.is_v2() {
            let body = self.document.resolve(self.value.get("requestBody")?);
            return Some(RequestBody {
                required: is_true(body.get("required")),
                content: MediaType::read_all(self.document, body.get("content")),
            });
        }
        let described: Vec<&'d Value> = self
            .parameter_objects()
            .filter(|value| Location::is_v2_body(value))
            .collect();
        let schema = described.iter().find_map(|value| value.get("schema"));
        (!described.is_empty()).then(|| RequestBody {
            required: described.iter().any(|value| is_true(value.get("required"))),
            content: self
                .v2_media_types("consumes")
                .map(|name| MediaType::of_schema(name, schema))
                .collect(),
        })
    }

    /// The fields of a form of 2.0, by their names.
    pub(crate) fn form_fields(&self) -> Vec<(&'d str, &'d Value)> {
        let fields = self.parameter_objects();
        let fields = fields.filter(|it| it.get("in").is_some_and(|place| place == "formData"));
        let named = fields.filter_map(|field| Some((field.get("name")?.as_str()?, field)));
        named.collect()
    }

    /// The responses in document order, without the ones of extensions (`x-..`).
    pub(crate) fn responses(&self) -> Vec<Response<'d>> {
        let responses = self.value.get("responses").and_then(Value::as_object);
        responses
            .into_iter()
            .flatten()
            .filter(|(status, _)| !status.starts_with("x-"))
            .map(|(status, value)| self.response(status, self.document.resolve(value)))
            .collect()
    }

    fn response(&self, status: &'d str, value: &'d Value) -> Response<'d> {
        let content = if self.document.is_v2() {
            self.v2_content(value)
        } else {
            MediaType::read_all(self.document, value.get("content"))
        };
        Response {
            status,
            content,
            headers: value.get("headers"),
            refs: items(value.get("x-microcks-refs"))
                .iter()
                .filter_map(Value::as_str)
                .collect(),
        }
    }

    fn v2_content(&self, response: &'d Value) -> Vec<MediaType<'d>> {
        let schema = response.get("schema");
        let examples = response.get("examples").and_then(Value::as_object);
        if schema.is_none() && examples.is_none() {
            return Vec::new();
        }
        self.v2_media_types("produces")
            .map(|name| MediaType {
                example: examples.and_then(|examples| examples.get(name)),
                ..MediaType::of_schema(name, schema)
            })
            .collect()
    }

    /// `consumes` or `produces`, the operation's own or else the document's; without either, any type will do.
    fn v2_media_types(&self, field: &str) -> impl Iterator<Item = &'d str> {
        let own = items(self.value.get(field));
        let inherited = items(self.document.root().get(field));
        let declared = if own.is_empty() { inherited } else { own };
        let fallback = declared.is_empty().then_some("*/*");
        declared.iter().filter_map(Value::as_str).chain(fallback)
    }

    fn parameter_objects(&self) -> impl Iterator<Item = &'d Value> {
        let document = self.document;
        items(self.item.get("parameters"))
            .iter()
            .chain(items(self.value.get("parameters")))
            .map(move |value| document.resolve(value))
    }
}

fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
