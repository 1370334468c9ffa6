//! HMAC with SHA-256 (RFC 2104), by which Meta signs webhooks and wants calls to be proved: a key and a message go in, 32
//! bytes come out, or whether given ones are those.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A key that is ready to be used. It can't be read out of it.
#[derive(Clone)]
pub(crate) struct Key(Hmac<Sha256>);

impl Key {
    /// `None` for a key that can't be used, which no key is by RFC 2104.
    pub(crate) fn new(key: &[u8]) -> Option<Self> {
        Hmac::new_from_slice(key).ok().map(Self)
    }

    pub(crate) fn code_of(&self, message: &[u8]) -> [u8; 32] {
        let mac = self.0.clone().chain_update(message);
        mac.finalize().into_bytes().into()
    }

    /// Whether the code is that of the message. How long it takes doesn't tell how much of it is right.
    pub(crate) fn verifies(&self, message: &[u8], code: &[u8]) -> bool {
        let mac = self.0.clone().chain_update(message);
        mac.verify_slice(code).is_ok()
    }
}
