//! Security: what callers prove who they are with (OpenAPI 3.0.3, "Security Scheme Object" and "Security
//! Requirement Object").

use std::collections::BTreeSet;

use openapiv3::{APIKeyLocation, SecurityScheme as Scheme};
use serde_json::{Map, Value};

use super::Lowering;
use super::reference::parse;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Operation, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
use crate::nearest::nearest;
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// `components.securitySchemes`.
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let at = Pointer::root().child("components").child("securitySchemes");
        let schemes = self
            .document
            .pointer(&at.to_string())
            .and_then(Value::as_object);
        let schemes = schemes.into_iter().flatten();
        schemes
            .filter_map(|(name, scheme)| {
                let scheme = self.scheme(scheme, &at.child(name));
                let (scheme, at) = scheme.map_err(|bad| self.found.push(bad)).ok()?;
                Some(SecurityScheme {
                    name: name.clone(),
                    kind: self.security_scheme_kind(&scheme, &at),
                })
            })
            .collect()
    }

    /// The scheme that `value`, which stands at `at`, declares or refers to.
    fn scheme(&self, value: &Value, at: &Pointer) -> Result<(Scheme, Pointer), Diagnostic> {
        let (value, at) = self.followed(value, at)?;
        match misdeclared(value, &at) {
            Some(diagnostic) => Err(diagnostic),
            None => Ok((parse(value, &at, "a security scheme")?, at)),
        }
    }

    fn security_scheme_kind(&mut self, scheme: &Scheme, at: &Pointer) -> SecuritySchemeKind {
        match scheme {
            Scheme::APIKey {
                location: APIKeyLocation::Header,
                name,
                ..
            } => SecuritySchemeKind::ApiKeyHeader(name.clone()),
            Scheme::APIKey {
                location: APIKeyLocation::Query,
                name,
                ..
            } => SecuritySchemeKind::ApiKeyQuery(name.clone()),
            Scheme::APIKey {
                location: APIKeyLocation::Cookie,
                name,
                ..
            } => SecuritySchemeKind::ApiKeyCookie(name.clone()),
            // The access token that either flow ends with is sent as a bearer token (RFC 6750, section 2.1).
            Scheme::OAuth2 { .. } | Scheme::OpenIDConnect { .. } => SecuritySchemeKind::Bearer,
            // Scheme names are case-insensitive (RFC 9110, section 11.1).
            Scheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
                SecuritySchemeKind::Bearer
            }
            Scheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
                SecuritySchemeKind::Basic
            }
            Scheme::HTTP { scheme, .. } => {
                let message =
                    format!("the HTTP authentication scheme `{scheme}` is not supported yet");
                self.found.push(
                    Diagnostic::unsupported(Place::Value(at.child("scheme")), message)
                        .help("`basic` and `bearer` are"),
                );
                SecuritySchemeKind::Unsupported
            }
        }
    }

    /// The alternatives of an operation, or of the whole document where the operation says nothing.
    pub(super) fn security(
        &mut self,
        operation: &Value,
        at: &Pointer,
        schemes: &[SecurityScheme],
    ) -> Vec<SecurityRequirement> {
        let own = operation
            .get("security")
            .map(|security| (security, at.child("security")));
        let root = || {
            Some((
                self.document.get("security")?,
                Pointer::root().child("security"),
            ))
        };
        let Some((alternatives, at)) = own.or_else(root) else {
            return Vec::new();
        };
        let alternatives = alternatives.as_array().into_iter().flatten();
        let mut requirements = Vec::new();
        let mut named = 0;
        for (index, names) in alternatives.enumerate() {
            named += 1 + names.as_object().map_or(0, Map::len);
            if named > MOST_NAMED {
                let message = "so many alternatives are not supported";
                let diagnostic = Diagnostic::unsupported(Place::Value(at.index(index)), message)
                    .label("this one and those after it are left out")
                    .note(format!(
                        "they and the schemes that they name are more than {MOST_NAMED}"
                    ));
                self.found.push(diagnostic);
                break;
            }
            requirements.extend(self.requirement(names, &at.index(index), schemes));
        }
        requirements
    }

    /// One alternative; the transport has to satisfy one that names an unknown scheme.
    fn requirement(
        &mut self,
        names: &Value,
        at: &Pointer,
        schemes: &[SecurityScheme],
    ) -> Option<SecurityRequirement> {
        let names = names.as_object()?.keys();
        for name in names.clone() {
            if !schemes.iter().any(|scheme| scheme.name == *name) {
                let message = format!("the security scheme `{name}` is not defined");
                let help = "define it under `components/securitySchemes`";
                self.found
                    .push(Diagnostic::invalid(Place::Key(at.child(name)), message).help(help));
            }
        }
        Some(names.cloned().collect())
    }
}

/// How many alternatives an operation may have, with the schemes that they name. Those of the document stand with every
/// operation, so there is an end to them.
const MOST_NAMED: usize = 200;

/// What each type of security scheme must have (OpenAPI 3.0.3, "Security Scheme Object").
const TYPES: [(&str, &[&str]); 4] = [
    ("apiKey", &["name", "in"]),
    ("http", &["scheme"]),
    ("oauth2", &["flows"]),
    ("openIdConnect", &["openIdConnectUrl"]),
];

/// What keeps a security scheme from being used.
fn misdeclared(scheme: &Value, at: &Pointer) -> Option<Diagnostic> {
    let text = |keyword: &str| scheme.get(keyword).and_then(Value::as_str);
    let types = "the types are apiKey, http, oauth2 and openIdConnect";
    let Some(name) = text("type") else {
        let message = "a security scheme must have `type`";
        let diagnostic = Diagnostic::invalid(Place::Value(at.clone()), message);
        return Some(diagnostic.label("has no `type`").help(types));
    };
    let Some((_, keywords)) = TYPES.iter().find(|(known, _)| *known == name) else {
        let message = format!("`{name}` is not a type of security scheme");
        let diagnostic = Diagnostic::invalid(Place::Value(at.child("type")), message);
        let near = nearest(name, TYPES.iter().map(|(known, _)| *known));
        return Some(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(types),
        });
    };
    if let Some(missing) = keywords
        .iter()
        .find(|keyword| scheme.get(**keyword).is_none())
    {
        let message = format!("a security scheme of type `{name}` must have `{missing}`");
        let diagnostic = Diagnostic::invalid(Place::Value(at.clone()), message);
        return Some(diagnostic.label(format!("has no `{missing}`")));
    }
    let location = text("in").filter(|_| name == "apiKey")?;
    let locations = ["query", "header", "cookie"];
    (!locations.contains(&location)).then(|| {
        let message = format!("an API key can't be sent in `{location}`");
        Diagnostic::invalid(Place::Value(at.child("in")), message)
            .help("`in` is `query`, `header` or `cookie`")
    })
}

/// The schemes with those that only operations know: nobody can say what they send, so that is the caller's to do.
pub(super) fn completed(
    schemes: Vec<SecurityScheme>,
    operations: &[Operation],
) -> Vec<SecurityScheme> {
    let defined: BTreeSet<&str> = schemes.iter().map(|scheme| scheme.name.as_str()).collect();
    let named = operations.iter().flat_map(|operation| &operation.security);
    let named: BTreeSet<&str> = named.flatten().map(String::as_str).collect();
    let undefined = named.difference(&defined).map(|name| SecurityScheme {
        name: (*name).to_owned(),
        kind: SecuritySchemeKind::Unsupported,
    });
    let undefined: Vec<SecurityScheme> = undefined.collect();
    schemes.into_iter().chain(undefined).collect()
}
