//! Headers of answers: a declared header comes in, the text of its example or of a value made from its schema comes out.
//!
//! What HTTP itself decides on is never served, whatever a document declares: a length or a coding that the body doesn't
//! have would break the answer.

use http::{HeaderName, HeaderValue};
use serde_json::Value;

use crate::document::{Document, is_true};
use crate::instance::{self, Purpose};

/// The headers that are about how an answer is delivered (RFC 9110, sections 7.6.1 and 8), in lower case.
const OF_DELIVERY: [&str; 6] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "trailer",
    "transfer-encoding",
];

/// The headers that a `headers` object declares, as far as there are values for them.
pub(crate) fn all(document: &Document, headers: Option<&Value>) -> Vec<(String, String)> {
    let declared = headers.and_then(Value::as_object).into_iter().flatten();
    let served = declared.filter(|(name, _)| {
        let name = name.to_ascii_lowercase();
        HeaderName::try_from(&name).is_ok() && !OF_DELIVERY.contains(&name.as_str())
    });
    served
        .filter_map(|(name, header)| {
            Some((name.clone(), text(document, document.resolve(header))?))
        })
        .collect()
}

/// The text of one header; none where nothing can be sent.
fn text(document: &Document, header: &Value) -> Option<String> {
    let built = |schema| instance::build(document, schema, Purpose::Answer);
    let text = match header.get("content").and_then(Value::as_object) {
        Some(content) => built(content.values().next()?.get("schema")?).to_string(),
        None => {
            // 2.0 writes the schema's keywords into the header.
            let schema = header
                .get("schema")
                .or_else(|| header.get("type").map(|_| header))?;
            let given = header.get("example").cloned();
            let value = given.unwrap_or_else(|| built(schema));
            simple(&value, is_true(header.get("explode")))
        }
    };
    (!text.is_empty() && HeaderValue::from_str(&text).is_ok()).then_some(text)
}

/// A value in the style `simple`, the only one of headers (OpenAPI 3.0.4, "Style Values").
fn simple(value: &Value, explodes: bool) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(plain).collect();
            items.join(",")
        }
        Value::Object(properties) => {
            let mark = if explodes { "=" } else { "," };
            let pairs = properties.iter();
            let pairs: Vec<_> = pairs
                .map(|(name, value)| format!("{name}{mark}{}", plain(value)))
                .collect();
            pairs.join(",")
        }
        scalar => plain(scalar),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
