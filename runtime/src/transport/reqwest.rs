//! The default transport, on reqwest. Errors lose their URL before they go out, since its query may hold a key.
//! A client that the user brings keeps its own policy for redirects and its own TLS. In a browser reqwest is the
//! browser's `fetch`, which follows redirects by rules of its own and doesn't tell why there is no connection.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod urls;

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

#[cfg(target_arch = "wasm32")]
use self::browser as platform;
#[cfg(not(target_arch = "wasm32"))]
use self::native as platform;
use crate::transport::bounded::{Bounds, Clock};
use crate::transport::{BoxFuture, Carried, Patience};
use crate::{Body, Transport, TransportError};
use urls::Urls;

/// Sends requests with a reqwest client.
pub(crate) struct Reqwest {
    client: reqwest::Client,
    clock: Clock,
    urls: Urls,
}

impl Reqwest {
    pub(crate) fn new(client: reqwest::Client) -> Self {
        let clock = Arc::new(platform::sleep);
        let urls = Urls::default();
        Self {
            client,
            clock,
            urls,
        }
    }

    pub(crate) fn with_defaults() -> Result<Self, TransportError> {
        platform::client().map(Self::new)
    }

    async fn exchange(
        &self,
        request: http::Request<Body>,
        patience: Patience,
    ) -> Result<http::Response<Body>, TransportError> {
        platform::check()?;
        let mut bounds = Bounds::new(&self.clock, patience);
        let request = request.map(|body| bounds.watched(body));
        let answer = pin!(platform::execute(&self.client, &self.urls, request));
        let mut answer = bounds.head(answer).await?;
        let status = answer.status();
        let headers = std::mem::take(answer.headers_mut());
        let chunks = Chunks(answer.bytes_stream());
        let body = Body::stream(bounds.body(chunks));
        let mut response = http::Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        Box::pin(self.exchange(request, patience))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        platform::sleep(duration)
    }
}

fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else if platform::is_connect(&error) {
        TransportError::connect(error)
    } else {
        TransportError::other(error)
    }
}

/// reqwest's stream, with our errors.
struct Chunks<S>(S);

impl<S> Stream for Chunks<S>
where
    S: Stream<Item = Result<Bytes, reqwest::Error>> + Unpin,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Err(error) = platform::check() {
            return Poll::Ready(Some(Err(error)));
        }
        let chunk = Pin::new(&mut self.0).poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(failure)))
    }
}
