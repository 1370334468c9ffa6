//! Samples: an operation comes in, what a request of it can be made of comes out.
//!
//! Values are made as those of answers are, with what only requests have and without what only answers have. Nothing is
//! written here: how a value stands in a request is for whoever sends it to know, and for the checks to judge.

use serde_json::{Map, Value};

use crate::document::Document;
use crate::instance::{self, Purpose};
use crate::media::{self, MediaType};
use crate::operation::Operation;
use crate::parameter::{Location, Parameter};

/// How much of a request is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What is required: parameters, and properties of bodies.
    Least,
    /// Everything that can be sent.
    Whole,
}

/// Values that a request of an operation can be made of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sample {
    parameters: Vec<(Location, String, Value)>,
    bodies: Vec<(String, Value)>,
}

impl Sample {
    pub(crate) fn of(operation: &Operation<'_>, extent: Extent) -> Self {
        let document = operation.document();
        let parameters = operation.parameters().into_iter();
        let parameters = parameters.filter(|it| it.required || extent == Extent::Whole);
        // A parameter that is sent is sent whole: an object without properties would leave nothing of it.
        let parameters = parameters.filter_map(|it| {
            let value = of_parameter(document, &it)?;
            Some((it.location, it.name.to_owned(), value))
        });
        let body = operation.request_body().into_iter();
        let bodies = body.flat_map(|body| body.content).filter_map(|media| {
            let value = of_body(operation, &media, extent)?;
            Some((media.name.to_owned(), value))
        });
        Sample {
            parameters: parameters.collect(),
            bodies: bodies.collect(),
        }
    }

    /// The value for a parameter, unless it is left out or there is none.
    pub fn parameter(&self, location: Location, name: &str) -> Option<&Value> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(place, known, _)| *place == location && known == name);
        found.map(|(_, _, value)| value)
    }

    /// The value for a body of a media type. That of binary content is text.
    pub fn body(&self, media_type: &str) -> Option<&Value> {
        let given = media::essence(media_type);
        let mut bodies = self.bodies.iter();
        let found = bodies.find(|(name, _)| MediaType::of_schema(name, None).accepts(&given));
        found.map(|(_, value)| value)
    }
}

fn of_parameter(document: &Document, parameter: &Parameter<'_>) -> Option<Value> {
    let schema = parameter.value_schema()?;
    let value = instance::build(document, schema, Purpose::WholeRequest);
    (!value.is_null()).then_some(value)
}

fn of_body(operation: &Operation<'_>, media: &MediaType<'_>, extent: Extent) -> Option<Value> {
    let purpose = match extent {
        Extent::Least => Purpose::LeastRequest,
        Extent::Whole => Purpose::WholeRequest,
    };
    let document = operation.document();
    if let Some(schema) = media.schema {
        return Some(instance::build(document, schema, purpose));
    }
    let fields = operation.form_fields().into_iter();
    let fields = fields.filter(|(_, field)| {
        extent == Extent::Whole || field.get("required") == Some(&Value::Bool(true))
    });
    let fields: Map<_, _> = fields
        .map(|(name, field)| (name.to_owned(), instance::build(document, field, purpose)))
        .collect();
    (!fields.is_empty()).then_some(Value::Object(fields))
}
