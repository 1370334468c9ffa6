//! Services of tower as transports, and transports as services: layers that were written for tower can stand around any
//! transport. Only the traits are used here, so each stack brings its own version of tower itself. Nothing is repeated,
//! and no error of a service is interpreted but those that are, or are caused by, a [`TransportError`].

mod frames;
mod service;

use std::error::Error;
use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body::Body as HttpBody;
use tower_service::Service;

use super::Kind;
use super::bounded::{Bounds, Clock};
use crate::transport::{BoxFuture, Carried, MaybeSend, Patience};
use crate::{Body, Transport, TransportError};
use frames::Frames;

pub use service::TransportService;

type Cause = Box<dyn Error + Send + Sync>;

/// A service of tower as a [`Transport`], such as a client of hyper's, or a [`TransportService`] with layers around it.
///
/// Each request goes to a clone of the service, as soon as that is ready, with the [`Patience`] that there is for it among
/// its extensions. It ends when the time is up, whatever the layers wait for.
///
/// What a service fails with breaks an exchange off, and may have reached the server, so a call that isn't idempotent
/// isn't repeated after it. A [`TransportError`], alone or as a cause, tells more: one of
/// [`connect`](TransportError::connect), for instance, that nothing was sent; tower's `map_err` makes one of what the
/// service knows. An error shouldn't show the request's URL, whose query may hold a key.
///
/// ```
/// # use bindery_runtime::{Api, Client, ClientBuilder};
/// # static API: Api = Api::new("Pets", "1");
/// use bindery_runtime::transport::{Recorder, ServiceTransport, TransportService};
/// use tower::ServiceBuilder;
///
/// # let builder = ClientBuilder::<Client>::new(&API).base_url("http://pets.test").transport(Recorder::new());
/// let client = builder
///     .layer(|inner| {
///         let layers = ServiceBuilder::new().concurrency_limit(4);
///         ServiceTransport::new(layers.service(TransportService::new(inner)), tokio::time::sleep)
///     })
///     .build()?;
/// # Ok::<(), bindery_runtime::BuildError>(())
/// ```
pub struct ServiceTransport<S> {
    /// Services needn't be `Sync`.
    service: Mutex<S>,
    clock: Clock,
}

impl<S> ServiceTransport<S> {
    /// A transport that sends with this service. A service has no clock, so the second argument makes a future that is
    /// over after a time, without blocking; `tokio::time::sleep` is one.
    pub fn new<F>(service: S, sleep: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + MaybeSend + 'static,
    {
        Self {
            service: Mutex::new(service),
            clock: Arc::new(move |duration| Box::pin(sleep(duration))),
        }
    }
}

impl<S, B> Transport for ServiceTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<Cause>,
    S::Future: MaybeSend,
    B: HttpBody<Error: Into<Cause>> + MaybeSend + 'static,
{
    fn send(&self, mut request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        request.extensions_mut().insert(patience);
        let service = self.service.lock();
        let mut service = service.unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let mut bounds = Bounds::new(&self.clock, patience);
            let request = request.map(|body| bounds.watched(body));
            let answer = pin!(async {
                let ready = poll_fn(|context| service.poll_ready(context)).await;
                ready.map_err(failure)?;
                service.call(request).await.map_err(failure)
            });
            let (head, body) = bounds.head(answer).await?.into_parts();
            let body = Body::stream(bounds.body(Frames::new(body)));
            Ok(http::Response::from_parts(head, body))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        (self.clock)(duration)
    }
}

/// Layers wrap the errors of what they stand around, whose kind is the first one among the causes.
fn failure(error: impl Into<Cause>) -> TransportError {
    let source = match error.into().downcast::<TransportError>() {
        Ok(own) => return *own,
        Err(source) => source,
    };
    let causes = std::iter::successors(source.source(), |&error| error.source());
    let own = causes.filter_map(|error| error.downcast_ref::<TransportError>());
    let kind = own.map(|error| error.kind).next().unwrap_or(Kind::Other);
    TransportError { kind, source }
}

impl<S> Debug for ServiceTransport<S> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ServiceTransport")
            .finish_non_exhaustive()
    }
}
