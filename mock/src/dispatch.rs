//! Which named example answers a request: Microcks' dispatchers, and pairing by name where none is declared.
//!
//! Scripts (`SCRIPT`, `GROOVY`, `JS`) and proxies are not run: an operation that asks for one is answered as one that asks
//! for none. An example of the same name at a parameter or a body is what pairs a request with a response
//! (Microcks, "OpenAPI Conventions").

mod json_body;
mod pairing;
mod turns;

use std::fmt;

use serde_json::Value;

use crate::operation::Operation;
use crate::parameter::Location;
use crate::recorded::Recorded;
use crate::response::{self, Response};
use json_body::JsonBody;
pub(crate) use turns::Turns;

/// A part of requests that is looked at, by its place and name.
type Input = (Location, String);

/// How an operation chooses among its named examples.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Dispatcher {
    /// The one whose examples of these inputs are what the request has: URI_PARTS, URI_PARAMS, URI_ELEMENTS, QUERY_HEADER.
    Inputs(&'static str, Vec<Input>),
    /// The one that a part of the JSON body leads to.
    JsonBody(JsonBody),
    /// One after the other, and then from the first again; of those alone that fit the inputs, if there are some.
    Sequence(Vec<Input>),
    /// Any.
    Random,
    /// What another dispatcher chooses, or else the named one.
    Fallback(Box<Dispatcher>, String),
}

impl Dispatcher {
    /// Reads `x-microcks-operation`; `None` where it has no dispatcher, one that isn't run, or rules that aren't understood,
    /// as FALLBACK without any.
    pub(crate) fn of(operation: &Operation<'_>) -> Option<Self> {
        Self::read(operation.microcks()?, operation)
    }

    fn read(extension: &Value, operation: &Operation<'_>) -> Option<Self> {
        let rules = extension.get("dispatcherRules");
        let inputs = |location| inputs(rules, location, operation);
        let dispatcher = match extension.get("dispatcher")?.as_str()? {
            "URI_PARTS" => Dispatcher::Inputs("URI_PARTS", inputs(Location::Path)),
            "URI_PARAMS" => Dispatcher::Inputs("URI_PARAMS", inputs(Location::Query)),
            "QUERY_HEADER" => Dispatcher::Inputs("QUERY_HEADER", inputs(Location::Header)),
            "URI_ELEMENTS" => {
                let both = [inputs(Location::Path), inputs(Location::Query)];
                Dispatcher::Inputs("URI_ELEMENTS", both.concat())
            }
            "SEQUENCE" => match rules {
                Some(_) => Dispatcher::Sequence(inputs(Location::Path)),
                None => Dispatcher::Sequence(Vec::new()),
            },
            "RANDOM" => Dispatcher::Random,
            "JSON_BODY" => Dispatcher::JsonBody(JsonBody::read(&structured(rules?)?)?),
            "FALLBACK" => {
                let rules = structured(rules?)?;
                let fallback = rules.get("fallback")?.as_str()?.to_owned();
                Dispatcher::Fallback(Box::new(Self::read(&rules, operation)?), fallback)
            }
            _ => return None,
        };
        Some(dispatcher)
    }

    /// The name of the example for a request; what is wrong where there is none.
    fn choose(
        &self,
        operation: &Operation<'_>,
        names: &[&str],
        request: &Recorded,
        turns: &Turns,
    ) -> Result<String, String> {
        let fitting = |inputs: &[Input]| pairing::fitting(operation, names, inputs, request);
        match self {
            Dispatcher::Inputs(_, inputs) => {
                let found = fitting(inputs).first().map(|name| (*name).to_owned());
                found.ok_or_else(|| format!("no example has the request's {}", listed(inputs)))
            }
            Dispatcher::JsonBody(rules) => rules
                .evaluate(&request.json().unwrap_or_default())
                .map(str::to_owned)
                .ok_or_else(|| "no case of JSON_BODY fits the body".to_owned()),
            Dispatcher::Sequence(inputs) => {
                let fitting = match inputs.as_slice() {
                    [] => names.to_vec(),
                    inputs => fitting(inputs),
                };
                let turn = turns.next(&format!("{} {fitting:?}", operation.key()));
                let name = fitting.get(turn % fitting.len().max(1));
                let name = name.map(|name| (*name).to_owned());
                name.ok_or_else(|| format!("no example has the request's {}", listed(inputs)))
            }
            Dispatcher::Random => {
                let name = names.get(turns.below(names.len()));
                let name = name.map(|name| (*name).to_owned());
                name.ok_or_else(|| "there are no examples".to_owned())
            }
            Dispatcher::Fallback(first, fallback) => {
                let chosen = first.choose(operation, names, request, turns);
                let chosen = chosen.ok().filter(|name| names.contains(&name.as_str()));
                Ok(chosen.unwrap_or_else(|| fallback.clone()))
            }
        }
    }
}

/// As `bindery-mock` shows it: the dispatcher, and what it looks at.
impl fmt::Display for Dispatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Dispatcher::Inputs(name, inputs) => write!(f, "{name} {}", listed(inputs)),
            Dispatcher::JsonBody(rules) => write!(f, "JSON_BODY {}", rules.pointer()),
            Dispatcher::Sequence(inputs) if inputs.is_empty() => f.write_str("SEQUENCE"),
            Dispatcher::Sequence(inputs) => write!(f, "SEQUENCE {}", listed(inputs)),
            Dispatcher::Random => f.write_str("RANDOM"),
            Dispatcher::Fallback(first, fallback) => write!(f, "{first}, else {fallback}"),
        }
    }
}

/// The name of the example that answers a request, `None` where the operation leaves that open; what is wrong where the
/// operation has a dispatcher that finds nothing. Without any named example there is nothing to choose.
pub(crate) fn choose(
    operation: &Operation<'_>,
    responses: &[Response<'_>],
    request: &Recorded,
    turns: &Turns,
) -> Result<Option<String>, String> {
    let names = response::example_names(responses);
    if names.is_empty() {
        return Ok(None);
    }
    match Dispatcher::of(operation) {
        Some(dispatcher) => dispatcher
            .choose(operation, &names, request, turns)
            .map(Some),
        None => Ok(pairing::paired(operation, &names, request).map(str::to_owned)),
    }
}

/// The inputs that rules such as `id && name ?? page && limit` name at a place: those before `??` are of the path, those
/// after it of the query, where there is a `??`. Without rules, all of the operation at that place.
fn inputs(rules: Option<&Value>, location: Location, operation: &Operation<'_>) -> Vec<Input> {
    let Some(rules) = rules.and_then(Value::as_str) else {
        let parameters = operation.parameters().into_iter();
        let there = parameters.filter(|parameter| parameter.location == location);
        return there
            .map(|parameter| (location, parameter.name.to_owned()))
            .collect();
    };
    let rules = match (rules.split_once("??"), location) {
        (Some((path, _)), Location::Path) => path,
        (Some((_, query)), _) => query,
        (None, _) => rules,
    };
    let names = rules.split("&&").map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names.map(|name| (location, name.to_owned())).collect()
}

/// Rules that are an object; Microcks has them as JSON in a string.
fn structured(rules: &Value) -> Option<Value> {
    match rules {
        Value::String(text) => serde_json::from_str(text).ok(),
        Value::Object(_) => Some(rules.clone()),
        _ => None,
    }
}

fn listed(inputs: &[Input]) -> String {
    let names: Vec<&str> = inputs.iter().map(|(_, name)| name.as_str()).collect();
    names.join(", ")
}
