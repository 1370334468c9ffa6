//! The app's secret: a text goes in, signatures and proofs come out, and nothing shows it.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};

use messenger_platform::runtime::Secret;

use crate::mac::Key;

/// The secret of an app, as its dashboard shows it under "Basic settings". It isn't the page's access token.
///
/// ```
/// use messenger_bot::AppSecret;
///
/// let secret = AppSecret::new("12345678")?;
/// let proof = secret.proof("12345678");
/// assert_eq!(proof, "e220691b3e23647fc17c4b282bb469ac77fbadb8f5c77898294e42de95add560");
/// assert_eq!(format!("{secret:?}"), "AppSecret(..)");
/// assert!(AppSecret::new("").is_err());
/// # Ok::<(), messenger_bot::InvalidSecret>(())
/// ```
#[derive(Clone)]
pub struct AppSecret(Key);

impl AppSecret {
    /// Takes a secret.
    ///
    /// # Errors
    /// When it is empty or has white space in it, as a variable that isn't set or the line of a file would be. With an empty
    /// one anybody could sign.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, InvalidSecret> {
        let secret = secret.into();
        let text = secret.expose();
        match text {
            "" => Err(InvalidSecret::Empty),
            _ if text.contains(char::is_whitespace) => Err(InvalidSecret::Space),
            _ => Key::new(text.as_bytes())
                .map(Self)
                .ok_or(InvalidSecret::Empty),
        }
    }

    /// The `appsecret_proof` for an access token
    /// (<https://developers.facebook.com/docs/graph-api/guides/secure-requests>); [`AppSecretProof`](crate::AppSecretProof)
    /// adds it to calls.
    #[must_use]
    pub fn proof(&self, token: &str) -> String {
        hex::encode(self.0.code_of(token.as_bytes()))
    }

    pub(crate) fn key(&self) -> &Key {
        &self.0
    }
}

impl Debug for AppSecret {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("AppSecret(..)")
    }
}

/// Why a text is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidSecret {
    /// There is nothing in it.
    Empty,
    /// There is white space in it.
    Space,
}

impl Display for InvalidSecret {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "the secret is empty: is the variable set that it comes from?",
            Self::Space => "the secret has white space in it: is there a line break at its end?",
        })
    }
}

impl Error for InvalidSecret {}
