//! Idempotency keys: by them a server knows a request that it has seen (draft-ietf-httpapi-idempotency-key-header).

use http::HeaderValue;

use crate::chance;

/// A new key, of 128 bits as hexadecimal digits.
pub(super) fn new() -> Option<HeaderValue> {
    HeaderValue::try_from(format!(
        "{:016x}{:016x}",
        chance::number(),
        chance::number()
    ))
    .ok()
}
