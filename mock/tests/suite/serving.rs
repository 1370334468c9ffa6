//! The server itself: its port, its limits, its end.

use bindery_mock::{Mock, MockError};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use crate::client::{get, raw, serve};

const DOCUMENT: &str = "
openapi: 3.0.3
paths: { /a: { get: { responses: { 204: {} } }, post: { responses: { 204: {} } } } }
";

#[tokio::test]
async fn it_is_on_loopback_and_on_a_port_of_its_own() {
    let one = serve(DOCUMENT).await;
    let other = serve(DOCUMENT).await;
    assert!(one.url().starts_with("http://127.0.0.1:"));
    assert_ne!(one.url(), other.url());
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error() {
    let server = serve(DOCUMENT).await;
    let (_, port) = server.url().rsplit_once(':').expect("a port");
    let port = port.parse().expect("a number");
    let mock = Mock::from_yaml(DOCUMENT).expect("a document").port(port);
    let error = mock.start().await.expect_err("an error");
    assert!(matches!(error, MockError::Start(_)), "{error}");
}

#[tokio::test]
async fn one_connection_carries_several_requests() {
    let server = serve(DOCUMENT).await;
    let request =
        "GET /a HTTP/1.1\r\nhost: a\r\n\r\nGET /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let answer = raw(server.url(), request).await;
    assert_eq!(answer.matches("HTTP/1.1 204").count(), 2, "{answer}");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_before_it_is_sent() {
    let server = serve(DOCUMENT).await;
    let request = format!(
        "POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n",
        65 << 20
    );
    let answer = raw(server.url(), &request).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert_eq!(server.requests()[0].status, 413);
}

#[tokio::test]
async fn a_broken_request_ends_its_connection_only() {
    let server = serve(DOCUMENT).await;
    let answer = raw(server.url(), "nonsense\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert_eq!(get(&server, "GET /a").await.status, 204);
}

#[tokio::test]
async fn it_stops_when_it_is_dropped() {
    let server = serve(DOCUMENT).await;
    let address = server.url().trim_start_matches("http://").to_owned();
    let mut open = TcpStream::connect(&address).await.expect("a connection");
    drop(server);
    while TcpStream::connect(&address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    // The connection that was open is closed: it is at its end, or was reset.
    let mut rest = Vec::new();
    let _ = open.read_to_end(&mut rest).await;
    assert!(rest.is_empty());
}

#[test]
fn without_a_runtime_it_is_an_error() {
    let mock = Mock::from_yaml(DOCUMENT).expect("a document");
    let mut start = std::pin::pin!(mock.start());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let polled = std::future::Future::poll(start.as_mut(), &mut context);
    assert!(matches!(
        polled,
        std::task::Poll::Ready(Err(MockError::Start(_)))
    ));
}
