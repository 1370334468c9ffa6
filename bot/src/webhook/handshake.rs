//! The handshake with which Meta asks whether a webhook is its owner's: the query of a `GET` goes in, and the challenge that
//! is to be the whole answer comes out.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};

use messenger_platform::runtime::Secret;

use crate::InvalidSecret;
use crate::mac::Key;

/// The token that an app's owner has set for its webhook.
///
/// ```
/// use messenger_bot::webhook::VerifyToken;
///
/// let token = VerifyToken::new("my-token")?;
/// let query = "hub.mode=subscribe&hub.verify_token=my-token&hub.challenge=1158201444";
/// assert_eq!(token.answer(query).as_deref(), Ok("1158201444"));
/// assert!(token.answer("hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1").is_err());
/// # Ok::<(), messenger_bot::InvalidSecret>(())
/// ```
#[derive(Clone)]
pub struct VerifyToken {
    key: Key,
    code: [u8; 32],
}

impl VerifyToken {
    /// Takes a token.
    ///
    /// # Errors
    /// When it is empty: anybody could know it then.
    pub fn new(token: impl Into<Secret>) -> Result<Self, InvalidSecret> {
        let token = token.into();
        let token = token.expose().as_bytes();
        let key = Key::new(token).filter(|_| !token.is_empty());
        let key = key.ok_or(InvalidSecret::Empty)?;
        let code = key.code_of(token);
        Ok(Self { key, code })
    }

    /// The challenge, which is to be answered with status 200, as plain text and without a line break.
    ///
    /// # Errors
    /// When the query isn't that of a handshake with this token, which is to be answered with 403.
    pub fn answer(&self, query: &str) -> Result<String, HandshakeError> {
        let value = |name| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            let pair = pairs.find(|(known, _)| known == name);
            pair.map(|(_, value)| value.into_owned())
                .ok_or(HandshakeError::Missing(name))
        };
        let mode = value("hub.mode")?;
        let token = value("hub.verify_token")?;
        let challenge = value("hub.challenge")?;
        match (mode.as_str(), self.is(&token)) {
            ("subscribe", true) => Ok(challenge),
            ("subscribe", false) => Err(HandshakeError::Token),
            _ => Err(HandshakeError::Mode),
        }
    }

    /// Codes of tokens are compared rather than tokens, so that the time tells neither how much is right nor how long it is.
    fn is(&self, token: &str) -> bool {
        self.key.verifies(token.as_bytes(), &self.code)
    }
}

impl Debug for VerifyToken {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("VerifyToken(..)")
    }
}

/// Why a query isn't that of a handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HandshakeError {
    /// It lacks this parameter.
    Missing(&'static str),
    /// Its `hub.mode` isn't `subscribe`.
    Mode,
    /// Its `hub.verify_token` is another one.
    Token,
}

impl Display for HandshakeError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(formatter, "the query has no `{name}`"),
            Self::Mode => formatter.write_str("`hub.mode` isn't `subscribe`"),
            Self::Token => formatter
                .write_str("`hub.verify_token` isn't the token that was set for this webhook"),
        }
    }
}

impl Error for HandshakeError {}
