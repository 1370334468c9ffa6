//! Servers (OpenAPI 3.0.4, "Server Object"): where a document says that an API is served, as plain data that generated
//! code keeps in constants. Nothing is checked here; `ClientBuilder::build` does that once. What a document says in
//! prose about a server or a variable is in the docs of the constant.

/// One of a document's `servers`. Two are the same when they are declared alike, wherever that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Server {
    pub(crate) url: &'static str,
    pub(crate) variables: &'static [ServerVariable],
}

impl Server {
    /// A server with this `url`, in which `{name}` stands for a variable. A relative one is kept as it is: it is
    /// relative to where the document is served, which a client can't know.
    #[must_use]
    pub const fn new(url: &'static str) -> Self {
        Self {
            url,
            variables: &[],
        }
    }

    /// The same server with these variables.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [ServerVariable]) -> Self {
        self.variables = variables;
        self
    }

    /// The URL as the document has it, with its variables in braces.
    #[must_use]
    pub const fn url(&self) -> &'static str {
        self.url
    }
}

/// A variable of a server's URL (OpenAPI 3.0.4, "Server Variable Object").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerVariable {
    pub(crate) name: &'static str,
    pub(crate) default: Option<&'static str>,
    pub(crate) allowed: &'static [&'static str],
}

impl ServerVariable {
    /// A variable of this name, which takes any value and has none yet.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            default: None,
            allowed: &[],
        }
    }

    /// The same variable with a value that it has unless another is set.
    #[must_use]
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// The same variable with no other values than these (`enum`).
    #[must_use]
    pub const fn allowed(mut self, values: &'static [&'static str]) -> Self {
        self.allowed = values;
        self
    }
}
