//! A witness before Prism: requests of a program come in and go on to Prism, answers go back as they are, and what Prism says of
//! either is kept.
//!
//! Prism tells it in a header of the answer, which a program has no reason to look at.

use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONNECTION, CONTENT_TYPE, HOST, HeaderName, TRANSFER_ENCODING};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, Response, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

/// One request, and what was said of it.
pub(super) struct Seen {
    pub(super) method: String,
    /// Without the query.
    pub(super) path: String,
    /// The media type of the body.
    pub(super) sent: Option<String>,
    /// What came of it, as the judged program of a document tells it.
    pub(super) outcome: Value,
}

/// A witness that listens until this is dropped.
pub(super) struct Witness {
    url: String,
    way: Arc<Way>,
    accepting: JoinHandle<()>,
}

/// What all connections share.
struct Way {
    /// Prism's URL.
    onwards: String,
    client: Client<HttpConnector, Full<Bytes>>,
    seen: Mutex<Vec<Seen>>,
}

/// What is about one connection only (RFC 9110, section 7.6.1), or about where a request was sent to.
const OF_ONE_CONNECTION: [HeaderName; 3] = [CONNECTION, HOST, TRANSFER_ENCODING];

impl Witness {
    /// Listens on a free port, on the tokio runtime that this is called on.
    pub(super) async fn before(prism: &str) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let way = Arc::new(Way {
            onwards: prism.to_owned(),
            client: Client::builder(TokioExecutor::new()).build_http(),
            seen: Mutex::default(),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&way)));
        Ok(Self {
            url,
            way,
            accepting,
        })
    }

    /// Where programs are to send their requests to.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// What was seen since the last time, in the order of the answers.
    pub(super) fn take(&self) -> Vec<Seen> {
        // What the lock guards is whole at any time.
        let mut seen = self.way.seen.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut seen)
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Accepts connections for ever; they end with this task.
async fn accept(listener: TcpListener, way: Arc<Way>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let way = Arc::clone(&way);
        connections.spawn(async move {
            let service = service_fn(move |request| pass(Arc::clone(&way), request));
            // An error is the program's going away.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

/// Passes a request on and its answer back, and keeps what was said.
async fn pass(way: Arc<Way>, request: Request<Incoming>) -> hyper::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let mut seen = Seen {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        sent: text(&head.headers, &CONTENT_TYPE),
        outcome: Value::Null,
    };
    let mut onwards = Request::new(Full::new(body.collect().await?.to_bytes()));
    *onwards.method_mut() = head.method;
    *onwards.headers_mut() = passed(head.headers);
    let answer = match way.ask(head.uri, onwards).await {
        Ok((head, body)) => {
            seen.outcome = told(head.status, &head.headers, &body);
            let mut answer = Response::new(Full::new(body));
            *answer.status_mut() = head.status;
            *answer.headers_mut() = passed(head.headers);
            answer
        }
        Err(error) => {
            seen.outcome = json!({ "unmade": error.to_string() });
            let mut answer = Response::new(Full::default());
            *answer.status_mut() = StatusCode::BAD_GATEWAY;
            answer
        }
    };
    way.seen
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(seen);
    Ok(answer)
}

impl Way {
    async fn ask(
        &self,
        meant: Uri,
        mut request: Request<Full<Bytes>>,
    ) -> Result<(hyper::http::response::Parts, Bytes), Box<dyn std::error::Error + Send + Sync>>
    {
        let path = meant.path_and_query().map_or("/", |path| path.as_str());
        *request.uri_mut() = format!("{}{path}", self.onwards).parse()?;
        let (head, body) = self.client.request(request).await?.into_parts();
        Ok((head, body.collect().await?.to_bytes()))
    }
}

fn passed(mut headers: HeaderMap) -> HeaderMap {
    for name in &OF_ONE_CONNECTION {
        headers.remove(name);
    }
    headers
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn told(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Value {
    json!({
        "status": status.as_u16(),
        "violations": text(headers, &HeaderName::from_static("sl-violations")),
        "type": text(headers, &CONTENT_TYPE),
        "body": String::from_utf8_lossy(body),
        "reading": "read",
    })
}
