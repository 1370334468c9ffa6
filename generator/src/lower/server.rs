//! Servers: where the API is served (OpenAPI 3.0.3, "Server Object").

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::Server;
use crate::pointer::Pointer;

/// The document's servers, with their variables replaced by their defaults.
pub(super) fn servers(document: &Value, found: &mut Diagnostics) -> Vec<Server> {
    let at = Pointer::root().child("servers");
    let servers = document.get("servers").and_then(Value::as_array);
    let servers = servers.into_iter().flatten().enumerate();
    servers
        .filter_map(|(index, server)| self::server(server, &at.index(index), found))
        .collect()
}

fn server(server: &Value, at: &Pointer, found: &mut Diagnostics) -> Option<Server> {
    let mut url = server.get("url")?.as_str()?.to_owned();
    let variables = server.get("variables").and_then(Value::as_object);
    for (name, variable) in variables.into_iter().flatten() {
        let default = variable
            .get("default")
            .and_then(Value::as_str)
            .unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), default);
    }
    if url.contains('{') {
        let message = format!("`{url}` has a variable that `variables` does not define");
        found.push(
            Diagnostic::invalid(Place::Value(at.child("url")), message)
                .note("this server is left out"),
        );
        return None;
    }
    let description = server
        .get("description")
        .and_then(Value::as_str)
        .map(ToOwned::to_owned);
    Some(Server { url, description })
}
