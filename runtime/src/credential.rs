//! What a caller proves its identity with: a credential that is known, or one that a provider gives. It is kept in memory
//! as it is; it never shows in `Debug`.

mod asking;
mod held;
mod provider;
mod source;

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use crate::Secret;

pub(crate) use held::Held;
pub use provider::{CredentialProvider, Provided};
pub(crate) use source::{Source, Unprovided};

/// A credential for one security scheme (OpenAPI 3.0.3, section 4.7.27).
#[derive(Clone)]
pub struct Credential {
    pub(crate) proof: Proof,
    life: Option<Duration>,
}

#[derive(Clone)]
pub(crate) enum Proof {
    Bearer(Secret),
    Basic { user: String, password: Secret },
    ApiKey(Secret),
    Transport,
    Provider(Arc<Source>),
}

impl Credential {
    const fn new(proof: Proof) -> Self {
        Self { proof, life: None }
    }

    /// A bearer token (RFC 6750), for schemes of type `http` with `bearer`, and for OAuth 2.0 and OpenID Connect.
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::new(Proof::Bearer(token.into()))
    }

    /// A user and a password (RFC 7617), for schemes of type `http` with `basic`.
    #[must_use]
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::new(Proof::Basic {
            user: user.into(),
            password: password.into(),
        })
    }

    /// A key, for schemes of type `apiKey`.
    #[must_use]
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self::new(Proof::ApiKey(key.into()))
    }

    /// Nothing to add to a request, because the transport sees to it: client certificates, signatures, Digest.
    /// It fits every scheme.
    #[must_use]
    pub const fn by_transport() -> Self {
        Self::new(Proof::Transport)
    }

    /// A credential that is asked for when a call first needs it, such as an access token of OAuth 2.0: from a closure
    /// that gives a future, or any other [`CredentialProvider`].
    ///
    /// It is kept until the server answers a call with 401, or until shortly before its [end](Self::expiring_in). After a
    /// 401 the provider is asked once more and the call repeated once, whatever its method, since a request that isn't
    /// authorized has done nothing; it doesn't count as a retry. A body that is a stream which comes once isn't sent
    /// again: that call ends with the 401, and the next one gets a new credential. However many calls wait for a
    /// credential, the provider is asked once, and what it gives or fails with counts for all of them. They wait no
    /// longer than their timeouts.
    ///
    /// The copies of such a credential have what the provider gives in common: for several schemes, or several clients.
    ///
    /// ```
    /// use std::time::Duration;
    /// use bindery_runtime::Credential;
    ///
    /// # struct Token { access_token: String, expires_in: u64 }
    /// # async fn fetch_token() -> Result<Token, std::io::Error> { Err(std::io::ErrorKind::Other.into()) }
    /// let credential = Credential::provider(|| async {
    ///     let token = fetch_token().await?;
    ///     Ok(Credential::bearer(token.access_token).expiring_in(Duration::from_secs(token.expires_in)))
    /// });
    /// ```
    #[must_use]
    pub fn provider(provider: impl CredentialProvider) -> Self {
        Self::new(Proof::Provider(Arc::new(Source::new(provider))))
    }

    /// The same credential, which can be used for so long from now on (`expires_in` of RFC 6749, section 5.1). A provider
    /// says it of what it gives, and is asked again when a tenth of the time is left, but no more than a minute.
    #[must_use]
    pub const fn expiring_in(mut self, life: Duration) -> Self {
        self.life = Some(life);
        self
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
            Self::Provider(_) => "what a provider gives",
        }
    }
}

impl Debug for Credential {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.proof {
            Proof::Bearer(_) => "Bearer(..)",
            Proof::Basic { .. } => "Basic(..)",
            Proof::ApiKey(_) => "ApiKey(..)",
            Proof::Transport => "ByTransport",
            Proof::Provider(_) => "Provider(..)",
        })
    }
}
