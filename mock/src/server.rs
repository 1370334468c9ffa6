//! The mock while it serves: connections come in on a port, replies go out, requests are recorded.
//!
//! HTTP/1.1 without TLS only.

mod admin;
mod body;
mod log;

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::task::{JoinHandle, JoinSet};

use crate::answer;
use crate::error::MockError;
use crate::mock::Mock;
use crate::play::State;
use crate::problem::problem;
use crate::recorded::Recorded;
use crate::reply::{Delivery, Reply};
use body::ReplyBody;
use log::Log;

/// How many bytes the body of a request may have.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// How long to wait when a connection can't be accepted, which happens when the process has too many files open.
const PAUSE: Duration = Duration::from_millis(20);

/// A mock that serves until this is dropped.
pub struct Server {
    url: String,
    site: Arc<Site>,
    accepting: JoinHandle<()>,
}

/// What all connections share.
struct Site {
    mock: Mock,
    requests: Mutex<Log>,
}

impl Server {
    pub(crate) async fn start(mock: Mock) -> Result<Self, MockError> {
        // tokio panics where there is no runtime.
        Handle::try_current().map_err(|error| MockError::Start(io::Error::other(error)))?;
        let listener = TcpListener::bind((mock.host, mock.port))
            .await
            .map_err(MockError::Start)?;
        let address = listener.local_addr().map_err(MockError::Start)?;
        let site = Arc::new(Site {
            mock,
            requests: Mutex::default(),
        });
        Ok(Server {
            url: format!("http://{address}"),
            accepting: tokio::spawn(accept(listener, Arc::clone(&site))),
            site,
        })
    }

    /// Where it serves: `http://127.0.0.1:PORT`, or with the [`host`](Mock::host) that was told, without a slash at the end. The paths of the document are below it,
    /// with or without the path of one of the document's servers before them.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// All requests so far, or the last of them ([`Mock::keep_requests`], [`Mock::keep_bytes`]), in the order in which their bodies were complete.
    pub fn requests(&self) -> Vec<Recorded> {
        self.site.lock().iter().cloned().collect()
    }

    /// Scripts the answer of an operation from now on, as [`Mock::respond`] does.
    ///
    /// # Errors
    /// As [`Mock::respond`].
    pub fn respond(&self, operation: &str, reply: Reply) -> Result<(), MockError> {
        self.site.mock.respond(operation, reply)
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        self.site.lock().clear();
    }

    /// Looks at what handlers remember, and changes it, as [`Mock::state`] does.
    pub fn state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        self.site.mock.state(change)
    }
}

/// Closes the port and all connections, as soon as the runtime gets to it.
impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

impl Site {
    fn lock(&self) -> std::sync::MutexGuard<'_, Log> {
        // Nothing panics while it is held.
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers and records. The record is there before the answer is, so that a client that has the one finds the other.
    fn answer(&self, head: &http::request::Parts, body: Result<Bytes, Reply>) -> Reply {
        let (body, refusal) = match body {
            Ok(body) => (body, None),
            Err(refusal) => (Bytes::new(), Some(refusal)),
        };
        if self.mock.admin
            && let Some(reply) = admin::answer(self, head, &body)
        {
            return reply;
        }
        let mut request = Recorded::new(head, body);
        let reply = match refusal {
            Some(refusal) => answer::refused(&self.mock, &mut request, refusal),
            None => answer::answer(&self.mock, &mut request),
        };
        if let Some(listener) = &self.mock.hooks.listener {
            listener(&request);
        }
        let (count, bytes) = (self.mock.kept, self.mock.kept_bytes);
        self.lock().push(request, count, bytes);
        reply
    }
}

/// Accepts connections for ever. The connections end with this task, since the set of them is dropped with it.
async fn accept(listener: TcpListener, site: Arc<Site>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => _ = connections.spawn(serve(stream, Arc::clone(&site))),
                Err(_) => tokio::time::sleep(PAUSE).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, site: Arc<Site>) {
    let service = service_fn(move |request| respond(request, Arc::clone(&site)));
    // An error is the client's going away, or a reply that is broken on purpose.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(
    request: hyper::Request<Incoming>,
    site: Arc<Site>,
) -> io::Result<hyper::Response<ReplyBody>> {
    let (head, body) = request.into_parts();
    let reply = site.answer(&head, read(body).await);
    if !reply.delay.is_zero() {
        tokio::time::sleep(reply.delay).await;
    }
    match reply.delivery {
        // hyper closes the connection of a service that fails.
        Delivery::Dropped => Err(io::Error::other("dropped on purpose")),
        _ => Ok(body::response(reply)),
    }
}

/// Reads a body, or says why it can't be read.
async fn read(body: Incoming) -> Result<Bytes, Reply> {
    let too_large = || problem(413, &format!("the body has more than {BODY_LIMIT} bytes"));
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return Err(too_large());
    }
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(too_large()),
        Err(_) => Err(problem(400, "the body can't be read to its end")),
    }
}
