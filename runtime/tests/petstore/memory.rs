//! A transport in memory: it records requests and always gives the same answer.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{Body, Bytes, Transport, TransportError, http};

/// A body that comes in pieces.
pub struct Pieces(pub VecDeque<Result<Bytes, TransportError>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

type Outcome = Result<http::Response<Body>, TransportError>;

#[derive(Clone)]
pub struct Memory {
    answer: Arc<dyn Fn() -> Outcome + Send + Sync>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl Memory {
    pub fn new(status: u16, body: &'static str) -> Self {
        Self::with(move || {
            let mut response = http::Response::new(Body::from(body));
            *response.status_mut() = status.try_into().expect("a status");
            response
                .headers_mut()
                .insert("x-answer", "42".parse().expect("a header"));
            Ok(response)
        })
    }

    /// Answers with a body that comes in these pieces.
    pub fn pieces(content_type: &'static str, pieces: Vec<Bytes>) -> Self {
        Self::with(move || {
            let pieces = pieces.iter().cloned().map(Ok).collect();
            let mut response = http::Response::new(Body::stream(Pieces(pieces)));
            let headers = response.headers_mut();
            headers.insert("content-type", http::HeaderValue::from_static(content_type));
            Ok(response)
        })
    }

    pub fn with(answer: impl Fn() -> Outcome + Send + Sync + 'static) -> Self {
        Self {
            answer: Arc::new(answer),
            requests: Arc::default(),
            waits: Arc::default(),
        }
    }

    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub fn waits(&self) -> Vec<Duration> {
        let waits = self.waits.lock();
        waits.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Memory {
    /// The patience is recorded with the request. A body is taken to its end first, and may break the exchange off.
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        Box::pin(async move {
            let (mut head, mut body) = request.into_parts();
            head.extensions.insert(patience);
            let mut bytes = Vec::new();
            while let Some(chunk) = body.next_chunk().await {
                bytes.extend(chunk?);
            }
            let request = http::Request::from_parts(head, bytes.into());
            let requests = self.requests.lock();
            requests
                .unwrap_or_else(PoisonError::into_inner)
                .push(request);
            (self.answer)()
        })
    }

    /// The waits are recorded rather than waited.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let waits = &self.waits;
        waits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(duration);
        Box::pin(async {})
    }
}
