//! Servers: where the API is served (OpenAPI 3.0.4, "Server Object"), as a whole, by path and by operation.
//!
//! All of them are lowered together, because they share the scope in which their constants have their names. A name
//! comes from what one server says alone, so that another server renames none.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::collect::Found;
use super::name::{self, Case};
use super::path;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Name, Server, ServerVariable};
use crate::pointer::Pointer;

/// The longest description that is a name, in words.
const LONGEST_NAME: usize = 5;

/// The servers of each place that declares some.
pub(super) struct Servers(BTreeMap<Pointer, Vec<Server>>);

impl Servers {
    /// The servers of the whole document, of the paths and of the operations.
    pub(super) fn of(document: &Value, operations: &[Found<'_>], found: &mut Diagnostics) -> Self {
        let mut servers = Self(BTreeMap::new());
        servers.declare(document, &Pointer::root(), found);
        for operation in operations {
            servers.declare(operation.item, &operation.item_at, found);
            servers.declare(operation.operation, &operation.at, found);
        }
        servers.name();
        servers
    }

    /// The servers of the whole document.
    pub(super) fn shared(&self) -> Vec<Server> {
        self.at(&Pointer::root())
    }

    /// The servers of an operation: its own, else those of its path; none where the document's are meant.
    pub(super) fn own(&self, operation: &Found<'_>) -> Vec<Server> {
        let own = self.at(&operation.at);
        if own.is_empty() {
            self.at(&operation.item_at)
        } else {
            own
        }
    }

    fn at(&self, holder: &Pointer) -> Vec<Server> {
        self.0.get(holder).cloned().unwrap_or_default()
    }

    fn declare(&mut self, holder: &Value, at: &Pointer, found: &mut Diagnostics) {
        let declared = holder.get("servers").and_then(Value::as_array);
        let Some(declared) = declared.filter(|_| !self.0.contains_key(at)) else {
            return;
        };
        let places = (0..).map(|index| at.child("servers").index(index));
        let servers = declared.iter().zip(places);
        let servers = servers.filter_map(|(server, at)| self::server(server, &at, found));
        self.0.insert(at.clone(), servers.collect());
    }

    /// Gives every server the name of its constant; what is declared alike is one server.
    fn name(&mut self) {
        let distinct: BTreeSet<Server> = self.0.values().flatten().cloned().collect();
        let spelled: Vec<&str> = distinct.iter().map(|it| it.name.rust.as_str()).collect();
        let names = name::assign(Case::Constant, &[], &spelled);
        let named: BTreeMap<&Server, &Name> = distinct.iter().zip(&names).collect();
        for server in self.0.values_mut().flatten() {
            if let Some(name) = named.get(server) {
                server.name.rust.clone_from(&name.rust);
            }
        }
    }
}

/// One server, with what its name is to be made of in the place of its name.
fn server(server: &Value, at: &Pointer, found: &mut Diagnostics) -> Option<Server> {
    let url = server.get("url")?.as_str()?.to_owned();
    if url.contains(['?', '#']) {
        let message = "the URL of a server can't have a query or a fragment";
        let diagnostic = Diagnostic::invalid(Place::Value(at.child("url")), message);
        found.push(diagnostic.label("paths are appended to it, so calls to it are refused"));
    }
    let description = text(server, "description");
    let said = text(server, "name").or_else(|| description.clone().filter(|it| is_name(it)));
    Some(Server {
        name: Name {
            rust: said.unwrap_or_else(|| spelled(&url).to_owned()),
            wire: url,
        },
        variables: variables(server, at, found),
        description,
    })
}

fn text(holder: &Value, keyword: &str) -> Option<String> {
    let text = holder.get(keyword)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn is_name(description: &str) -> bool {
    description.split_whitespace().count() <= LONGEST_NAME
}

/// What tells a URL from others, so without the scheme that most have.
fn spelled(url: &str) -> &str {
    match url.trim_start_matches("https://").trim_matches('/') {
        "" => "root",
        rest => rest,
    }
}

/// The variables in the URL, and those that only the server's `variables` know, which are told.
fn variables(server: &Value, at: &Pointer, found: &mut Diagnostics) -> Vec<ServerVariable> {
    let url = server
        .get("url")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut used = path::placeholders(url);
    used.retain(|name| seen.insert(*name));
    let defined = server.get("variables").and_then(Value::as_object);
    for name in defined.into_iter().flatten().map(|(name, _)| name) {
        if !used.contains(&name.as_str()) {
            let message = format!("the URL of the server has no `{{{name}}}`");
            let place = Place::Key(at.child("variables").child(name));
            found.push(Diagnostic::invalid(place, message).label("is never used"));
        }
    }
    let defined = |name: &str| defined.and_then(|defined| defined.get(name));
    let variables = used.into_iter().map(|name| match defined(name) {
        Some(variable) => self::variable(name, variable, &at.child("variables").child(name), found),
        None => undefined(name, at, found),
    });
    variables.collect()
}

fn variable(name: &str, variable: &Value, at: &Pointer, found: &mut Diagnostics) -> ServerVariable {
    let allowed = variable.get("enum").and_then(Value::as_array);
    let allowed = allowed.into_iter().flatten().filter_map(Value::as_str);
    let allowed: Vec<String> = allowed.map(ToOwned::to_owned).collect();
    let default = variable.get("default").and_then(Value::as_str);
    if let Some(default) = default
        && !allowed.is_empty()
        && !allowed.iter().any(|value| value == default)
    {
        let message = format!("the default of the server variable `{name}` is not in its `enum`");
        found.push(Diagnostic::invalid(
            Place::Value(at.child("default")),
            message,
        ));
    }
    ServerVariable {
        name: name.to_owned(),
        default: default.map(ToOwned::to_owned),
        allowed,
        description: text(variable, "description"),
    }
}

fn undefined(name: &str, at: &Pointer, found: &mut Diagnostics) -> ServerVariable {
    let message = format!("`{{{name}}}` is a variable that `variables` does not define");
    let diagnostic = Diagnostic::invalid(Place::Value(at.child("url")), message);
    found.push(diagnostic.note("every client of this server has to set it"));
    ServerVariable {
        name: name.to_owned(),
        default: None,
        allowed: Vec::new(),
        description: None,
    }
}
