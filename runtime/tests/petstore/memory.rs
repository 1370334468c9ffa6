//! A transport in memory: it records requests and always gives the same answer.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bindery_runtime::transport::BoxFuture;
use bindery_runtime::{Body, Bytes, Transport, TransportError, http};

type Outcome = Result<http::Response<Body>, TransportError>;

#[derive(Clone)]
pub struct Memory {
    answer: Arc<dyn Fn() -> Outcome + Send + Sync>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
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

    pub fn with(answer: impl Fn() -> Outcome + Send + Sync + 'static) -> Self {
        Self {
            answer: Arc::new(answer),
            requests: Arc::default(),
        }
    }

    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Transport for Memory {
    fn send(&self, request: http::Request<Bytes>, _: Duration) -> BoxFuture<'_, Outcome> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        let answer = (self.answer)();
        Box::pin(async move { answer })
    }
}
