//! Docs: what the document says of a thing, gathered word for word; it is made safe when it is printed.

use openapiv3::{Operation, ParameterData, Schema};
use serde_json::{Value, json};

use super::format;
use super::kind::{self, Kind};
use crate::ir::Docs;

pub(super) fn schema(piece: &Schema, schema: &Value) -> Docs {
    let kind = kind::kind(schema, piece);
    let format = match &kind {
        Kind::String(Some(name)) if !format::is_shown(name) => Some((*name).to_owned()),
        _ => None,
    };
    let is_shown = matches!(kind, Kind::Enum(_) | Kind::Union(_));
    let values = if is_shown {
        Vec::new()
    } else {
        kind::values(schema).to_vec()
    };
    Docs {
        format,
        values,
        facts: facts(schema, &kind),
        ..annotations(schema)
    }
}

/// What the keywords say that narrow a value beyond its type: the names of properties, and items by their positions.
fn facts(schema: &Value, kind: &Kind<'_>) -> Vec<(&'static str, Vec<Value>)> {
    let names = schema.get("propertyNames");
    let said = |keyword: &str| names.and_then(|names| names.get(keyword)).cloned();
    let of_names = said("enum").or_else(|| said("const").map(|only| json!([only])));
    let patterns = schema.get(PATTERNS).cloned().or_else(|| said("pattern"));
    let items = match kind {
        Kind::Tuple(tuple) if tuple.fixed().is_none() => Some(tuple.prefix.to_vec()),
        _ => None,
    };
    let list = |value: Option<Value>| match value {
        Some(Value::Array(values)) => values,
        other => other.into_iter().collect(),
    };
    let facts = [
        ("Keys", list(of_names)),
        ("Keys match", list(patterns)),
        ("Items, by position", items.unwrap_or_default()),
    ];
    let facts = facts.into_iter();
    facts.filter(|(_, values)| !values.is_empty()).collect()
}

/// The annotations of a schema, whatever its kind.
pub(super) fn annotations(schema: &Value) -> Docs {
    let text = |keyword: &str| {
        schema
            .get(keyword)
            .and_then(Value::as_str)
            .map(ToOwned::to_owned)
    };
    let present = |keyword: &str| {
        schema
            .get(keyword)
            .filter(|value| !value.is_null())
            .cloned()
    };
    Docs {
        title: text("title"),
        description: text("description"),
        default: present("default"),
        examples: present("example")
            .into_iter()
            .chain(
                further_examples(schema.get(FURTHER_EXAMPLES))
                    .iter()
                    .cloned(),
            )
            .collect(),
        deprecated: schema.get("deprecated") == Some(&Value::Bool(true)),
        ..Docs::default()
    }
}

/// Where normalizing keeps the patterns of names whose schema `additionalProperties` is.
const PATTERNS: &str = "x-bindery-pattern-properties";

/// Where normalizing keeps the examples of a schema beyond the one that OpenAPI 3.0 has a keyword for.
pub(super) const FURTHER_EXAMPLES: &str = "x-bindery-examples";

/// The examples that [`FURTHER_EXAMPLES`] holds.
pub(super) fn further_examples(examples: Option<&Value>) -> &[Value] {
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
