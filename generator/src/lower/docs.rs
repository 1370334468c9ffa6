//! Docs: what the document says of a thing, gathered word for word; it is made safe when it is printed.

use openapiv3::{Operation, ParameterData, Schema, SchemaData};
use serde_json::Value;

use super::kind::{self, Kind};
use crate::ir::Docs;

pub(super) fn schema(schema: &Schema) -> Docs {
    let data = &schema.schema_data;
    let kind = kind::kind(schema);
    let format = match &kind {
        Kind::String(Some(format)) if !["date-time", "date"].contains(format) => {
            Some((*format).to_owned())
        }
        _ => None,
    };
    let values = if matches!(kind, Kind::Enum(_)) {
        Vec::new()
    } else {
        kind::values(schema)
    };
    Docs {
        title: data.title.clone(),
        description: data.description.clone(),
        format,
        default: data.default.clone(),
        values,
        examples: data
            .example
            .iter()
            .chain(further_examples(data))
            .cloned()
            .collect(),
        deprecated: data.deprecated,
    }
}

/// The examples of a schema that OpenAPI 3.0, where it has one, has no keyword for.
pub(super) fn further_examples(data: &SchemaData) -> &[Value] {
    let examples = data.extensions.get("x-bindery-examples");
    examples
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

pub(super) fn operation(operation: &Operation) -> Docs {
    Docs {
        title: operation.summary.clone(),
        description: operation.description.clone(),
        deprecated: operation.deprecated,
        ..Docs::default()
    }
}

pub(super) fn parameter(data: &ParameterData) -> Docs {
    let named = data
        .examples
        .values()
        .filter_map(|example| example.as_item()?.value.clone());
    Docs {
        description: data.description.clone(),
        examples: data.example.clone().into_iter().chain(named).collect(),
        deprecated: data.deprecated.unwrap_or_default(),
        ..Docs::default()
    }
}
