//! What of a request is secret, for whoever shows its answer: a server may repeat it. Texts are made only when something
//! is shown, so that answers pay nothing for it.

use http::HeaderValue;

use crate::Operation;
use crate::security::{Grant, Secrets};

/// The secrets of a request that was sent.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(super) operation: &'static Operation,
    /// The credentials that the call was made with, also those that were refused.
    pub(super) grants: Vec<Grant>,
    /// The header that was sent; the caller may have given this call one of its own.
    pub(super) authorization: Option<HeaderValue>,
}

impl Sent {
    /// What an answer came to that wasn't asked for here.
    pub(super) fn nothing(operation: &'static Operation) -> Self {
        Self {
            operation,
            grants: Vec::new(),
            authorization: None,
        }
    }

    /// What was sent, and what of an answer's body is secret by the document.
    pub(crate) fn secrets(&self, body: &[u8]) -> Secrets {
        let mut secrets = Secrets::default();
        self.add_to(&mut secrets, body);
        secrets
    }

    pub(super) fn add_to(&self, secrets: &mut Secrets, body: &[u8]) {
        self.grants
            .iter()
            .for_each(|grant| secrets.add_grant(grant));
        secrets.add_properties(self.operation.secret_properties(), body);
        secrets.add_authorization(self.authorization.as_ref());
    }
}
