//! What carries a request to the server and an answer back. A transport may wrap another, to add signatures, a cache or
//! a pace; it sees the operation of a request in its extensions, as `&'static Operation`.

#[cfg(any(feature = "reqwest", feature = "tower"))]
mod bounded;
mod patience;
mod recorder;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
mod threads;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "blocking")]
pub(crate) mod ureq;

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::sync::Arc;
use std::time::Duration;

use crate::Body;

pub use patience::Patience;
pub use recorder::{Recorded, Recorder, Reply};
pub use threads::{BoxFuture, BoxStream, MaybeSend};
#[cfg(feature = "tower")]
pub use tower::{ServiceTransport, TransportService};

/// What a transport gives for a request.
pub type Carried<'t> = BoxFuture<'t, Result<http::Response<Body>, TransportError>>;

/// Carries requests, and brings the clock to wait by: the rest of this crate does no IO and needs no runtime.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request that is complete (URL, credentials, headers, body) and gives the answer, whatever its status.
    ///
    /// The exchange is to keep to `patience`. Nothing is to be sent twice, and no redirect followed: the call decides
    /// whether a request may be repeated, and what another origin may see of it. After a redirect the request may be for
    /// another origin than the client's, and has no credentials then: a transport that adds some looks at the URL first.
    ///
    /// # Errors
    /// When there is no answer, or only a part of it; the error tells timeouts and connections apart.
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_>;

    /// Waits, between an attempt of a call and the next.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        self.as_ref().send(request, patience)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.as_ref().sleep(duration)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        self.as_ref().send(request, patience)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.as_ref().sleep(duration)
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
    Rejected,
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

    /// The transport doesn't take the request, and won't another time; nothing was sent. A call that is told so isn't
    /// made again, and ends in [`Error::InvalidRequest`](crate::Error::InvalidRequest) with the cause as its reason,
    /// which is to show no secret.
    pub fn rejected(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Rejected,
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

    /// Whether the transport doesn't take the request, so that nothing was sent.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.kind == Kind::Rejected
    }

    /// What it is, for programs that look at many.
    pub(crate) fn name(&self) -> &'static str {
        match self.kind {
            Kind::Timeout => "timeout",
            Kind::Connect => "connect",
            Kind::Rejected => "rejected",
            Kind::Other => "transport",
        }
    }

    /// The cause as text.
    pub(crate) fn into_reason(self) -> String {
        self.source.to_string()
    }
}

impl Display for TransportError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            Kind::Timeout => "the time was up",
            Kind::Connect => "there was no connection to the server",
            Kind::Rejected => "the transport doesn't take the request",
            Kind::Other => "the exchange with the server broke off",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.source.as_ref())
    }
}
