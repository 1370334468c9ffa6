//! Where requests go: what the user said of servers and what the document declares come in, one base URL for each list
//! of servers goes out, checked.
//!
//! A relative server isn't resolved: it is relative to where the document is served, and a client doesn't know that.

use super::{BaseUrl, BuildError, template};
use crate::server::{Server, ServerVariable};
use crate::{Api, Operation};

/// What the user says of servers.
#[derive(Default)]
pub(super) struct Choice {
    pub(super) base_url: Option<String>,
    pub(super) servers: Vec<Server>,
    pub(super) variables: Vec<(String, String)>,
    pub(super) replaced: Vec<(Server, String)>,
}

/// The URL that the path of each operation is appended to, without a trailing slash.
pub(super) enum Bases {
    /// The user's, for all operations.
    Everywhere(BaseUrl),
    /// One for the operations without servers of their own, and one for each list of the others.
    Declared {
        api: Option<BaseUrl>,
        own: Vec<(&'static [Server], BaseUrl)>,
    },
}

impl Bases {
    pub(super) fn of(choice: &Choice, api: &'static Api) -> Result<Self, BuildError> {
        choice.check(api)?;
        if let Some(url) = &choice.base_url {
            let url = BaseUrl::new(url).map_err(BuildError::InvalidBaseUrl)?;
            return Ok(Self::Everywhere(url));
        }
        let own = api.operation_servers.iter().filter_map(|list| {
            let server = choice.among(list)?;
            Some(choice.base(server).map(|base| (*list, base)))
        });
        let shared = choice.among(api.servers);
        Ok(Self::Declared {
            api: shared.map(|server| choice.base(server)).transpose()?,
            own: own.collect::<Result<_, _>>()?,
        })
    }

    /// The base for an operation.
    pub(super) fn base(&self, operation: &Operation) -> Option<&BaseUrl> {
        match self {
            Self::Everywhere(url) => Some(url),
            Self::Declared { own, .. } if !operation.own_servers().is_empty() => {
                let list = own
                    .iter()
                    .find(|(list, _)| *list == operation.own_servers());
                list.map(|(_, base)| base)
            }
            Self::Declared { api, .. } => api.as_ref(),
        }
    }

    /// The base for the operations that have no servers of their own.
    pub(super) fn shared(&self) -> Option<&BaseUrl> {
        match self {
            Self::Everywhere(url) => Some(url),
            Self::Declared { api, .. } => api.as_ref(),
        }
    }

    /// All bases.
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    pub(super) fn iter(&self) -> impl Iterator<Item = &BaseUrl> {
        let own: &[(_, BaseUrl)] = match self {
            Self::Everywhere(_) => &[],
            Self::Declared { own, .. } => own,
        };
        let own = own.iter().map(|(_, base)| base);
        self.shared().into_iter().chain(own)
    }
}

impl Choice {
    /// Of a list of servers, the one that was chosen last, else the first.
    fn among(&self, list: &'static [Server]) -> Option<&'static Server> {
        let chosen = |chosen: &Server| list.iter().find(|server| *server == chosen);
        self.servers.iter().rev().find_map(chosen).or(list.first())
    }

    fn base(&self, server: &'static Server) -> Result<BaseUrl, BuildError> {
        if let Some((_, url)) = self.replaced.iter().rfind(|(it, _)| it == server) {
            return BaseUrl::new(url).map_err(BuildError::InvalidBaseUrl);
        }
        let url = template::fill(server, &self.variables)?;
        if !url.contains("://") {
            return Err(BuildError::NoBaseUrl(server.url));
        }
        BaseUrl::new(&url).map_err(|reason| BuildError::InvalidServer(server.url, reason))
    }

    /// Whether the document declares all that was said: a slip of the pen would otherwise send requests elsewhere.
    fn check(&self, api: &'static Api) -> Result<(), BuildError> {
        let lists = || api.operation_servers.iter().copied().chain([api.servers]);
        let is_declared = |server: &Server| lists().any(|list| list.contains(server));
        let replaced = self.replaced.iter().map(|(server, _)| server);
        if let Some(unknown) = self
            .servers
            .iter()
            .chain(replaced)
            .find(|it| !is_declared(it))
        {
            return Err(BuildError::NoSuchServer(unknown.url));
        }
        let used = lists().filter_map(|list| self.among(list));
        let used: Vec<&ServerVariable> = used.flat_map(|server| server.variables).collect();
        let mut set = self.variables.iter();
        set.try_for_each(|(name, value)| admitted(name, value, &used))
    }
}

/// Whether one of the variables has the name and takes the value.
fn admitted(name: &str, value: &str, used: &[&'static ServerVariable]) -> Result<(), BuildError> {
    let mut named = used
        .iter()
        .filter(|variable| variable.name == name)
        .peekable();
    let Some(first) = named.peek().copied() else {
        return Err(BuildError::NoSuchServerVariable(name.to_owned()));
    };
    if named.any(|variable| variable.admits(value)) {
        Ok(())
    } else {
        Err(BuildError::ServerVariableValue(first.name, first.allowed))
    }
}
