//! What a document says about the whole API: its title, its servers and its security schemes, as plain data that
//! generated code keeps in a `static`. Nothing is checked here; `ClientBuilder::build` does that once.

use crate::{SecurityScheme, Server};

/// A document's `info`, `servers` and `components.securitySchemes` (OpenAPI 3.0.3, section 4.7.1).
#[derive(Debug)]
pub struct Api {
    pub(crate) title: &'static str,
    pub(crate) version: &'static str,
    pub(crate) servers: &'static [Server],
    pub(crate) operation_servers: &'static [&'static [Server]],
    pub(crate) security_schemes: &'static [SecurityScheme],
}

/// The server of a document that declares none (OpenAPI 3.0.4, "OpenAPI Object").
const UNDECLARED: Server = Server::new("/");

impl Api {
    /// An API with the `title` and `version` of the document's `info`, and the server `/`, which a document has that
    /// declares none.
    #[must_use]
    pub const fn new(title: &'static str, version: &'static str) -> Self {
        Self {
            title,
            version,
            servers: &[UNDECLARED],
            operation_servers: &[],
            security_schemes: &[],
        }
    }

    /// The same API on these servers; the first one is used unless another is chosen. With none at all, every operation
    /// must have servers of its own.
    #[must_use]
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// The same API with these lists of servers, each of which is that of an operation or more.
    #[must_use]
    pub const fn operation_servers(mut self, lists: &'static [&'static [Server]]) -> Self {
        self.operation_servers = lists;
        self
    }

    /// The same API with these security schemes.
    #[must_use]
    pub const fn security_schemes(mut self, schemes: &'static [SecurityScheme]) -> Self {
        self.security_schemes = schemes;
        self
    }
}
