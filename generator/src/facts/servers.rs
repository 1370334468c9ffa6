//! Which servers operations are on, as lists: clients have to find a server in each of them.

use std::collections::BTreeSet;

use crate::ir::{Api, Server};

/// The lists of servers that the operations of an API are on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerLists {
    /// The document's, unless each operation has servers of its own; empty when it declares none.
    pub shared: Option<Vec<Server>>,
    /// Those of operations and paths, each once.
    pub own: Vec<Vec<Server>>,
}

impl ServerLists {
    /// Every server, once.
    #[must_use]
    pub fn all(&self) -> Vec<&Server> {
        let mut seen = BTreeSet::new();
        let servers = self.shared.iter().chain(&self.own).flatten();
        servers.filter(|server| seen.insert(*server)).collect()
    }

    /// Whether a client that says nothing about servers can find one in each list.
    #[must_use]
    pub fn suffice(&self) -> bool {
        let is_absolute = |list: &Vec<Server>| list.first().is_some_and(Server::is_absolute);
        self.shared.iter().chain(&self.own).all(is_absolute)
    }
}

pub(super) fn servers(api: &Api) -> ServerLists {
    let mut seen = BTreeSet::new();
    let lists = api.operations.iter().map(|operation| &operation.servers);
    let own = lists.filter(|list| !list.is_empty() && seen.insert(*list));
    let own: Vec<_> = own.cloned().collect();
    let mut operations = api.operations.iter();
    let is_shared = own.is_empty() || operations.any(|operation| operation.servers.is_empty());
    ServerLists {
        shared: is_shared.then(|| api.servers.clone()),
        own,
    }
}
