//! The default transport, on reqwest. Errors lose their URL before they go out, since its query may hold a key.
//! A client that the user brings keeps its own policy for redirects and its own TLS.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use reqwest::redirect::Policy;
use tokio::time::{Sleep, sleep, timeout};

use crate::transport::{BoxFuture, BoxStream, Carried, Patience};
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
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        Box::pin(async move {
            let request = request.map(body);
            let request = reqwest::Request::try_from(request).map_err(failure)?;
            let mut answer = self.execute(request, patience).await?;
            let status = answer.status();
            let headers = std::mem::take(answer.headers_mut());
            let mut response = http::Response::new(Body::stream(Chunks {
                chunks: Box::pin(answer.bytes_stream()),
                step: match patience {
                    Patience::Steps { chunk, .. } => Some(chunk),
                    Patience::Exchange(_) => None,
                },
                waiting: None,
            }));
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            Ok(response)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(sleep(duration))
    }
}

fn body(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap_stream(body),
    }
}

impl Reqwest {
    /// Gives the answer's head. reqwest itself can bound an exchange as a whole, but not the steps of one.
    async fn execute(
        &self,
        mut request: reqwest::Request,
        patience: Patience,
    ) -> Result<reqwest::Response, TransportError> {
        match patience {
            Patience::Exchange(whole) => {
                *request.timeout_mut() = Some(whole);
                self.0.execute(request).await.map_err(failure)
            }
            Patience::Steps { head, .. } => timeout(head, self.0.execute(request))
                .await
                .map_err(TransportError::timeout)?
                .map_err(failure),
        }
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

/// reqwest's stream, with our errors, and with an end to each wait where the exchange as a whole has none.
struct Chunks {
    chunks: BoxStream<Result<Bytes, reqwest::Error>>,
    step: Option<Duration>,
    /// The clock of the wait that is going on.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self {
            chunks,
            step,
            waiting,
        } = &mut *self;
        if let Poll::Ready(chunk) = chunks.as_mut().poll_next(context) {
            *waiting = None;
            return Poll::Ready(chunk.map(|chunk| chunk.map_err(failure)));
        }
        let Some(step) = *step else {
            return Poll::Pending;
        };
        let clock = waiting.get_or_insert_with(|| Box::pin(sleep(step)));
        ready!(clock.as_mut().poll(context));
        *waiting = None;
        let reason = format!("no further piece of the body came within {step:?}");
        Poll::Ready(Some(Err(TransportError::timeout(reason))))
    }
}
