//! What a caller proves its identity with. It is kept in memory as it is; it never shows in `Debug`.

use std::fmt::{self, Debug, Formatter};

use crate::Secret;

/// A credential for one security scheme (OpenAPI 3.0.3, section 4.7.27).
#[derive(Clone)]
pub struct Credential(pub(crate) Proof);

#[derive(Clone)]
pub(crate) enum Proof {
    Bearer(Secret),
    Basic { user: String, password: Secret },
    ApiKey(Secret),
    Transport,
}

impl Credential {
    /// A bearer token (RFC 6750), for schemes of type `http` with `bearer`, and for OAuth 2.0 and OpenID Connect.
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(Proof::Bearer(token.into()))
    }

    /// A user and a password (RFC 7617), for schemes of type `http` with `basic`.
    #[must_use]
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Proof::Basic {
            user: user.into(),
            password: password.into(),
        })
    }

    /// A key, for schemes of type `apiKey`.
    #[must_use]
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(Proof::ApiKey(key.into()))
    }

    /// Nothing to add to a request, because the transport sees to it: client certificates, signatures, Digest.
    /// It fits every scheme.
    #[must_use]
    pub const fn by_transport() -> Self {
        Self(Proof::Transport)
    }
}

impl Proof {
    /// What it is, for messages.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Bearer(_) => "a bearer token",
            Self::Basic { .. } => "a user and a password",
            Self::ApiKey(_) => "an API key",
            Self::Transport => "nothing",
        }
    }
}

impl Debug for Credential {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0 {
            Proof::Bearer(_) => "Bearer(..)",
            Proof::Basic { .. } => "Basic(..)",
            Proof::ApiKey(_) => "ApiKey(..)",
            Proof::Transport => "ByTransport",
        })
    }
}
