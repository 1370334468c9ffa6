//! Servers take turns: an operation comes in, where a client sends its call goes out. Each server that it is on has a turn
//! with the defaults of its variables, and one with the last of the values that they may have.

use std::collections::BTreeMap;

use bindery::facts::Facts;
use bindery::ir::{Api, Operation, Server};
use serde_json::{Value, json};

/// The servers of an API.
pub(super) struct Turns<'a> {
    api: &'a Api,
    /// In the order of the program's list.
    servers: Vec<Server>,
    /// Whether a client finds a server in each list without being told one.
    all_absolute: bool,
}

impl<'a> Turns<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let facts = Facts::of(api);
        Self {
            api,
            servers: facts.servers.all().into_iter().cloned().collect(),
            all_absolute: facts.servers.suffice(),
        }
    }

    /// The server whose turn it is. A relative one is relative to where nobody is, so that no judge can tell it.
    pub(super) fn server(&self, operation: &Operation, number: usize) -> Value {
        let own = &operation.servers;
        let list = if own.is_empty() {
            &self.api.servers
        } else {
            own
        };
        let absolute = list.iter().filter(|it| it.is_absolute());
        let turns: Vec<_> = absolute.flat_map(turns).collect();
        let position = number.checked_rem(turns.len()).unwrap_or_default();
        let turn = turns.get(position).filter(|_| self.all_absolute);
        let Some((server, variables)) = turn else {
            return json!({ "base": "http://api.invalid" });
        };
        let fill = |url: String, (name, value): (&String, &String)| {
            url.replace(&format!("{{{name}}}"), value)
        };
        let url = variables.iter().fold(server.name.wire.clone(), fill);
        json!({
            "base": url.strip_suffix('/').unwrap_or(&url),
            "server": url,
            "chosen": self.servers.iter().position(|known| known == *server),
            "variables": variables,
        })
    }
}

fn turns(server: &Server) -> Vec<(&Server, BTreeMap<String, String>)> {
    let variables = server.variables.iter();
    let default = variables
        .clone()
        .filter_map(|it| Some((it.name.clone(), it.default.clone()?)));
    let last = variables.filter_map(|it| {
        let value = it.allowed.last().or(it.default.as_ref())?;
        Some((it.name.clone(), value.clone()))
    });
    let (default, last): (BTreeMap<_, _>, BTreeMap<_, _>) = (default.collect(), last.collect());
    let is_same = default == last;
    let mut turns = vec![(server, default), (server, last)];
    turns.truncate(if is_same { 1 } else { 2 });
    turns
}
