//! A transport as a service of tower: what layers of tower can stand around.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tower_service::Service;

use crate::transport::{BoxFuture, Patience};
use crate::{Body, Transport, TransportError};

/// A [`Transport`] as a service of tower, which is always ready. Its clones share the transport.
///
/// It gives an exchange the [`Patience`] that is among the request's extensions, where
/// [`ServiceTransport`](super::ServiceTransport) puts it; a request that has none may take as long as it takes.
#[derive(Clone)]
pub struct TransportService(Arc<dyn Transport>);

impl TransportService {
    /// A service that sends with this transport.
    pub fn new(transport: impl Transport) -> Self {
        Self(Arc::new(transport))
    }
}

impl Service<http::Request<Body>> for TransportService {
    type Response = http::Response<Body>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let transport = Arc::clone(&self.0);
        let patience = request.extensions().get().copied();
        let patience = patience.unwrap_or(Patience::Exchange(Duration::MAX));
        Box::pin(async move { transport.send(request, patience).await })
    }
}

impl Debug for TransportService {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportService")
            .finish_non_exhaustive()
    }
}
