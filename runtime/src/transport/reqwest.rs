//! The default transport, on reqwest. Errors lose their URL before they go out, since its query may hold a key.
//! A client that the user brings keeps its own policy for redirects and its own TLS.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use reqwest::redirect::Policy;

use crate::transport::BoxFuture;
use crate::{Body, Transport, TransportError};

/// Sends requests with a reqwest client.
pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    pub(crate) fn new(client: reqwest::Client) -> Self {
        Self(client)
    }

    /// A client that follows no redirects, with TLS as the features say.
    pub(crate) fn with_defaults() -> Result<Self, TransportError> {
        let builder = reqwest::Client::builder().redirect(Policy::none());
        #[cfg(feature = "rustls")]
        let builder = builder.use_preconfigured_tls(tls().map_err(TransportError::other)?);
        builder.build().map(Self).map_err(failure)
    }
}

/// Whether the default transport can speak `https`.
pub(crate) const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

/// TLS with the process's provider if it has set one, else ring. reqwest would panic without a process-wide provider,
/// and setting one is the application's choice, not a library's.
#[cfg(feature = "rustls")]
fn tls() -> Result<rustls::ClientConfig, rustls::Error> {
    use rustls::crypto::{CryptoProvider, ring};
    use rustls_platform_verifier::BuilderVerifierExt;

    let provider = CryptoProvider::get_default().cloned();
    let provider = provider.unwrap_or_else(|| ring::default_provider().into());
    let builder = rustls::ClientConfig::builder_with_provider(provider);
    let builder = builder
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?;
    Ok(builder.with_no_client_auth())
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let mut request = reqwest::Request::try_from(request).map_err(failure)?;
            *request.timeout_mut() = Some(timeout);
            let mut answer = self.0.execute(request).await.map_err(failure)?;
            let status = answer.status();
            let headers = std::mem::take(answer.headers_mut());
            let mut response =
                http::Response::new(Body::stream(Chunks(Box::pin(answer.bytes_stream()))));
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            Ok(response)
        })
    }
}

fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else if error.is_connect() {
        TransportError::connect(error)
    } else {
        TransportError::other(error)
    }
}

/// reqwest's stream, with our errors.
struct Chunks(Pin<Box<dyn Stream<Item = Result<Bytes, reqwest::Error>> + Send>>);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .as_mut()
            .poll_next(context)
            .map(|chunk| chunk.map(|chunk| chunk.map_err(failure)))
    }
}
