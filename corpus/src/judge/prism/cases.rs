//! The calls to make: an API and a mock of its document come in, clients and cases go out, as data.
//!
//! Each operation is called with what is required for each alternative of its security, and with everything for each
//! kind of body. The servers that it is on, and the values of their variables, take turns.

use std::error::Error;

use bindery::ir::{Api, Operation, SecurityRequirement, SecuritySchemeKind, Writing};
use bindery_mock::{Extent, Mock, Sample};
use serde::Serialize;
use serde_json::{Map, Value};

use super::turns::Turns;
use super::{exclusion, values};

/// Prism as a mock, and Prism as a proxy before our mock.
pub(super) const JUDGES: [&str; 2] = ["mock", "proxy"];

/// What the judged program is told.
#[derive(Default, Serialize)]
pub(super) struct Cases {
    clients: Vec<Value>,
    pub(super) cases: Vec<Case>,
    /// The operations that no credential of a client's own opens.
    #[serde(skip)]
    pub(super) closed: usize,
}

/// One call that is to be made.
#[derive(Serialize)]
pub(super) struct Case {
    /// Its position.
    case: usize,
    /// What it is called in messages.
    pub(super) at: String,
    /// The position of the operation, and so of the function that makes the call.
    #[serde(rename = "call")]
    pub(super) operation: usize,
    client: usize,
    /// Which of several kinds of body.
    choice: usize,
    /// The media type of the body.
    pub(super) sent: Option<String>,
    /// The media type that a caller has to say.
    label: Option<String>,
    /// By place and name, with the body beside them.
    pub(super) values: Value,
    /// The judges that aren't asked.
    spared: Vec<&'static str>,
    /// Why they aren't.
    #[serde(skip)]
    pub(super) why: Option<&'static str>,
}

impl Case {
    /// A request that a program of its own has made of an operation, with whatever values.
    pub(super) fn seen(at: String, operation: usize, sent: Option<String>) -> Self {
        Self {
            case: 0,
            at,
            operation,
            client: 0,
            choice: 0,
            sent,
            label: None,
            values: Value::Null,
            spared: Vec::new(),
            why: None,
        }
    }

    /// How many judges are asked.
    pub(super) fn judged(&self) -> usize {
        JUDGES.len() - self.spared.len()
    }
}

impl Cases {
    /// What calls to make of the operations of an API.
    pub(super) fn of(api: &Api, mock: &Mock) -> Result<Self, Box<dyn Error>> {
        let mut maker = Maker {
            api,
            turns: Turns::of(api),
            made: Self::default(),
        };
        for (index, operation) in api.operations.iter().enumerate() {
            let key = format!("{} {}", operation.method, operation.path);
            let sample = |extent| mock.sample(&key, extent);
            maker.add(
                index,
                operation,
                &sample(Extent::Least)?,
                &sample(Extent::Whole)?,
            );
        }
        Ok(maker.made)
    }
}

struct Maker<'a> {
    api: &'a Api,
    turns: Turns<'a>,
    made: Cases,
}

/// A call, before its values are there.
struct Wanted<'a> {
    index: usize,
    operation: &'a Operation,
    how: String,
    sample: &'a Sample,
    choice: usize,
    writing: Option<&'a Writing>,
    credentials: &'a Map<String, Value>,
}

impl Maker<'_> {
    fn add(&mut self, index: usize, operation: &Operation, least: &Sample, whole: &Sample) {
        let open: Vec<_> = match operation.security.as_slice() {
            [] => vec![Map::new()],
            several => several
                .iter()
                .filter_map(|it| self.credentials(it))
                .collect(),
        };
        let Some(first) = open.first() else {
            self.made.closed += 1;
            return;
        };
        let alternatives = operation
            .body
            .as_ref()
            .map(|body| body.alternatives(self.api));
        let alternatives = alternatives.unwrap_or_default();
        let needed = operation.body.as_ref().filter(|body| body.required);
        let needed = needed.and_then(|_| alternatives.first().copied());
        for (number, credentials) in open.iter().enumerate() {
            self.push(Wanted {
                index,
                operation,
                how: format!("with the least, credentials {number}"),
                sample: least,
                choice: 0,
                writing: needed,
                credentials,
            });
        }
        let mut choices: Vec<Option<&Writing>> = alternatives.into_iter().map(Some).collect();
        if choices.is_empty() {
            choices.push(None);
        }
        for (choice, writing) in choices.into_iter().enumerate() {
            let how = match writing {
                Some(writing) => format!("with everything, {}", writing.content_type),
                None => "with everything".to_owned(),
            };
            self.push(Wanted {
                index,
                operation,
                how,
                sample: whole,
                choice,
                writing,
                credentials: first,
            });
        }
    }

    /// What a client has to know for an alternative; nothing when only a transport can serve it.
    fn credentials(&self, names: &SecurityRequirement) -> Option<Map<String, Value>> {
        let kind = |name: &String| {
            let mut schemes = self.api.security_schemes.iter();
            let kind = match &schemes.find(|scheme| scheme.name == *name)?.kind {
                SecuritySchemeKind::Bearer => "bearer",
                SecuritySchemeKind::Basic => "basic",
                SecuritySchemeKind::Unsupported => return None,
                _ => "key",
            };
            Some((name.clone(), kind.into()))
        };
        names.iter().map(kind).collect()
    }

    fn push(&mut self, wanted: Wanted<'_>) {
        let operation = wanted.operation;
        let mut client = self.turns.server(operation, self.made.cases.len());
        client["credentials"] = Value::Object(wanted.credentials.clone());
        let clients = &mut self.made.clients;
        let known = clients.iter().position(|known| *known == client);
        let number = known.unwrap_or(clients.len());
        if known.is_none() {
            clients.push(client);
        }
        let values = values::of(operation, wanted.sample, wanted.writing);
        let (spared, why) = exclusion::crash(operation, self.api, &values).unzip();
        let cases = &mut self.made.cases;
        cases.push(Case {
            case: cases.len(),
            at: format!("{} {} {}", operation.method, operation.path, wanted.how),
            operation: wanted.index,
            client: number,
            choice: wanted.choice,
            sent: wanted.writing.map(|writing| writing.content_type.clone()),
            label: wanted.writing.and_then(values::label),
            values,
            spared: spared.unwrap_or_default(),
            why,
        });
    }
}
