//! Answers that tests script.

use std::sync::Arc;
use std::time::Duration;

use bindery_mock::{Mock, MockError, Reply};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{get, raw};

const DOCUMENT: &str = "
openapi: 3.0.3
security: [{ token: [] }]
paths:
  /pets/{id}:
    get: { operationId: getPet, responses: { 204: {} } }
    put: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { 204: {} } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
";

fn mock() -> Mock {
    Mock::from_yaml(DOCUMENT).expect("a document")
}

#[tokio::test]
async fn counted_replies_go_first_then_the_standing_one() {
    let mock = mock();
    for reply in [
        Reply::new(500),
        Reply::new(503).times(2),
        Reply::new(299).times(0),
        Reply::new(429).times(1),
        Reply::new(201),
    ] {
        mock.respond("getPet", reply).expect("a known operation");
    }
    let server = mock.start().await.expect("a server");
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(get(&server, "GET /pets/1").await.status);
    }
    assert_eq!(statuses, [503, 503, 429, 201, 201, 201]);
}

#[tokio::test]
async fn a_running_server_takes_replies_by_method_and_path() {
    let server = mock().start().await.expect("a server");
    assert_eq!(get(&server, "GET /pets/1").await.status, 401);
    let reply = Reply::new(418)
        .header("x-one", "1")
        .json(json!({ "tea": true }))
        .times(1);
    server
        .respond("GET /pets/{id}", reply)
        .expect("a known operation");
    let answer = get(&server, "GET /pets/1").await;
    assert_eq!(answer.status, 418);
    assert_eq!(answer.header("x-one"), "1");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.text(), r#"{"tea":true}"#);
    assert_eq!(get(&server, "GET /pets/1").await.status, 401);
}

#[tokio::test]
async fn bodies_are_text_or_bytes_too() {
    let server = mock().start().await.expect("a server");
    let replies = [
        (
            Reply::new(200).text("héllo"),
            "text/plain; charset=utf-8",
            "héllo",
        ),
        (Reply::new(200).bytes("raw"), "", "raw"),
        (
            Reply::new(200)
                .header("Content-Type", "text/html")
                .text("<p>"),
            "text/html",
            "<p>",
        ),
    ];
    for (reply, content_type, body) in replies {
        server.respond("getPet", reply).expect("a known operation");
        let answer = get(&server, "GET /pets/1").await;
        assert_eq!(answer.header("content-type"), content_type);
        assert_eq!(answer.text(), body);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_recorded_all_the_same() {
    let server = mock().start().await.expect("a server");
    server
        .respond("PUT /pets/{id}", Reply::new(200))
        .expect("a known operation");
    assert_eq!(get(&server, "PUT /pets/rex").await.status, 200);
    let recorded = server.requests().pop().expect("a record");
    assert_eq!(recorded.violations.len(), 1);
    assert_eq!(recorded.violations[0].pointer, "/id");
}

#[tokio::test]
async fn a_truncated_body_breaks_off() {
    let server = mock().start().await.expect("a server");
    for (body, length, part) in [("0123456789", 10, "01234"), ("1", 1, ""), ("", 1, "")] {
        let reply = Reply::new(200).text(body).truncated();
        server.respond("getPet", reply).expect("a known operation");
        let answer = raw(server.url(), "GET /pets/1 HTTP/1.1\r\nhost: a\r\n\r\n").await;
        let (head, received) = answer.split_once("\r\n\r\n").expect("a head");
        assert!(
            head.contains(&format!("content-length: {length}")),
            "{head}"
        );
        assert_eq!(received, part);
    }
}

#[tokio::test]
async fn a_dropped_connection_has_no_answer() {
    let server = mock().start().await.expect("a server");
    server
        .respond("getPet", Reply::new(503).dropped().times(1))
        .expect("a known operation");
    let answer = raw(server.url(), "GET /pets/1 HTTP/1.1\r\nhost: a\r\n\r\n").await;
    assert_eq!(answer, "");
    assert_eq!(server.requests()[0].status, 503);
    assert_eq!(get(&server, "GET /pets/1").await.status, 401);
}

/// Time stands still in this test and jumps to the next timer when nothing else is to do.
#[tokio::test(start_paused = true)]
async fn a_stalled_body_never_ends() {
    let server = mock().start().await.expect("a server");
    let reply = Reply::new(200).text("0123456789").stalled();
    server.respond("getPet", reply).expect("a known operation");
    let address = server.url().trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream
        .write_all(b"GET /pets/1 HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .expect("a sent request");
    let mut received = Vec::new();
    while !received.ends_with(b"\r\n\r\n01234") {
        assert_ne!(stream.read_buf(&mut received).await.expect("more"), 0);
    }
    let day = Duration::from_secs(86_400);
    let rest = tokio::time::timeout(day, stream.read_buf(&mut received)).await;
    assert!(rest.is_err(), "{rest:?}");
}

/// Time stands still in this test and jumps to the next timer when nothing else is to do.
#[tokio::test(start_paused = true)]
async fn a_delayed_request_is_recorded_before_its_answer() {
    let server = mock().start().await.expect("a server");
    let hour = Duration::from_secs(3600);
    server
        .respond("getPet", Reply::new(200).delay(hour))
        .expect("a known operation");
    let server = Arc::new(server);
    let client = Arc::clone(&server);
    let waiting = tokio::spawn(async move { get(&client, "GET /pets/1").await });
    // There is always something to do here, so that time doesn't jump.
    while server.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(!waiting.is_finished());
    waiting.abort();
    let start = tokio::time::Instant::now();
    assert_eq!(get(&server, "GET /pets/1").await.status, 200);
    assert!(start.elapsed() >= hour);
}

#[test]
fn what_cannot_be_sent_is_refused() {
    let mock = mock();
    for unknown in [
        "setPet",
        "GET /pets",
        "get /pets/{id}",
        "DELETE /pets/{id}",
        "",
    ] {
        let error = mock
            .respond(unknown, Reply::new(200))
            .expect_err("an error");
        assert!(matches!(error, MockError::UnknownOperation(_)), "{unknown}");
    }
    for reply in [
        Reply::new(0),
        Reply::new(101),
        Reply::new(1000),
        Reply::new(200).header("a b", "c"),
        Reply::new(200).header("a", "b\r\nc: d"),
    ] {
        let error = mock.respond("getPet", reply).expect_err("an error");
        assert!(matches!(error, MockError::InvalidReply(_)), "{error}");
    }
}
