//! Whether a webhook comes from Meta. The header `X-Hub-Signature-256` and the bytes of a body go in, and why they don't
//! belong together comes out.
//!
//! ```
//! use messenger_bot::{AppSecret, signature};
//!
//! let secret = AppSecret::new("app_secret")?;
//! let body = br#"{"object":"page","entry":[]}"#;
//! let header = signature::sign(&secret, body);    // as Meta does it
//!
//! assert!(signature::verify(&secret, &header, body).is_ok());
//! let error = signature::verify(&secret, &header, b"{}").expect_err("this is another body");
//! assert_eq!(error, signature::SignatureError::Mismatch);
//! # Ok::<(), messenger_bot::InvalidSecret>(())
//! ```
//!
//! In a server, [`webhook::Receiver`](crate::webhook::Receiver) does this before it reads anything, and so do the extractor and
//! the route for axum and the layer for tower; whoever has another one checks the headers by [`verify_headers`] and answers
//! with 403 where that fails. Tests sign as Meta does by [`sign`].
//!
//! The bytes have to be those that came: Meta signs what it sends, with its own escapes (`\u00e4` for `ä`), so a body that
//! was read as JSON and written again has another signature. The older header with SHA-1 isn't looked at.
//!
//! Source: <https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks>.

mod error;

use messenger_platform::runtime::{HeaderMap, HeaderName};

use crate::AppSecret;

pub use error::SignatureError;

/// The header that has the signature.
pub const HEADER: HeaderName = HeaderName::from_static("x-hub-signature-256");

/// What a signature begins with.
const SCHEME: &str = "sha256=";

/// Checks a signature, which is the header's value, such as `sha256=1705ffa8…`, against the body as it came. It is
/// compared in constant time.
///
/// # Errors
/// When it isn't the signature of this body with this secret.
pub fn verify(
    secret: &AppSecret,
    signature: impl AsRef<[u8]>,
    body: &[u8],
) -> Result<(), SignatureError> {
    let code = read(signature.as_ref())?;
    match secret.key().verifies(body, &code) {
        true => Ok(()),
        false => Err(SignatureError::Mismatch),
    }
}

/// Checks the signature that is among the headers of a webhook.
///
/// # Errors
/// As [`verify`], and when there isn't exactly one signature.
pub fn verify_headers(
    secret: &AppSecret,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), SignatureError> {
    let mut signatures = headers.get_all(HEADER).iter();
    match (signatures.next(), signatures.next()) {
        (Some(signature), None) => verify(secret, signature, body),
        (None, _) => Err(SignatureError::Missing),
        (Some(_), Some(_)) => Err(SignatureError::Repeated),
    }
}

/// The signature of a body, for tests and for whoever plays Meta.
#[must_use]
pub fn sign(secret: &AppSecret, body: &[u8]) -> String {
    format!("{SCHEME}{}", hex::encode(secret.key().code_of(body)))
}

fn read(signature: &[u8]) -> Result<[u8; 32], SignatureError> {
    let digits = signature
        .strip_prefix(SCHEME.as_bytes())
        .ok_or(SignatureError::Scheme)?;
    let mut code = [0; 32];
    hex::decode_to_slice(digits, &mut code).map_err(|error| match error {
        hex::FromHexError::InvalidHexCharacter { index, .. } => SignatureError::Digit {
            position: SCHEME.len() + index,
        },
        _ => SignatureError::Length {
            digits: digits.len(),
        },
    })?;
    Ok(code)
}
