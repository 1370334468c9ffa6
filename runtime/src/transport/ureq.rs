//! The blocking transport, on ureq: the exchange is over, up to the answer's head, when its future is polled for the
//! first time. It follows no redirects, keeps no cookies, takes no proxy from the environment and sends nothing twice.
//! An agent that the user brings keeps its own policy for redirects, its own proxies, its own TLS, and its own idea of
//! where a body without a length ends.

mod body;
mod candid;
mod failure;

use std::thread;
use std::time::{Duration, Instant};

use http::header;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, DefaultConnector};
use ureq::{Agent, SendBody};

use crate::transport::{BoxFuture, Carried, Patience};
use crate::{Body, Transport, TransportError};
use body::{Chunks, Reader};
use candid::Candid;
use failure::failure;

/// Sends requests with an agent of ureq.
pub(crate) struct Ureq(Agent);

/// What ureq sends, and what of it ureq is told.
type Outgoing = http::Request<SendBody<'static>>;

impl Ureq {
    pub(crate) fn new(agent: Agent) -> Self {
        Self(agent)
    }

    /// An agent with TLS as the features say.
    pub(crate) fn with_defaults() -> Self {
        let config = Agent::config_builder().max_redirects(0).proxy(None);
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let config = config.tls_config(tls());
        let connector = DefaultConnector::new().chain(Candid);
        let resolver = DefaultResolver::default();
        Self(Agent::with_parts(config.build(), connector, resolver))
    }

    fn exchange(
        &self,
        request: http::Request<Body>,
        patience: Patience,
    ) -> Result<http::Response<Body>, TransportError> {
        let request = self.bounded(outgoing(request, patience), patience);
        let answer = self.0.run(request).map_err(failure)?;
        Ok(answer.map(|body| Body::stream(Chunks::new(body.into_reader()))))
    }

    /// The request with its time. ureq bounds an exchange as a whole, and each of its steps, but not all steps up to the
    /// answer's head together: resolving the name, connecting, each piece that is sent and waiting may take what the head
    /// may.
    fn bounded(&self, request: Outgoing, patience: Patience) -> Outgoing {
        let config = self.0.configure_request(request);
        let config = config
            .http_status_as_error(false)
            .allow_non_standard_methods(true);
        match patience {
            Patience::Exchange(whole) => config.timeout_global(soon(whole)).build(),
            Patience::Steps { head, chunk } => config
                .timeout_resolve(soon(head))
                .timeout_connect(soon(head))
                .timeout_send_request(soon(head))
                .timeout_recv_response(soon(head))
                .timeout_per_write(soon(head))
                .timeout_per_read(soon(chunk))
                .build(),
        }
    }
}

impl Transport for Ureq {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        Box::pin(async move { self.exchange(request, patience) })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move { thread::sleep(duration) })
    }
}

/// TLS with the process's provider if it has set one, else ring, and with the platform's certificates.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn tls() -> ureq::tls::TlsConfig {
    use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

    let provider = match cfg!(feature = "rustls") {
        true => TlsProvider::Rustls,
        false => TlsProvider::NativeTls,
    };
    let config = TlsConfig::builder().provider(provider);
    config.root_certs(RootCerts::PlatformVerifier).build()
}

/// ureq reads how long a body is from the header, and sends a body without one in chunks.
fn outgoing(request: http::Request<Body>, patience: Patience) -> Outgoing {
    let (mut head, body) = request.into_parts();
    let body = match body.length() {
        Some(0) => SendBody::none(),
        length => {
            if let Some(length) = length {
                head.headers.insert(header::CONTENT_LENGTH, length.into());
            }
            SendBody::from_owned_reader(Reader::new(body, patience))
        }
    };
    http::Request::from_parts(head, body)
}

/// A duration whose end can be told: ureq panics for others, and nobody will wait for them.
fn soon(duration: Duration) -> Option<Duration> {
    let end = Instant::now().checked_add(duration.checked_mul(2)?);
    end.map(|_| duration)
}
