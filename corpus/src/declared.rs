//! What a document declares, counted in its text without the generator, which it is there to judge.

use std::error::Error;

use serde_json::{Map, Value};

use crate::plain::Plain;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Reads a document as plainly as can be: JSON if it looks like it, YAML else.
pub(crate) fn parse(text: &str) -> Result<Value, Box<dyn Error>> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{')
        && let Ok(document) = serde_json::from_str(text)
    {
        return Ok(document);
    }
    let Plain(mut document) = serde_yaml::from_str(text)?;
    document.apply_merge()?;
    Ok(serde_json::to_value(document)?)
}

/// How many operations the paths have: one for each method of each path, path items given by reference included.
pub(crate) fn operations(document: &Value) -> usize {
    let paths = document.get("paths").and_then(Value::as_object);
    let paths = paths.into_iter().flatten();
    paths
        .filter(|(path, _)| path.starts_with('/'))
        .filter_map(|(_, item)| resolved(item, document))
        .map(|item| METHODS.iter().filter(|method| has(item, method)).count())
        .sum()
}

fn has(item: &Map<String, Value>, method: &str) -> bool {
    item.get(method).is_some_and(Value::is_object)
}

/// A path item itself, or the one that it refers to in the same document.
fn resolved<'a>(item: &'a Value, document: &'a Value) -> Option<&'a Map<String, Value>> {
    let reference = item.get("$ref").and_then(Value::as_str);
    let target = reference
        .and_then(|reference| reference.strip_prefix('#'))
        .and_then(|pointer| document.pointer(pointer));
    target.unwrap_or(item).as_object()
}
