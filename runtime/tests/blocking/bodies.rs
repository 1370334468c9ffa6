//! Bodies of requests, as they come.

use std::collections::VecDeque;
use std::error::Error as _;
use std::io::{Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use crate::petstore::wire::{self, read_head};
use bindery_runtime::{Body, Bytes, Endpoint, Error, Method, Operation, TransportError, decode};

use crate::support::client;

struct Upload;
impl Endpoint for Upload {
    const OPERATION: &'static Operation =
        &Operation::new("upload", Method::PUT, "/pictures").responses(&["2XX"]);
    type Success = decode::Empty;
    type Failure = decode::Empty;
}

/// What arrives of a body, which is to end the connection.
fn uploaded(body: Body) -> (Result<(), Error>, String) {
    let listener = wire::listen();
    let client = client(&listener).into_inner();
    let serving = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut request = read_head(&mut stream);
        let ends = ["onetwo", "\r\n0\r\n\r\n"];
        let is_empty = request.contains("content-length: 0\r\n");
        let is_whole = |request: &str| is_empty || ends.iter().any(|end| request.ends_with(end));
        let mut byte = [0];
        while !is_whole(&request) && stream.read(&mut byte).is_ok_and(|read| read > 0) {
            request.push(char::from(byte[0]));
        }
        // The client may have hung up.
        let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
        request.to_lowercase()
    });
    let mut call = client.call::<Upload>();
    call.raw_body("image/png", body);
    let outcome = call.send_blocking::<Upload>().map(|_| ());
    (outcome, serving.join().expect("a request"))
}

fn pieces(pieces: &[&'static str]) -> Body {
    let pieces = pieces.iter().map(|piece| Ok(Bytes::from(*piece)));
    Body::stream(crate::petstore::memory::Pieces(pieces.collect()))
}

#[test]
fn bodies_are_sent_as_they_come() {
    let (outcome, request) = uploaded("onetwo".into());
    outcome.expect("an answer");
    assert!(request.contains("\r\ncontent-length: 6\r\n"), "{request}");
    let (outcome, request) = uploaded(pieces(&["one", "", "two"]).with_length(6));
    outcome.expect("an answer");
    assert!(request.contains("\r\ncontent-length: 6\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\nonetwo"), "{request}");
    let (outcome, request) = uploaded(pieces(&["one", "", "two"]));
    outcome.expect("an answer");
    assert!(
        request.contains("\r\ntransfer-encoding: chunked\r\n"),
        "{request}"
    );
    assert!(
        request.ends_with("\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"),
        "{request}"
    );
    let (outcome, request) = uploaded("".into());
    outcome.expect("an answer");
    assert!(request.contains("\r\ncontent-length: 0\r\n"), "{request}");
}

#[test]
fn a_body_that_breaks_off_or_has_another_length_than_told_fails_as_itself() {
    let told = |body: Body| {
        let error = uploaded(body).0.expect_err("a failure");
        error.source().expect("a cause").to_string()
    };
    assert_eq!(
        told(pieces(&["one"]).with_length(9)),
        "the body ended 6 bytes before its length"
    );
    assert_eq!(
        told(pieces(&["onetwo"]).with_length(3)),
        "the body is longer than its length"
    );
    let broken = VecDeque::from([Ok("one".into()), Err(TransportError::other("no more"))]);
    assert_eq!(
        told(Body::stream(crate::petstore::memory::Pieces(broken))),
        "no more"
    );
}

#[test]
fn a_body_that_stops_coming_ends_with_the_time() {
    struct Never;
    impl futures_core::Stream for Never {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Pending
        }
    }
    let listener = wire::listen();
    let client = client(&listener).into_inner();
    let mut call = client
        .call::<Upload>()
        .with_timeout(Duration::from_millis(20));
    call.raw_body("image/png", Body::stream(Never));
    let error = call.send_blocking::<Upload>().expect_err("too late");
    assert!(error.is_timeout(), "{error:?}");
}
