//! Credentials made ready: a scheme and its credential go in, the header, query or cookie to add comes out.
//! It is made once for a client, so that a call can't fail for a credential that no header can hold.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderName, HeaderValue, header};

use super::{Kind, SecurityScheme};
use crate::credential::{Credential, Proof};
use crate::{Secret, percent};

/// A scheme's credential, ready to be added to requests. It has no `Debug`, since it holds the secret.
pub(crate) struct Authorization {
    pub(crate) effect: Effect,
    /// What must not show in messages.
    pub(crate) secrets: Vec<Secret>,
}

/// What is added to a request.
pub(crate) enum Effect {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(String),
    Nothing,
}

/// Why a credential can't be used.
pub(crate) enum Refused {
    /// The scheme takes another kind.
    Kind,
    /// The credential is empty or holds a character that can't be sent.
    Text,
}

impl Authorization {
    pub(crate) fn new(scheme: &SecurityScheme, credential: &Credential) -> Result<Self, Refused> {
        let (effect, secrets) = match (scheme.kind, &credential.proof) {
            (_, Proof::Transport) => (Effect::Nothing, Vec::new()),
            (Kind::Bearer, Proof::Bearer(token)) => (
                authorization("Bearer", token.expose())?,
                vec![token.clone()],
            ),
            (Kind::Basic, Proof::Basic { user, password }) => {
                let pair = BASE64_STANDARD.encode(user_and_password(user, password.expose())?);
                (
                    authorization("Basic", &pair)?,
                    vec![password.clone(), pair.into()],
                )
            }
            (kind, Proof::ApiKey(key)) => (api_key(kind, key.expose())?, vec![key.clone()]),
            _ => return Err(Refused::Kind),
        };
        Ok(Self { effect, secrets })
    }
}

fn authorization(scheme: &str, text: &str) -> Result<Effect, Refused> {
    filled(text)?;
    Ok(Effect::Header(
        header::AUTHORIZATION,
        sensitive(&format!("{scheme} {text}"))?,
    ))
}

/// `user:password`; RFC 7617 has no way to write a colon in the user.
fn user_and_password(user: &str, password: &str) -> Result<String, Refused> {
    if user.contains(':') {
        Err(Refused::Text)
    } else {
        Ok(format!("{user}:{password}"))
    }
}

fn api_key(kind: Kind, key: &str) -> Result<Effect, Refused> {
    filled(key)?;
    let pair = |name| format!("{}={}", percent::value(name), percent::value(key));
    match kind {
        Kind::ApiKeyHeader(name) => {
            let name = HeaderName::try_from(name).map_err(|_| Refused::Text)?;
            Ok(Effect::Header(name, sensitive(key)?))
        }
        Kind::ApiKeyQuery(name) => Ok(Effect::Query(pair(name))),
        Kind::ApiKeyCookie(name) => Ok(Effect::Cookie(pair(name))),
        Kind::Bearer | Kind::Basic | Kind::Unsupported => Err(Refused::Kind),
    }
}

fn filled(text: &str) -> Result<(), Refused> {
    if text.is_empty() {
        Err(Refused::Text)
    } else {
        Ok(())
    }
}

fn sensitive(text: &str) -> Result<HeaderValue, Refused> {
    let mut value = HeaderValue::try_from(text).map_err(|_| Refused::Text)?;
    value.set_sensitive(true);
    Ok(value)
}
