//! Requests and answers on real sockets, and how failures are told apart.

use std::error::Error as _;
use std::io::Write;
use std::thread;
use std::time::Duration;

use crate::petstore::Client;
use crate::petstore::models::Pet;
use crate::petstore::wire::{self, read_head, serve};
use bindery_runtime::{Endpoint, Error, Method, Operation, RetryPolicy, decode};

use crate::support::client;

#[test]
fn requests_arrive_and_answers_come_back() {
    let (builder, serving) =
        serve("HTTP/1.1 200 OK\r\ncontent-length: 10\r\nx-answer: 42\r\n\r\n{\"id\":\"1\"}");
    let client = builder.build_blocking().expect("a client");
    let call = client.get_pet("a b/c").fields("x");
    let pet = call.send_blocking().expect("a pet");
    assert_eq!(
        (pet.id.as_str(), &pet.headers()["x-answer"]),
        ("1", &"42".parse().unwrap())
    );
    let head = serving.join().expect("a request").to_lowercase();
    assert!(
        head.starts_with("get /v1/pets/a%20b%2fc?fields=x http/1.1\r\n"),
        "{head}"
    );
    assert!(
        head.contains("\r\nauthorization: bearer token\r\n"),
        "{head}"
    );
    assert_eq!(
        head.matches("\r\nuser-agent: bindery-runtime/").count(),
        1,
        "{head}"
    );
    assert_eq!(
        head.matches("\r\naccept: application/json\r\n").count(),
        1,
        "{head}"
    );
    for unwanted in ["accept-encoding", "content-length", "transfer-encoding"] {
        assert!(!head.contains(unwanted), "{head}");
    }
}

#[test]
fn failures_are_told_apart() {
    let listener = wire::listen();
    let silent = client(&listener);
    let call = silent.get_pet("1").with_timeout(Duration::from_millis(20));
    let error = call.send_blocking().expect_err("no answer");
    assert!(error.is_timeout(), "{error:?}");

    let listener = wire::refusing();
    let refused = client(&listener);
    let error = refused.get_pet("1").send_blocking().expect_err("no server");
    assert!(error.is_connect() && error.source().is_some(), "{error:?}");

    let (builder, serving) = serve("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[");
    let client = builder.build_blocking().expect("a client");
    let error = client
        .add_pet(Pet::new("1"))
        .send_blocking()
        .expect_err("half");
    let head = serving.join().expect("a request");
    assert!(
        head.starts_with("POST /v1/pets?key=KEY HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(
        matches!(error, Error::Transport(_)) && !error.is_connect(),
        "{error:?}"
    );
    assert!(!format!("{error} {error:?}").contains("KEY"), "{error:?}");
}

#[test]
fn a_host_that_has_no_address_is_no_connection() {
    let builder = Client::builder().bearer("T").retry(RetryPolicy::none());
    let client = builder.base_url("http://name.invalid").build_blocking();
    let call = client.as_ref().expect("a client").get_pet("SECRET");
    let error = call.send_blocking().expect_err("no address");
    assert!(error.is_connect(), "{error:?}");
    assert!(!format!("{error:?}").contains("SECRET"), "{error:?}");
}

#[test]
fn a_download_that_falls_silent_is_a_timeout() {
    let listener = wire::listen();
    let client = client(&listener);
    let serving = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        read_head(&mut stream);
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\none";
        stream.write_all(head).expect("an answer");
        stream
    });
    let call = client.picture().with_timeout(Duration::from_millis(200));
    // On a busy machine the head may already come too late, which has to be a timeout as well.
    let is_timeout = match call.send_blocking() {
        Ok(picture) => {
            let mut chunks = picture.into_inner().into_blocking();
            chunks.any(|chunk| chunk.is_err_and(|error| error.is_timeout()))
        }
        Err(error) => error.is_timeout(),
    };
    assert!(is_timeout);
    drop(serving);
}

/// An endpoint of another method, without bodies.
macro_rules! endpoint {
    ($($name:ident $method:ident)*) => {$(
        struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation =
                &Operation::new(stringify!($name), Method::$method, "/a").responses(&["200"]);
            type Success = decode::Empty;
            type Failure = decode::Empty;
        }
    )*};
}
endpoint! { Head HEAD Options OPTIONS Trace TRACE Delete DELETE Patch PATCH }

fn line_of<E: Endpoint<Success = decode::Empty>>(answer: &'static str) -> String {
    let (builder, serving) = serve(answer);
    let client = builder.build_blocking().expect("a client").into_inner();
    let answer = client.call::<E>().send_blocking::<E>();
    assert!(answer.is_ok_and(|answer| answer.headers().contains_key("x-answer")));
    let head = serving.join().expect("a request");
    head.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn the_seldom_methods_are_methods_like_others() {
    let empty = "HTTP/1.1 200 OK\r\nx-answer: 1\r\ncontent-length: 0\r\n\r\n";
    // What `HEAD` answers says how long the answer to `GET` would be, and has no body all the same.
    let head = line_of::<Head>("HTTP/1.1 200 OK\r\nx-answer: 1\r\ncontent-length: 5\r\n\r\n");
    assert_eq!(head, "HEAD /v1/a HTTP/1.1");
    assert_eq!(line_of::<Options>(empty), "OPTIONS /v1/a HTTP/1.1");
    assert_eq!(line_of::<Trace>(empty), "TRACE /v1/a HTTP/1.1");
    assert_eq!(line_of::<Delete>(empty), "DELETE /v1/a HTTP/1.1");
    assert_eq!(line_of::<Patch>(empty), "PATCH /v1/a HTTP/1.1");
}

#[test]
fn no_time_is_too_long() {
    let (builder, serving) = serve("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"1\"}");
    let client = builder
        .timeout(Duration::MAX)
        .build_blocking()
        .expect("a client");
    client.get_pet("1").send_blocking().expect("a pet");
    serving.join().expect("a request");
}

#[test]
fn the_transport_follows_no_redirects() {
    let (builder, serving) =
        serve("HTTP/1.1 302 Found\r\nlocation: http://evil.test/\r\ncontent-length: 0\r\n\r\n");
    let client = builder.redirects(0).build_blocking().expect("a client");
    let error = client.get_pet("1").send_blocking().expect_err("an error");
    serving.join().expect("a request");
    assert!(
        matches!(error, Error::UndocumentedStatus(error) if error.headers().contains_key("location"))
    );
}
