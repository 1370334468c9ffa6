//! The values of one call: an operation and a sample of a request come in, what a case holds goes out.

use bindery::ir::{Content, Operation, Writing};
use bindery_mock::{Location, Sample};
use serde_json::{Value, json};

use super::calls;

/// The values of one call, by place and name.
pub(super) fn of(operation: &Operation, sample: &Sample, writing: Option<&Writing>) -> Value {
    let mut values = json!({});
    for parameter in &operation.parameters {
        let (place, name) = (calls::place(parameter.location), &parameter.name.wire);
        let location = match place {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            _ => Location::Cookie,
        };
        if let Some(value) = sample.parameter(location, name) {
            values[place][name] = value.clone();
        }
    }
    if let Some(body) = writing.and_then(|writing| body(sample, writing)) {
        values["body"] = body;
    }
    values
}

/// A media type in the range that the document takes, where that is all it says.
pub(super) fn label(writing: &Writing) -> Option<String> {
    let ranges = writing
        .others
        .iter()
        .filter(|_| calls::is_labelled(writing));
    let ranges = ranges.filter_map(|it| it.strip_suffix("/*"));
    ranges.map(|kind| format!("{kind}/x-sample")).next()
}

/// The value for a body. An empty text would be no body at all, and Prism takes binary content for base64.
fn body(sample: &Sample, writing: &Writing) -> Option<Value> {
    let value = sample.body(&writing.content_type);
    match writing.content {
        Content::Text | Content::Bytes => {
            let value = value.filter(|value| *value != "");
            Some(value.cloned().unwrap_or_else(|| json!("contents")))
        }
        _ => value.cloned(),
    }
}
