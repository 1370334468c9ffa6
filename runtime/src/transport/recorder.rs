//! A transport for tests without a server: requests go in and are kept, answers come from the test or from the transport
//! that it wraps. It waits for nothing: how long a call would have waited between its attempts is kept as well.

mod recorded;
mod reply;
mod script;

use std::fmt::{self, Debug, Formatter};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::transport::{BoxFuture, Carried, Patience};
use crate::{Body, Operation, Transport, TransportError};

pub use recorded::Recorded;
pub use reply::Reply;
use script::Script;

/// Records requests and answers them from memory. Its clones are one and the same.
///
/// A request gets the first of these that there is: the next of the replies to its operation, the next of the replies to
/// any operation, and what the transport gives that is wrapped. Without any of them the call fails.
///
/// ```
/// # use bindery_runtime::{Api, Client, ClientBuilder, Endpoint, Error, Method, Operation, decode};
/// # static API: Api = Api::new("Pets", "1");
/// # struct GetPet;
/// # impl Endpoint for GetPet {
/// #     const OPERATION: &'static Operation = &Operation::new("getPet", Method::GET, "/pet").responses(&["200"]);
/// #     type Success = decode::Json<serde_json::Value>;
/// #     type Failure = decode::Empty;
/// # }
/// # let waker = std::task::Waker::noop();
/// # let builder = ClientBuilder::<Client>::new(&API).base_url("http://pets.test");
/// use bindery_runtime::StatusCode;
/// use bindery_runtime::transport::{Recorder, Reply};
///
/// let recorder = Recorder::new();
/// recorder.reply(Reply::new(StatusCode::SERVICE_UNAVAILABLE).header("retry-after", "1"));
/// recorder.reply(Reply::ok().json(&serde_json::json!({ "id": "1" })));
///
/// let client = builder.transport(recorder.clone()).build()?;
/// # let mut call = std::pin::pin!(client.call::<GetPet>().send::<GetPet>());
/// # let std::task::Poll::Ready(pet) = call.as_mut().poll(&mut std::task::Context::from_waker(waker)) else { panic!() };
/// # /*
/// let pet = client.get_pet().await?;
/// # */ let pet = pet.unwrap();
/// assert_eq!(pet["id"], "1");
/// assert_eq!(recorder.requests()[1].operation_id(), "getPet");
/// assert_eq!(recorder.waits()[0].as_secs(), 1);
/// # Ok::<(), bindery_runtime::BuildError>(())
/// ```
#[derive(Clone, Default)]
pub struct Recorder(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    otherwise: Otherwise,
}

#[derive(Default)]
struct State {
    script: Script,
    requests: Vec<Recorded>,
    waits: Vec<Duration>,
}

/// What answers when there is no reply left.
#[derive(Default)]
enum Otherwise {
    #[default]
    Nothing,
    Closure(Box<dyn Fn(&Recorded) -> Reply + Send + Sync>),
    Transport(Box<dyn Transport>),
}

impl Recorder {
    /// A recorder that has no replies yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A recorder that asks a function for each reply.
    pub fn with(reply: impl Fn(&Recorded) -> Reply + Send + Sync + 'static) -> Self {
        Self::otherwise(Otherwise::Closure(Box::new(reply)))
    }

    /// A recorder around another transport. Streams are read to their end before they are handed on.
    pub fn around(transport: impl Transport) -> Self {
        Self::otherwise(Otherwise::Transport(Box::new(transport)))
    }

    fn otherwise(otherwise: Otherwise) -> Self {
        let state = Mutex::default();
        Self(Arc::new(Shared { state, otherwise }))
    }

    /// Adds a reply, behind those that are there: it answers one request of any operation.
    pub fn reply(&self, reply: Reply) {
        self.state().script.add(None, reply);
    }

    /// Adds a reply to the operation with this id, behind those that are there: it answers one request.
    pub fn reply_to(&self, operation: impl Into<String>, reply: Reply) {
        self.state().script.add(Some(operation.into()), reply);
    }

    /// The requests that were sent, each attempt of a call by itself.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    /// How long calls would have waited between their attempts.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        let state = self.0.state.lock();
        state.unwrap_or_else(PoisonError::into_inner)
    }

    async fn exchange(
        &self,
        request: http::Request<Body>,
        patience: Patience,
    ) -> Result<http::Response<Body>, TransportError> {
        let (head, body) = request.into_parts();
        let request = http::Request::from_parts(head, body.into_bytes().await?);
        let operation = request.extensions().get::<&'static Operation>().copied();
        let recorded = Recorded::new(request.clone(), operation, patience);
        let reply = {
            let mut state = self.state();
            state.requests.push(recorded.clone());
            state.script.take(recorded.operation_id())
        };
        match (reply, &self.0.otherwise) {
            (Some(reply), _) => reply.outcome(),
            (None, Otherwise::Closure(reply)) => reply(&recorded).outcome(),
            (None, Otherwise::Transport(inner)) => {
                inner.send(request.map(Body::from), patience).await
            }
            (None, Otherwise::Nothing) => Err(TransportError::rejected(
                "the recorder has no reply left for it",
            )),
        }
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        Box::pin(self.exchange(request, patience))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.state().waits.push(duration);
        Box::pin(async {})
    }
}

impl Debug for Recorder {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Recorder")
            .field("requests", &self.state().requests.len())
            .finish_non_exhaustive()
    }
}
