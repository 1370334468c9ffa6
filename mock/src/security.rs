//! Whether a request carries the credentials that its operation asks for (OpenAPI 3.0.4, "Security Requirement Object").
//!
//! Credentials are not understood: no signature, scope or expiry is looked at, and a scheme that can't be seen in a
//! request, such as mutual TLS, counts as satisfied.

use serde_json::Value;

use crate::document::Document;
use crate::operation::Operation;
use crate::problem;
use crate::recorded::Recorded;
use crate::reply::Reply;

/// The secrets that are accepted; when there are none, any.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// Accepts one more.
    pub(crate) fn add(&mut self, secret: String) {
        self.0.push(secret);
    }

    fn accept(&self, given: &str) -> bool {
        !given.is_empty() && (self.0.is_empty() || self.0.iter().any(|secret| secret == given))
    }
}

/// The 401 for a request that satisfies none of the operation's alternatives; `None` when it may pass.
pub(crate) fn refusal(
    operation: &Operation<'_>,
    request: &Recorded,
    secrets: &Secrets,
) -> Option<Reply> {
    let requirements = operation.security();
    let document = operation.document();
    let satisfied = |requirement: &Value| {
        schemes(document, requirement).all(|(_, scheme)| is_satisfied(scheme, request, secrets))
    };
    if requirements.is_empty() || requirements.iter().any(satisfied) {
        return None;
    }
    let wanted: Vec<String> = requirements
        .iter()
        .map(|requirement| {
            let names: Vec<&str> = schemes(document, requirement)
                .map(|(name, _)| name)
                .collect();
            names.join(" and ")
        })
        .collect();
    let detail = format!(
        "credentials are missing or not accepted; wanted: {}",
        wanted.join(", or ")
    );
    let mut challenges: Vec<String> = requirements
        .iter()
        .flat_map(|requirement| schemes(document, requirement))
        .filter_map(|(_, scheme)| challenge(scheme))
        .collect();
    challenges.sort();
    challenges.dedup();
    let reply = challenges
        .into_iter()
        .fold(problem::problem(401, &detail), |reply, challenge| {
            reply.header("www-authenticate", challenge)
        });
    Some(reply)
}

/// The names in a requirement with the schemes they stand for.
fn schemes<'d>(
    document: &'d Document,
    requirement: &'d Value,
) -> impl Iterator<Item = (&'d str, &'d Value)> {
    let root = document.root();
    let declared = root
        .get("securityDefinitions")
        .or_else(|| root.get("components")?.get("securitySchemes"));
    requirement
        .as_object()
        .into_iter()
        .flatten()
        .map(move |(name, _)| {
            let scheme = declared.and_then(|declared| declared.get(name));
            (
                name.as_str(),
                scheme.map_or(&Value::Null, |scheme| document.resolve(scheme)),
            )
        })
}

fn is_satisfied(scheme: &Value, request: &Recorded, secrets: &Secrets) -> bool {
    match text(scheme, "type") {
        "apiKey" => api_keys(scheme, request).any(|key| secrets.accept(key)),
        _ => match authentication_scheme(scheme) {
            Some(name) => authorization(request, &name).is_some_and(|given| secrets.accept(given)),
            None => true,
        },
    }
}

/// The name that stands first in the `authorization` header (RFC 9110, section 11.4).
fn authentication_scheme(scheme: &Value) -> Option<String> {
    let name = match text(scheme, "type") {
        "http" => text(scheme, "scheme"),
        "basic" => "basic",
        "oauth2" | "openIdConnect" => "bearer",
        _ => "",
    };
    (!name.is_empty()).then(|| name.to_ascii_lowercase())
}

/// What follows the name of the scheme in the `authorization` header.
fn authorization<'r>(request: &'r Recorded, scheme: &str) -> Option<&'r str> {
    let (name, credentials) = request.header("authorization")?.split_once(' ')?;
    name.eq_ignore_ascii_case(scheme)
        .then(|| credentials.trim())
}

fn api_keys<'r>(
    scheme: &'r Value,
    request: &'r Recorded,
) -> Box<dyn Iterator<Item = &'r str> + 'r> {
    let name = text(scheme, "name");
    match text(scheme, "in") {
        "header" => Box::new(request.header(name).into_iter()),
        "query" => Box::new(request.query_value(name).into_iter()),
        "cookie" => Box::new(
            request
                .cookies()
                .filter(move |(key, _)| *key == name)
                .map(|(_, value)| value),
        ),
        _ => Box::new(std::iter::empty()),
    }
}

fn challenge(scheme: &Value) -> Option<String> {
    match authentication_scheme(scheme)?.as_str() {
        "basic" => Some("Basic realm=\"mock\", charset=\"UTF-8\"".to_owned()),
        "bearer" => Some("Bearer".to_owned()),
        other => Some(other.to_owned()),
    }
}

fn text<'v>(scheme: &'v Value, field: &str) -> &'v str {
    scheme
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
