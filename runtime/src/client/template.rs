//! Templates of servers' URLs: a server and the values that a user set come in, the URL goes out.
//!
//! What the document itself says, a default or one of its `enum`, is taken as it is. Any other value may come from
//! anywhere, so it can't do more than its place in the URL is for: in the host it can't end the host, in the path it is
//! encoded as one segment.

use super::{BuildError, base_url};
use crate::percent;
use crate::server::{Server, ServerVariable};

/// Where in a URL a variable stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// `{scheme}://..`
    Scheme,
    /// `{endpoint}/v1`: it is the base of everything.
    Start,
    Host,
    Path,
}

/// Fills the variables in; `set` are the names and values that the user wants, the most wanted last.
pub(super) fn fill(server: &Server, set: &[(String, String)]) -> Result<String, BuildError> {
    let mut url = String::new();
    let mut rest = server.url;
    while let Some((literal, name, after)) = next_variable(rest) {
        let before = server.url.len() - rest.len() + literal.len();
        let position = position(server.url.get(..before).unwrap_or_default(), after);
        url.push_str(literal);
        url.push_str(&value(server, name, position, set)?);
        rest = after;
    }
    url.push_str(rest);
    Ok(url)
}

/// Splits at the first `{name}`: what stands before it, the name, what comes after.
fn next_variable(template: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (literal, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((literal, name, after))
}

fn position(before: &str, after: &str) -> Position {
    match before.split_once("://") {
        Some((_, authority)) if authority.contains('/') => Position::Path,
        Some(_) => Position::Host,
        None if before.is_empty() && after.starts_with("://") => Position::Scheme,
        None if before.is_empty() => Position::Start,
        None if before.starts_with('/') => Position::Path,
        None => Position::Host,
    }
}

/// The last value that the variable admits, else its default. Values that it doesn't admit may be meant for a variable
/// of the same name of another server; that each has found one is checked for all servers together.
fn value(
    server: &Server,
    name: &'static str,
    position: Position,
    set: &[(String, String)],
) -> Result<String, BuildError> {
    let declared = server
        .variables
        .iter()
        .find(|variable| variable.name == name);
    let admits = |value: &str| declared.is_none_or(|variable| variable.admits(value));
    let set = set.iter().rfind(|(it, value)| it == name && admits(value));
    let declared_value = |value: &str| declared.is_some_and(|it| it.declares(value));
    match set.map(|(_, value)| value) {
        Some(value) if declared_value(value) => Ok(value.to_owned()),
        Some(value) => position
            .place(value)
            .map_err(|reason| BuildError::ServerVariable(name, reason)),
        None => match declared.and_then(|variable| variable.default) {
            Some(default) => Ok(default.to_owned()),
            None => Err(BuildError::ServerVariable(
                name,
                "has no default; set it with `server_variable`",
            )),
        },
    }
}

impl ServerVariable {
    /// Whether the document allows the value.
    pub(super) fn admits(&self, value: &str) -> bool {
        self.allowed.is_empty() || self.allowed.contains(&value)
    }

    /// Whether the value is the document's own.
    fn declares(&self, value: &str) -> bool {
        self.allowed.contains(&value) || self.default == Some(value)
    }
}

impl Position {
    /// A value that isn't the document's, as it may stand here.
    fn place(self, value: &str) -> Result<String, &'static str> {
        match self {
            Self::Scheme if ["http", "https"].contains(&value) => Ok(value.to_owned()),
            Self::Scheme => Err("can only be `http` or `https`"),
            Self::Start => base_url::checked(value).map_err(|_| "isn't a URL to begin with"),
            Self::Host if !value.is_empty() && value.chars().all(is_of_a_host) => {
                Ok(value.to_owned())
            }
            Self::Host => Err("holds what can't stand in a host; `base_url` takes a whole URL"),
            Self::Path if matches!(value, "" | "." | "..") => {
                Err("can't be empty, `.` or `..`, which would change the path")
            }
            Self::Path => Ok(percent::value(value).to_string()),
        }
    }
}

/// What a name, an IPv4 address or a port may hold; nothing that begins another part of a URL (RFC 3986, section 3.2).
fn is_of_a_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:".contains(c)
}
