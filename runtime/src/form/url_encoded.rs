//! `application/x-www-form-urlencoded`: the pairs of a query, as a body.
//!
//! A property is encoded as the query parameter of its name would be (OpenAPI 3.0.4, "Encoding Object"). Without an
//! entry in `encoding`, arrays repeat the name and objects are JSON. A space is `%20`, which every decoder of forms
//! reads as well as the `+` that browsers write.

use serde::Serialize;
use serde_json::Value;

use super::properties::properties;
use crate::{Parameter, percent};

/// The media type.
pub(crate) const CONTENT_TYPE: &str = "application/x-www-form-urlencoded";

/// Writes `form`, by the description that `encodings` has for each property's name.
///
/// # Errors
/// A message, when `form` can't be written or isn't an object.
pub(crate) fn text<T: Serialize + ?Sized>(
    form: &T,
    encodings: &[Parameter],
) -> Result<String, String> {
    let mut pairs = Vec::new();
    for (name, value) in &properties(form)? {
        match encodings.iter().find(|encoding| encoding.name == name) {
            Some(encoding) => pairs.extend(encoding.encode(value)?),
            None => pairs.extend(by_default(name, value)),
        }
    }
    Ok(pairs.join("&"))
}

fn by_default(name: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(|item| pair(name, item)).collect(),
        value => pair(name, value).into_iter().collect(),
    }
}

/// `name=value`, with anything but a scalar as its JSON text; none for a null.
fn pair(name: &str, value: &Value) -> Option<String> {
    let json;
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text,
        other => {
            json = other.to_string();
            &json
        }
    };
    Some(format!("{}={}", percent::value(name), percent::value(text)))
}
