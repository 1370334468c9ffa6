//! Security schemes and requirements (OpenAPI 3.0.3, sections 4.7.27 and 4.7.30): the schemes and the credentials go
//! in, what is added to a request comes out. Of several alternatives exactly one is applied, never their union.

mod authorization;
mod holder;
mod masked;
mod properties;
mod secrets;

pub(crate) use authorization::{Effect, Refused};
pub(crate) use holder::{Grant, Holder, Ungranted};
pub(crate) use masked::Masked;
pub(crate) use secrets::Secrets;

use crate::credential::Proof;

/// One of a document's `components.securitySchemes`.
#[derive(Debug)]
pub struct SecurityScheme {
    pub(crate) name: &'static str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Bearer,
    Basic,
    ApiKeyHeader(&'static str),
    ApiKeyQuery(&'static str),
    ApiKeyCookie(&'static str),
    Unsupported,
}

impl SecurityScheme {
    /// `type: http`, `scheme: bearer`.
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Bearer,
        }
    }

    /// `type: http`, `scheme: basic`.
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Basic,
        }
    }

    /// `type: apiKey`, `in: header`.
    #[must_use]
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self {
            name,
            kind: Kind::ApiKeyHeader(header),
        }
    }

    /// `type: apiKey`, `in: query`.
    #[must_use]
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self {
            name,
            kind: Kind::ApiKeyQuery(parameter),
        }
    }

    /// `type: apiKey`, `in: cookie`.
    #[must_use]
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self {
            name,
            kind: Kind::ApiKeyCookie(cookie),
        }
    }

    /// A scheme that only a transport can serve, with [`Credential::by_transport`](crate::Credential::by_transport).
    #[must_use]
    pub const fn unsupported(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Unsupported,
        }
    }

    /// Whether a credential is of the kind that the scheme asks for.
    pub(crate) fn takes(&self, proof: &Proof) -> bool {
        matches!(
            (self.kind, proof),
            (Kind::Bearer, Proof::Bearer(_))
                | (Kind::Basic, Proof::Basic { .. })
                | (
                    Kind::ApiKeyHeader(_) | Kind::ApiKeyQuery(_) | Kind::ApiKeyCookie(_),
                    Proof::ApiKey(_)
                )
                | (_, Proof::Transport | Proof::Provider(_))
        )
    }

    /// The function of the client's builder that sets the scheme's credential.
    pub(crate) fn setter(&self) -> String {
        match self.kind {
            Kind::Bearer => "bearer(token)".to_owned(),
            Kind::Basic => "basic(user, password)".to_owned(),
            Kind::ApiKeyHeader(_) | Kind::ApiKeyQuery(_) | Kind::ApiKeyCookie(_) => {
                "api_key(key)".to_owned()
            }
            Kind::Unsupported => format!("credential({:?}, Credential::by_transport())", self.name),
        }
    }
}
