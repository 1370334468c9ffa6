//! Webhooks: requests that an API's server sends, as types that say what they are and read what they carry.
//!
//! The bytes of a body go in, a value comes out, or what is wrong with it and where. Who sent the request is not looked
//! at: signatures and secrets differ from API to API, and have to be checked on the same bytes before they are read.

use bytes::Bytes;
use http::Method;
use serde::de::DeserializeOwned;

use crate::WebhookError;
use crate::decode::Undecodable;

/// A request that an API's server sends: one of a document's `webhooks` (OpenAPI 3.1.1, section 4.8.1), or of the
/// `callbacks` of an operation (OpenAPI 3.0.3, section 4.7.18).
///
/// ```
/// use bindery_runtime::{Method, Webhook, WebhookError, webhook};
///
/// pub struct PetAdded;
///
/// impl Webhook for PetAdded {
///     const NAME: &'static str = "petAdded";
///     const METHOD: Method = Method::POST;
///     type Body = Vec<i64>;
///     fn read(body: &[u8]) -> Result<Self::Body, WebhookError> {
///         webhook::json(Self::NAME, body)
///     }
/// }
///
/// assert_eq!(PetAdded::read(b"[1, 2]").ok(), Some(vec![1, 2]));
/// let error = PetAdded::read(br#"[1, "two"]"#).expect_err("this is not a number");
/// assert_eq!(error.path(), "[1]");
/// ```
pub trait Webhook {
    /// The name that the document gives it.
    const NAME: &'static str;

    /// The method by which it comes.
    const METHOD: Method;

    /// What it carries.
    type Body;

    /// Reads the body of such a request.
    ///
    /// # Errors
    /// When it isn't as the document says.
    fn read(body: &[u8]) -> Result<Self::Body, WebhookError>;
}

/// Reads a body of JSON, which is what nearly all webhooks have.
///
/// # Errors
/// When it is no JSON, or not of this type.
pub fn json<T: DeserializeOwned>(webhook: &'static str, body: &[u8]) -> Result<T, WebhookError> {
    let read = serde_json::from_slice(body).map_err(Undecodable::from);
    read.map_err(|cause| WebhookError::new(webhook, body, &cause))
}

/// Reads a body of UTF-8 text.
///
/// # Errors
/// When it isn't UTF-8.
pub fn text(webhook: &'static str, body: &[u8]) -> Result<String, WebhookError> {
    let read = std::str::from_utf8(body).map_err(Undecodable::new);
    read.map(str::to_owned)
        .map_err(|cause| WebhookError::new(webhook, body, &cause))
}

/// Reads a body that the document says nothing more of.
///
/// # Errors
/// Never: it is kept as it came.
pub fn bytes(_: &'static str, body: &[u8]) -> Result<Bytes, WebhookError> {
    Ok(Bytes::copy_from_slice(body))
}

/// Reads nothing: there is no body, or none that the document declares.
///
/// # Errors
/// Never: whatever came is left alone.
pub fn empty(_: &'static str, _: &[u8]) -> Result<(), WebhookError> {
    Ok(())
}
