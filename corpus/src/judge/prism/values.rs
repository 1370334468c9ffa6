//! The values of one call: an operation and a sample of a request come in, what a case holds goes out.

use bindery::ir::{Content, Location, Operation, Writing};
use bindery_mock::Sample;
use serde_json::{Value, json};

use super::calls;
use crate::judge::place::place;

/// The values of one call, by place and name.
pub(super) fn of(operation: &Operation, sample: &Sample, writing: Option<&Writing>) -> Value {
    let mut values = json!({});
    for parameter in &operation.parameters {
        let (place, name) = (place(parameter.location), &parameter.name.wire);
        if let Some(value) = sample.parameter(in_the_mock(parameter.location), name) {
            values[place][name] = value.clone();
        }
    }
    if let Some(body) = writing.and_then(|writing| body(sample, writing)) {
        values["body"] = body;
    }
    values
}

/// What the mock calls a location.
fn in_the_mock(location: Location) -> bindery_mock::Location {
    match location {
        Location::Path => bindery_mock::Location::Path,
        Location::Query => bindery_mock::Location::Query,
        Location::Header => bindery_mock::Location::Header,
        Location::Cookie => bindery_mock::Location::Cookie,
    }
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
