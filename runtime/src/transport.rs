//! What carries a request to the server and an answer back. A transport may wrap another, to add tracing, retries,
//! signatures or a cache; it sees the operation of a request in its extensions, as `&'static Operation`.

mod patience;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;

use crate::Body;

pub use patience::Patience;

/// A boxed future, as an object-safe trait needs it.
pub type BoxFuture<'f, T> = Pin<Box<dyn Future<Output = T> + Send + 'f>>;

/// Carries requests.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request that is complete (URL, credentials, headers, body) and gives the answer, whatever its status.
    ///
    /// The exchange is to keep to `patience`. Redirects aren't to be followed to another origin: they would carry the
    /// credentials there.
    ///
    /// # Errors
    /// When there is no answer, or only a part of it; the error tells timeouts and connections apart.
    fn send(
        &self,
        request: http::Request<Bytes>,
        patience: Patience,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
        patience: Patience,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.as_ref().send(request, patience)
    }
}

/// Why a transport has no answer. Its cause is the [`source`](Error::source).
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    source: Box<dyn Error + Send + Sync>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Timeout,
    Connect,
    Other,
}

impl TransportError {
    /// The time was up.
    pub fn timeout(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Timeout,
            source: source.into(),
        }
    }

    /// There was no connection, so the server can't have seen the request.
    pub fn connect(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Connect,
            source: source.into(),
        }
    }

    /// Anything else; the server may have seen the request.
    pub fn other(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Other,
            source: source.into(),
        }
    }

    /// Whether the time was up.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::Timeout
    }

    /// Whether there was no connection, so that the server can't have seen the request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind == Kind::Connect
    }
}

impl Display for TransportError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            Kind::Timeout => "the time was up",
            Kind::Connect => "there was no connection to the server",
            Kind::Other => "the exchange with the server broke off",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.source.as_ref())
    }
}
