//! What a document says about the whole API: its title, its servers and its security schemes, as plain data that
//! generated code keeps in a `static`. Nothing is checked here; `ClientBuilder::build` does that once.

use crate::SecurityScheme;

/// A document's `info`, `servers` and `components.securitySchemes` (OpenAPI 3.0.3, section 4.7.1).
#[derive(Debug)]
pub struct Api {
    pub(crate) title: &'static str,
    pub(crate) version: &'static str,
    pub(crate) servers: &'static [Server],
    pub(crate) security_schemes: &'static [SecurityScheme],
}

impl Api {
    /// An API with the `title` and `version` of the document's `info`.
    #[must_use]
    pub const fn new(title: &'static str, version: &'static str) -> Self {
        Self {
            title,
            version,
            servers: &[],
            security_schemes: &[],
        }
    }

    /// The same API on these servers; the first one is the default.
    #[must_use]
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// The same API with these security schemes.
    #[must_use]
    pub const fn security_schemes(mut self, schemes: &'static [SecurityScheme]) -> Self {
        self.security_schemes = schemes;
        self
    }
}

/// One of a document's `servers` (OpenAPI 3.0.3, section 4.7.5), its variables already replaced.
#[derive(Debug)]
pub struct Server {
    pub(crate) url: &'static str,
}

impl Server {
    /// A server with this `url`. A relative one is kept, but a client then needs a `base_url`.
    #[must_use]
    pub const fn new(url: &'static str) -> Self {
        Self { url }
    }
}
