//! reqwest outside of browsers: on hyper, and so on Tokio.

use std::time::Duration;

use reqwest::redirect::Policy;
use tokio::runtime::Handle;

use super::failure;
use super::urls::Urls;
use crate::transport::BoxFuture;
use crate::{Body, TransportError};

/// A client that follows no redirects, with TLS as the features say.
pub(super) fn client() -> Result<reqwest::Client, TransportError> {
    let builder = reqwest::Client::builder().redirect(Policy::none());
    #[cfg(feature = "rustls")]
    let builder = builder.use_preconfigured_tls(tls().map_err(TransportError::other)?);
    builder.build().map_err(failure)
}

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

/// Tokio panics where it has no runtime, and on a thread that waits for an answer it could never bring one.
pub(super) fn check() -> Result<(), TransportError> {
    #[cfg(feature = "blocking")]
    if crate::wait::is_waiting() {
        return Err(TransportError::rejected(
            "the client is an async one, which can't be waited for; `build_blocking` of its builder makes one for \
             `send_blocking`",
        ));
    }
    match Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(TransportError::rejected(
            "the default transport needs a runtime of Tokio, and there is none here",
        )),
    }
}

/// Without a runtime nothing was sent, so that there is nothing to wait for.
pub(super) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        if Handle::try_current().is_ok() {
            tokio::time::sleep(duration).await;
        }
    })
}

/// Sends a request. All that is done at once, so that what is waited for holds no more than it needs.
pub(super) fn execute(
    client: &reqwest::Client,
    urls: &Urls,
    request: http::Request<Body>,
) -> impl Future<Output = Result<reqwest::Response, TransportError>> + use<> {
    let answer = prepared(urls, request).map(|request| client.execute(request));
    async move { answer?.await.map_err(failure) }
}

fn prepared(urls: &Urls, request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
    let (head, body) = request.into_parts();
    let mut request = reqwest::Request::new(head.method, urls.url(&head.uri)?);
    *request.version_mut() = head.version;
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap_stream(body),
    });
    Ok(request)
}

pub(super) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}
