//! Operations: each gets the body that its parameters describe, and the content that its media types tell.
//!
//! One path item comes in and goes out. References to body and form parameters are followed here, because what they
//! lead to depends on the operation. From OpenAPI 2.0, "Path Item Object" and "Operation Object".

use serde_json::{Map, Value, json};

use super::parameter::location;
use super::{Conversion, content};
use crate::diagnostic::{Diagnostic, Place};
use crate::normalize::references::local;
use crate::pointer::Pointer;

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// The parameters that make up a body.
#[derive(Clone, Default)]
struct InBody {
    body: Option<Found>,
    fields: Vec<Found>,
}

/// A parameter in the body, with the place where it was written.
#[derive(Clone)]
struct Found {
    parameter: Value,
    at: Pointer,
    /// Whether it is in this place only, and so moves into the body, as opposed to being used by several.
    is_own: bool,
}

impl Conversion<'_> {
    /// Makes a path item, which stands at `at`, one of 3.0.
    pub(super) fn path_item(&mut self, item: &mut Value, at: &Pointer) {
        let Value::Object(map) = item else { return };
        let mut shared = self.parameters(map, at);
        for found in shared.body.iter_mut().chain(&mut shared.fields) {
            found.is_own = false;
        }
        for method in METHODS {
            if let Some(Value::Object(operation)) = map.get_mut(method) {
                self.operation(operation, &at.child(method), &shared);
            }
        }
    }

    fn operation(&mut self, map: &mut Map<String, Value>, at: &Pointer, shared: &InBody) {
        map.shift_remove("schemes");
        let consumes = content::media_types(map.shift_remove("consumes"));
        let produces = content::media_types(map.shift_remove("produces"));
        let own = self.parameters(map, at);
        let has_none = own.body.is_none() && own.fields.is_empty();
        let in_body = if has_none { shared.clone() } else { own };
        if let Some(body) = self.request_body(in_body, &at.child("requestBody"), consumes) {
            map.insert("requestBody".to_owned(), body);
        }
        if let Some(Value::Object(responses)) = map.get_mut("responses") {
            let produces = produces.unwrap_or_else(|| self.produces.clone());
            let at = at.child("responses");
            for (status, response) in responses {
                self.response(response, &at.child(status), &produces);
            }
        }
    }

    fn request_body(
        &mut self,
        in_body: InBody,
        at: &Pointer,
        consumes: Option<Vec<String>>,
    ) -> Option<Value> {
        if let Some(Found {
            parameter,
            at: from,
            is_own,
        }) = in_body.body
        {
            if consumes.is_none() && parameter.get("$ref").is_some() {
                return Some(parameter);
            }
            let parameter = self.copied(parameter, &from)?;
            if is_own {
                self.origins.relocated(from, at);
            } else {
                self.origins.copied(from, at);
            }
            let consumes = consumes.unwrap_or_else(|| self.consumes.clone());
            return Some(self.body(parameter, at, &consumes));
        }
        let fields = in_body.fields.into_iter().filter_map(|found| {
            match self.copied(found.parameter, &found.at)? {
                Value::Object(field) => Some((field, found.at)),
                _ => None,
            }
        });
        let fields: Vec<_> = fields.collect();
        let consumes = consumes.unwrap_or_else(|| self.consumes.clone());
        (!fields.is_empty()).then(|| self.form(fields, at, &consumes))
    }

    /// Rewrites the `parameters` of what stands at `at`, and takes those in the body out of them.
    fn parameters(&mut self, map: &mut Map<String, Value>, at: &Pointer) -> InBody {
        let mut in_body = InBody::default();
        let Some(Value::Array(parameters)) = map.shift_remove("parameters") else {
            return in_body;
        };
        let at = at.child("parameters");
        let mut kept: Vec<Value> = Vec::new();
        for (index, mut parameter) in parameters.into_iter().enumerate() {
            let place = at.index(index);
            let location = self.resolved(&parameter).and_then(location);
            let target = match location {
                Some("body") => Some(&mut in_body.body),
                Some("formData") => None,
                _ => {
                    let to = at.index(kept.len());
                    if to != place {
                        self.origins.moved(&place, &to);
                    }
                    self.parameter(&mut parameter, &to);
                    kept.push(parameter);
                    continue;
                }
            };
            let original = self.origins.original(&place);
            let is_own = parameter.get("$ref").is_none();
            let found = Found {
                parameter,
                at: original,
                is_own,
            };
            match target {
                Some(body) => *body = Some(found),
                None => in_body.fields.push(found),
            }
        }
        if !kept.is_empty() {
            map.insert("parameters".to_owned(), json!(kept));
        }
        in_body
    }

    /// The parameter itself, or a copy of the shared one that it refers to.
    fn copied(&mut self, parameter: Value, at: &Pointer) -> Option<Value> {
        if parameter.get("$ref").is_none() {
            return Some(parameter);
        }
        let shared = self.resolved(&parameter)?;
        let size = size(shared);
        if size <= self.budget {
            let copy = shared.clone();
            self.budget -= size;
            return Some(copy);
        }
        let message = "shared parameters of bodies are used too often, and are too large for that";
        let place = Place::Value(at.clone());
        self.found
            .push(Diagnostic::unsupported(place, message).label("is left out"));
        None
    }

    /// What a parameter is, when it may be a reference to a shared one.
    fn resolved<'p>(&'p self, parameter: &'p Value) -> Option<&'p Value> {
        let Some(reference) = parameter.get("$ref").and_then(Value::as_str) else {
            return Some(parameter);
        };
        let pointer = local(reference)?;
        let section: Pointer = Pointer::root().child("parameters");
        let is_shared = pointer.parent().is_some_and(|parent| parent == section);
        is_shared
            .then(|| self.parameters.get(pointer.last()?.as_ref()))
            .flatten()
    }
}

/// How many values there are in `value`.
fn size(value: &Value) -> usize {
    let inner: usize = match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(map) => map.values().map(size).sum(),
        _ => 0,
    };
    inner + 1
}
