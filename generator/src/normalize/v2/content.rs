//! Content: a schema and the media types that 2.0 has beside it become the `content` of 3.0.
//!
//! A schema and a list of media types come in, a map goes out in which the schema stands once and the other media
//! types refer to it, so that no document grows by the number of its media types.

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use super::super::references::fragment;
use crate::pointer::Pointer;

/// The texts of a list such as `consumes`, which counts as not told when it is empty.
pub(super) fn media_types(list: Option<Value>) -> Option<Vec<String>> {
    let Some(Value::Array(items)) = list else {
        return None;
    };
    let texts = items.into_iter().filter_map(|item| match item {
        Value::String(text) => Some(text),
        _ => None,
    });
    let distinct: IndexSet<String> = texts.collect();
    (!distinct.is_empty()).then(|| distinct.into_iter().collect())
}

/// The `content` for a schema that is to stand below `at`, and the place where it then stands.
pub(super) fn content(
    schema: Value,
    media_types: &[String],
    at: &Pointer,
) -> (Map<String, Value>, Pointer) {
    let json = "application/json".to_owned();
    let is_json = |media_type: &&String| media_type.contains("json");
    let home = media_types.iter().find(is_json).or(media_types.first());
    let home = home.unwrap_or(&json).clone();
    let place = at.child("content").child(&home).child("schema");
    let other = if schema.get("$ref").is_some() {
        schema.clone()
    } else {
        json!({ "$ref": fragment(&place) })
    };
    let mut content = Map::new();
    content.insert(home.clone(), json!({ "schema": schema }));
    for media_type in media_types.iter().filter(|media_type| **media_type != home) {
        content.insert(media_type.clone(), json!({ "schema": other }));
    }
    (content, place)
}
