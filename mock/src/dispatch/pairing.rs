//! Requests and the named examples of what they are made of: a request comes in, the names whose inputs it has come out.
//!
//! Only named examples (`examples`) pair, not the one without a name.

use serde_json::Value;

use super::Input;
use crate::operation::Operation;
use crate::parameter::Location;
use crate::recorded::Recorded;

/// The names, in their order, of which the examples of all these inputs are what the request has. An input of the path must
/// have an example of the name; another that has none must not be in the request either.
pub(super) fn fitting<'n>(
    operation: &Operation<'_>,
    names: &[&'n str],
    inputs: &[Input],
    request: &Recorded,
) -> Vec<&'n str> {
    let parameters = operation.parameters();
    let document = operation.document();
    let shown = |name: &str, (location, input): &Input| {
        let mut parameters = parameters.iter();
        let parameter = parameters.find(|it| it.location == *location && it.name == input);
        parameter.and_then(|parameter| parameter.example(document, name))
    };
    let fits = |name: &str, input: &Input| match shown(name, input) {
        Some(value) => has(request, input.0, &input.1, value),
        None => input.0 != Location::Path && request.values(input.0, &input.1).is_empty(),
    };
    let names = names.iter().copied();
    let names = names.filter(|name| inputs.iter().all(|input| fits(name, input)));
    names.collect()
}

/// The name that has the most examples of parameters and bodies, all of which are what the request has.
pub(super) fn paired<'n>(
    operation: &Operation<'_>,
    names: &[&'n str],
    request: &Recorded,
) -> Option<&'n str> {
    let counted = names.iter().filter_map(|name| {
        let count = matches(operation, name, request)?;
        (count > 0).then_some((count, *name))
    });
    // Of several with as many, the first.
    let best = counted.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, name)| name)
}

/// How many inputs have an example of this name; `None` when the request has something else in one of them.
fn matches(operation: &Operation<'_>, name: &str, request: &Recorded) -> Option<usize> {
    let mut count = 0;
    for parameter in operation.parameters() {
        if let Some(value) = parameter.example(operation.document(), name) {
            has(request, parameter.location, parameter.name, value).then_some(())?;
            count += 1;
        }
    }
    let content = operation.request_body().into_iter();
    let content = content.flat_map(|body| body.content);
    let shown: Vec<&Value> = content
        .flat_map(|media| media.examples)
        .filter(|example| example.name == name)
        .map(|example| example.value)
        .collect();
    if !shown.is_empty() {
        let body = request.json()?;
        shown.contains(&&body).then_some(())?;
        count += 1;
    }
    Some(count)
}

/// Whether a request has the value at a parameter: the text of a scalar, and of an array its items, in any order.
fn has(request: &Recorded, location: Location, name: &str, value: &Value) -> bool {
    let mut given = request.values(location, name);
    let texts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(text).collect(),
        scalar => vec![text(scalar)],
    };
    let mut wanted: Vec<&str> = texts.iter().map(String::as_str).collect();
    if let [joined] = given.as_slice()
        && wanted.len() > 1
    {
        given = joined.split(',').collect();
    }
    given.sort_unstable();
    wanted.sort_unstable();
    given == wanted
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
