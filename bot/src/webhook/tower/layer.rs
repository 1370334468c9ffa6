//! The layer, which is set up once and makes services.

use tower_layer::Layer;

use super::Signatures;
use crate::AppSecret;
use crate::webhook::LIMIT;

/// Puts [`Signatures`] before a service.
#[derive(Debug, Clone)]
pub struct SignatureLayer {
    secret: AppSecret,
    limit: usize,
}

impl SignatureLayer {
    /// A layer that takes bodies of up to 1 MiB.
    #[must_use]
    pub fn new(secret: AppSecret) -> Self {
        Self {
            secret,
            limit: LIMIT,
        }
    }

    /// The same, which takes bodies of at most so many bytes.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }
}

impl<S> Layer<S> for SignatureLayer {
    type Service = Signatures<S>;

    fn layer(&self, inner: S) -> Signatures<S> {
        Signatures {
            inner,
            secret: self.secret.clone(),
            limit: self.limit,
        }
    }
}
