//! An operation as plain data: what generated code keeps in a `static` for each operation of a document.
//! Parameters and bodies aren't in it: they have types, so each call sets them through functions of its own.

use http::{Method, StatusCode};

use crate::Server;
use crate::validation::Request as Rules;
#[cfg(feature = "validation")]
use crate::{Location, validation::Rule};

/// An operation of the document (OpenAPI 3.0.3, section 4.7.10).
///
/// A [`Transport`](crate::Transport) of the user's finds the operation of a request as `&'static Operation` in its
/// extensions.
#[derive(Debug)]
pub struct Operation {
    id: &'static str,
    method: Method,
    path: &'static str,
    servers: &'static [Server],
    security: &'static [&'static [&'static str]],
    responses: &'static [&'static str],
    accept: Option<&'static str>,
    secrets: &'static [&'static str],
    rules: Option<&'static Rules>,
}

impl Operation {
    /// The operation with this id (or another name for messages), method and path template.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            servers: &[],
            security: &[],
            responses: &[],
            accept: None,
            secrets: &[],
            rules: None,
        }
    }

    /// The same operation on these servers instead of the API's: those of the operation itself or of its path. They must
    /// be among [`Api::operation_servers`](crate::Api::operation_servers).
    #[must_use]
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// The same operation with these security requirements: any one of the lists, all names of it. An empty inner
    /// list allows the call without credentials; no list at all means that it takes none.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.security = alternatives;
        self
    }

    /// The same operation with these declared responses: `"200"`, a range such as `"2XX"`, or `"default"`.
    #[must_use]
    pub const fn responses(mut self, declared: &'static [&'static str]) -> Self {
        self.responses = declared;
        self
    }

    /// The same operation with this `Accept` header, where the usual one for the kind of its answers won't do.
    #[must_use]
    pub const fn accepting(mut self, accept: &'static str) -> Self {
        self.accept = Some(accept);
        self
    }

    /// The same operation with these properties, whose values in an answer don't show in errors.
    #[must_use]
    pub const fn secrets(mut self, properties: &'static [&'static str]) -> Self {
        self.secrets = properties;
        self
    }

    /// The same operation with rules that its requests are checked against, with the feature `validation`.
    #[must_use]
    pub const fn validated(mut self, rules: &'static Rules) -> Self {
        self.rules = Some(rules);
        self
    }

    /// The operation's id, for messages and logs.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path template, which holds no values and so no secrets.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The operation's own servers; none where it is on the API's.
    pub(crate) fn own_servers(&self) -> &'static [Server] {
        self.servers
    }

    pub(crate) fn alternatives(&self) -> &'static [&'static [&'static str]] {
        self.security
    }

    pub(crate) fn accept(&self) -> Option<&'static str> {
        self.accept
    }

    pub(crate) fn secret_properties(&self) -> &'static [&'static str] {
        self.secrets
    }

    /// The rules of a parameter, if anything is asked of it.
    #[cfg(feature = "validation")]
    pub(crate) fn parameter_rules(
        &self,
        location: Location,
        name: &str,
    ) -> Option<&'static [Rule]> {
        let mut parameters = self.rules?.parameters.iter();
        let found = parameters.find(|(at, known, _)| (*at, *known) == (location, name));
        found.map(|(_, _, rules)| *rules)
    }

    /// The rules of a body that is sent as `content_type`, if anything is asked of it.
    #[cfg(feature = "validation")]
    pub(crate) fn body_rules(&self, content_type: &str) -> Option<&'static [Rule]> {
        let mut bodies = self.rules?.bodies.iter();
        let found = bodies.find(|(known, _)| *known == content_type);
        found.map(|(_, rules)| *rules)
    }

    /// Whether the document declares the status exactly, by its range or by `default`.
    pub(crate) fn declares(&self, status: StatusCode) -> bool {
        self.responses
            .iter()
            .any(|declared| matches(declared, status))
    }

    /// Whether the document has redirects for answers, and no other success.
    pub(crate) fn answers_by_redirect(&self) -> bool {
        let begins = |first: u8| {
            let mut declared = self.responses.iter().map(|declared| declared.as_bytes());
            declared.any(|declared| declared.first() == Some(&first))
        };
        begins(b'3') && !begins(b'2') && !self.responses.contains(&"default")
    }
}

/// Whether a status is the declared one, `200`, or in the declared range, `2XX`; every status is `default`.
#[must_use]
pub fn matches(declared: &str, status: StatusCode) -> bool {
    match declared.as_bytes() {
        b"default" => true,
        [first, b'X' | b'x', b'X' | b'x'] => {
            u16::from(first.wrapping_sub(b'0')) == status.as_u16() / 100
        }
        _ => declared == status.as_str(),
    }
}
