//! A client with nothing of its own: what a test writes goes out, what comes back is handed over.

use bindery_mock::{Mock, Server};
use bytes::Bytes;
use http::{HeaderMap, Request};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Headers of a request.
pub(crate) type Headers<'h> = &'h [(&'h str, &'h str)];

/// A complete answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a body in JSON")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(|value| value.to_str());
        value.unwrap_or(Ok("")).expect("a header of text")
    }

    /// The status and, for a problem, its violations as `in pointer`.
    pub(crate) fn violations(&self) -> (u16, Vec<String>) {
        let problem = self.json();
        let text = |error: &Value, field: &str| error[field].as_str().unwrap_or("?").to_owned();
        let errors = problem["errors"].as_array().into_iter().flatten();
        let found = errors
            .map(|error| format!("{} {}", text(error, "in"), text(error, "pointer")))
            .collect();
        (self.status, found)
    }
}

/// A server for a document in YAML.
pub(crate) async fn serve(yaml: &str) -> Server {
    let mock = Mock::from_yaml(yaml).expect("a document");
    mock.start().await.expect("a server")
}

/// Sends a request, given as `METHOD /path`, with headers and a body.
pub(crate) async fn send(
    server: &Server,
    target: &str,
    headers: Headers<'_>,
    body: impl Into<Bytes>,
) -> Result<Answer, hyper::Error> {
    let (method, path) = target.split_once(' ').expect("a method and a path");
    let address = server.url().trim_start_matches("http://");
    let stream = TcpStream::connect(address).await.expect("a connection");
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let request = headers
        .iter()
        .fold(Request::builder(), |request, (name, value)| {
            request.header(*name, *value)
        })
        .method(method)
        .uri(path)
        .header("host", address)
        .body(Full::new(body.into()))
        .expect("a request");
    let (head, body) = sender.send_request(request).await?.into_parts();
    Ok(Answer {
        status: head.status.as_u16(),
        headers: head.headers,
        body: body.collect().await?.to_bytes(),
    })
}

/// Sends a request without headers and body.
pub(crate) async fn get(server: &Server, target: &str) -> Answer {
    send(server, target, &[], "").await.expect("an answer")
}

/// Sends a JSON body.
pub(crate) async fn post(server: &Server, target: &str, body: &Value) -> Answer {
    let headers = [("content-type", "application/json")];
    let answer = send(server, target, &headers, body.to_string()).await;
    answer.expect("an answer")
}

/// Writes text to a server and reads until the server closes the connection.
pub(crate) async fn raw(url: &str, text: &str) -> String {
    let address = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream
        .write_all(text.as_bytes())
        .await
        .expect("a sent request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}
