//! The answer that the document has for a request: an operation and the request come in, a reply goes out.
//!
//! What the client asks for goes first, then the example that is [dispatched](crate::dispatch) to, then the one marked
//! `x-microcks-default`, then any.

use std::time::Duration;

use fastrand::Rng;
use http::HeaderMap;
use serde_json::Value;

use crate::check;
use crate::dispatch::{self, Turns};

use crate::document::Document;
use crate::header;
use crate::instance::{self, Purpose};
use crate::media::{self, Example, MediaType};
use crate::operation::Operation;
use crate::parameter::Location;
use crate::prefer::Prefer;
use crate::problem;
use crate::recorded::Recorded;
use crate::reply::Reply;
use crate::response::{self, Response};

/// What will be answered.
struct Choice<'d> {
    status: u16,
    /// The headers that the response declares.
    headers: Option<&'d Value>,
    /// The type and, where one was chosen, the value of the body.
    body: Option<(MediaType<'d>, Option<&'d Value>)>,
}

/// The reply to a request that passed all checks.
///
/// # Errors
/// The refusal of one that leads to no example.
pub(crate) fn reply(
    operation: &Operation<'_>,
    request: &Recorded,
    turns: &Turns,
) -> Result<Reply, Reply> {
    let responses = in_order_of_preference(operation.responses(), &request.headers);
    let prefer = Prefer::read(request);
    let chosen = match (&prefer.code, &prefer.example) {
        (Some(code), example) => of_code(&responses, code, example.as_deref()),
        (None, Some(example)) => of_example(&responses, example),
        (None, None) => dispatch::choose(operation, &responses, request, turns).and_then(|name| {
            name.map_or_else(
                || Ok(unasked(&responses)),
                |name| of_example(&responses, &name),
            )
        }),
    };
    let dice = prefer.dynamic.then(|| turns.fork());
    let choice = chosen.map_err(|detail| problem::problem(400, &detail))?;
    Ok(written(operation.document(), choice, dice).delay(delay(operation, request)))
}

/// A refusal as the operation declares it: where the document describes bodies of this status, and the refusal's own isn't
/// one of them, the declared response answers instead. The refusal's headers stay.
pub(crate) fn refusal(operation: &Operation<'_>, request: &Recorded, refusal: Reply) -> Reply {
    let document = operation.document();
    let responses = in_order_of_preference(operation.responses(), &request.headers);
    let declared = response::describing(&responses, refusal.status);
    let Some(response) = declared.filter(|response| !response.content.is_empty()) else {
        return refusal;
    };
    let body = serde_json::from_slice(refusal.body()).unwrap_or_default();
    let is_declared = response.content.iter().any(|media| {
        let fits = |schema| check::schema::check(document, schema, &body).is_empty();
        media.accepts("application/problem+json") && media.schema.is_none_or(fits)
    });
    if is_declared {
        return refusal;
    }
    let choice = first_example(response, refusal.status);
    let headers = refusal.headers.into_iter();
    let headers = headers.filter(|(name, _)| name != "content-type");
    headers.fold(written(document, choice, None), |reply, (name, value)| {
        reply.header(name, value)
    })
}

/// The JSON that an operation answers without a wish, and the schema of it.
pub(crate) fn usual<'d>(operation: &Operation<'d>) -> Option<(Option<&'d Value>, Value)> {
    let responses = in_order_of_preference(operation.responses(), &HeaderMap::new());
    let (media, chosen) = unasked(&responses).body?;
    let made = |schema| instance::build(operation.document(), schema, Purpose::Answer);
    let value = chosen.cloned().or_else(|| media.schema.map(made))?;
    media::is_json(&media::essence(media.name)).then_some((media.schema, value))
}

/// The schema that an answer is made by.
pub(crate) fn schema<'d>(operation: &Operation<'d>, reply: &Reply) -> Option<&'d Value> {
    let responses = operation.responses();
    let response = response::describing(&responses, reply.status())?;
    let mut headers = reply.headers.iter();
    let (_, given) = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"))?;
    let given = media::essence(given);
    let exact = |media: &&MediaType<'_>| media::essence(media.name) == given;
    let mut content = response.content.iter();
    let media = content.clone().find(exact);
    media
        .or_else(|| content.find(|it| it.accepts(&given)))?
        .schema
}

/// How an operation answers without a wish, in words: its dispatcher, or the response and where its body comes from.
pub(crate) fn described(operation: &Operation<'_>) -> String {
    let responses = in_order_of_preference(operation.responses(), &HeaderMap::new());
    let dispatcher = dispatch::Dispatcher::of(operation);
    if let Some(dispatcher) = dispatcher.filter(|_| !response::example_names(&responses).is_empty())
    {
        return dispatcher.to_string();
    }
    let choice = unasked(&responses);
    let source = match &choice.body {
        None => "without a body".to_owned(),
        Some((media, None)) if media.schema.is_some() => "made from its schema".to_owned(),
        Some((_, None)) => "without a body".to_owned(),
        Some((media, Some(value))) => {
            let mut examples = media.examples.iter();
            let named = examples.find(|example| std::ptr::eq(example.value, *value));
            named.map_or("its example".to_owned(), |example| example.name.to_owned())
        }
    };
    format!("{} {source}", choice.status)
}

/// The delay of the operation, or another that the request asks for in `x-microcks-delay`, or in `delay` of its query
/// unless the document has a meaning for that.
fn delay(operation: &Operation<'_>, request: &Recorded) -> Duration {
    let mut declared = operation.parameters().into_iter();
    let is_declared = declared.any(|it| it.location == Location::Query && it.name == "delay");
    let asked = request
        .header("x-microcks-delay")
        .or_else(|| request.query_value("delay").filter(|_| !is_declared))
        .and_then(|text| text.parse().ok());
    asked.map_or_else(|| operation.delay(), Duration::from_millis)
}

/// Sorts the media types of each response: one that the client accepts by its exact name, then JSON, then the others.
fn in_order_of_preference<'d>(
    mut responses: Vec<Response<'d>>,
    headers: &HeaderMap,
) -> Vec<Response<'d>> {
    let accepted: Vec<String> = headers
        .get_all("accept")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(media::essence)
        .collect();
    for response in &mut responses {
        response.content.sort_by_key(|media| {
            let name = media::essence(media.name);
            let position = accepted.iter().position(|accepted| *accepted == name);
            let kind = match name.as_str() {
                "application/json" => 0,
                other if media::is_json(other) => 1,
                "*/*" | "application/*" => 2,
                _ => 3,
            };
            (position.unwrap_or(usize::MAX), kind)
        });
    }
    responses
}

/// Without a wish: the example marked as default, of the lowest success or else of any response; else the lowest
/// success, else `default`, else the lowest redirection, else 200 without a body.
fn unasked<'d>(responses: &[Response<'d>]) -> Choice<'d> {
    let success = response::lowest(responses, '2');
    let is_default = |example: &Example<'_>| example.is_default;
    if let Some(choice) = success
        .into_iter()
        .chain(responses)
        .find_map(|response| with_example(response, response.code()?, is_default))
    {
        return choice;
    }
    let other = || {
        responses
            .iter()
            .find(|response| response.status == "default")
    };
    success
        .or_else(other)
        .or_else(|| response::lowest(responses, '3'))
        .and_then(|response| Some(first_example(response, response.code()?)))
        .unwrap_or(Choice {
            status: 200,
            headers: None,
            body: None,
        })
}

fn of_code<'d>(
    responses: &[Response<'d>],
    code: &str,
    example: Option<&str>,
) -> Result<Choice<'d>, String> {
    let declared = code
        .parse()
        .ok()
        .filter(|code| (200..600).contains(code))
        .and_then(|code| Some((code, response::describing(responses, code)?)));
    let Some((code, response)) = declared else {
        let known: Vec<&str> = responses.iter().map(|response| response.status).collect();
        return Err(format!(
            "the preferred code {code} is not declared; there are: {}",
            known.join(", ")
        ));
    };
    let Some(name) = example else {
        return Ok(first_example(response, code));
    };
    with_example(response, code, |example| example.name == name)
        .ok_or_else(|| format!("the response for {code} has no example `{name}`"))
}

fn of_example<'d>(responses: &[Response<'d>], name: &str) -> Result<Choice<'d>, String> {
    response::lowest(responses, '2')
        .into_iter()
        .chain(responses)
        .find_map(|response| {
            let status = response.code()?;
            let named = with_example(response, status, |example| example.name == name);
            named.or_else(|| {
                let refers = response.refs.contains(&name);
                refers.then(|| first_example(response, status))
            })
        })
        .ok_or_else(|| format!("no response has an example `{name}`"))
}

/// A choice of the first named example with a property, if the response has one.
fn with_example<'d>(
    response: &Response<'d>,
    status: u16,
    wanted: impl Fn(&Example<'d>) -> bool,
) -> Option<Choice<'d>> {
    response.content.iter().find_map(|media| {
        let example = media.examples.iter().find(|example| wanted(example))?;
        Some(Choice {
            status,
            headers: response.headers,
            body: Some((media.clone(), Some(example.value))),
        })
    })
}

/// A choice of the best media type with the example that has no name, or else the first (or marked) named one.
fn first_example<'d>(response: &Response<'d>, status: u16) -> Choice<'d> {
    let body = response.content.first().map(|media| {
        let marked = media.examples.iter().find(|example| example.is_default);
        let named = marked
            .or(media.examples.first())
            .map(|example| example.value);
        let value = match marked {
            Some(example) => Some(example.value),
            None => media.example.or(named),
        };
        (media.clone(), value)
    });
    Choice {
        status,
        headers: response.headers,
        body,
    }
}

/// Writes the body of a choice: JSON as such, text from strings, anything else empty unless the value is a string.
fn written(document: &Document, choice: Choice<'_>, dice: Option<Rng>) -> Reply {
    let headers = header::all(document, choice.headers).into_iter();
    let reply = headers.fold(Reply::new(choice.status), |reply, (name, value)| {
        reply.header(name, value)
    });
    let Some((media, chosen)) = choice.body else {
        return reply;
    };
    // What is made up needs a schema to be made from.
    let chosen = chosen.filter(|_| dice.is_none() || media.schema.is_none());
    let content_type = match media.name {
        "*/*" | "application/*" => "application/json",
        "text/*" => "text/plain",
        "image/*" => "image/png",
        "audio/*" => "audio/mpeg",
        "video/*" => "video/mp4",
        range if range.ends_with("/*") => "application/octet-stream",
        name => name,
    };
    let reply = reply.header("content-type", content_type);
    let value = chosen.cloned().or_else(|| {
        Some(match dice {
            Some(dice) => instance::build_by_chance(document, media.schema?, dice),
            None => instance::build(document, media.schema?, Purpose::Answer),
        })
    });
    let essence = media::essence(content_type);
    match value {
        Some(value) if media::is_json(&essence) => reply.json(value),
        Some(Value::String(text)) => reply.text(text),
        Some(value) if chosen.is_some() || is_text_of(&essence, &value) => {
            reply.text(value.to_string())
        }
        _ => reply,
    }
}

/// Whether a built value can stand in a text body: numbers and booleans can.
fn is_text_of(essence: &str, value: &Value) -> bool {
    essence.starts_with("text/") && (value.is_number() || value.is_boolean())
}
