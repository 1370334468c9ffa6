//! The default transport against real sockets: what arrives, what comes back, and how failures are told apart.
#![cfg(feature = "reqwest")]

mod petstore;

use std::error::Error as _;
use std::io::Write;
use std::net::TcpListener;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bindery_runtime::decode::Empty;
use bindery_runtime::{Endpoint, Error, Method, Operation};
use petstore::Client;
use petstore::models::Problem;
use petstore::wire::{self, read_head};

fn serve(answer: &'static str) -> (Client, JoinHandle<String>) {
    let (builder, serving) = wire::serve(answer);
    (builder.build().expect("a client"), serving)
}

fn client(listener: &TcpListener) -> Client {
    wire::builder(listener).build().expect("a client")
}

#[tokio::test]
async fn requests_arrive_and_answers_come_back() {
    let body = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\nx-answer: 42\r\n\r\n{\"id\":\"1\"}";
    let (client, serving) = serve(body);
    let pet = client.get_pet("a b/c").fields("x").await.expect("a pet");
    assert_eq!(
        (
            pet.id.as_str(),
            pet.headers()["x-answer"].to_str().expect("ASCII")
        ),
        ("1", "42")
    );
    let head = serving.join().expect("a request");
    assert!(
        head.starts_with("GET /v1/pets/a%20b%2Fc?fields=x HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(
        head.contains("\r\nauthorization: Bearer TOKEN\r\n"),
        "{head}"
    );
}

#[tokio::test]
async fn a_request_without_a_body_says_so() {
    let (client, serving) = serve("HTTP/1.1 204 No Content\r\n\r\n");
    client.rename("a", "b").await.expect("nothing");
    let head = serving.join().expect("a request");
    assert!(head.starts_with("PUT /v1/names/a.b HTTP/1.1\r\n"), "{head}");
    assert_eq!(head.matches("content-length: 0\r\n").count(), 1, "{head}");
}

/// An endpoint without bodies, as a type.
macro_rules! endpoint {
    ($name:ident, $method:ident, $status:literal) => {
        struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation =
                &Operation::new(stringify!($name), Method::$method, "/a?fixed=1")
                    .responses(&[$status]);
            type Success = Empty;
            type Failure = Empty;
        }
    };
}

endpoint!(Head, HEAD, "200");
endpoint!(Options, OPTIONS, "204");
endpoint!(Trace, TRACE, "200");

async fn line_of<E: Endpoint<Success = Empty, Failure = Empty>>(answer: &'static str) -> String {
    let (client, serving) = serve(answer);
    let client: bindery_runtime::Client = client.into_inner();
    let answer = client.call::<E>().send::<E>().await.expect("an answer");
    assert!(answer.headers().contains_key("x-answer"));
    let head = serving.join().expect("a request");
    assert!(!head.contains("content-length"), "{head}");
    head.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_seldom_methods_are_methods_like_others() {
    // What `HEAD` answers says how long the answer to `GET` would be, and has no body all the same.
    let head = line_of::<Head>("HTTP/1.1 200 OK\r\nx-answer: 1\r\ncontent-length: 5\r\n\r\n");
    assert_eq!(head.await, "HEAD /v1/a?fixed=1 HTTP/1.1");
    let options = line_of::<Options>("HTTP/1.1 204 No Content\r\nx-answer: 1\r\n\r\n");
    assert_eq!(options.await, "OPTIONS /v1/a?fixed=1 HTTP/1.1");
    let trace =
        line_of::<Trace>("HTTP/1.1 200 OK\r\nx-answer: 1\r\ncontent-length: 5\r\n\r\nTRACE");
    assert_eq!(trace.await, "TRACE /v1/a?fixed=1 HTTP/1.1");
}

#[tokio::test]
async fn the_transport_follows_no_redirects() {
    let redirect = "HTTP/1.1 302 Found\r\nlocation: http://evil.test/\r\ncontent-length: 0\r\n\r\n";
    let (builder, serving) = wire::serve(redirect);
    let client = builder.redirects(0).build().expect("a client");
    let error = client.get_pet("1").await.expect_err("an error");
    serving.join().expect("a request");
    assert!(
        matches!(error, Error::UndocumentedStatus(error) if error.headers().contains_key("location"))
    );
}

#[tokio::test]
async fn a_refused_connection_is_one() {
    let listener = wire::refusing();
    let client = client(&listener);
    let error = client.get_pet("1").await.expect_err("an error");
    assert!(error.is_connect(), "{error:?}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_silent_server_is_a_timeout() {
    let listener = wire::listen();
    let client = client(&listener);
    let error = client
        .get_pet("1")
        .with_timeout(Duration::from_millis(20))
        .await
        .expect_err("an error");
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_download_arrives_piece_by_piece() {
    let (client, serving) = serve(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n",
    );
    let mut picture = client.picture().await.expect("a picture");
    assert_eq!(picture.read_to_end().await.expect("bytes"), "onetwo");
    serving.join().expect("a request");
}

#[tokio::test]
async fn a_download_that_falls_silent_is_a_timeout() {
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
    let is_timeout = match call.await {
        Ok(mut picture) => picture
            .read_to_end()
            .await
            .is_err_and(|error| error.is_timeout()),
        Err(error) => error.is_timeout(),
    };
    assert!(is_timeout);
    drop(serving);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_failure_without_the_url() {
    let (client, serving) = serve("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[");
    let error = client
        .add_pet(petstore::models::Pet::new("1"))
        .await
        .expect_err("an error");
    let head = serving.join().expect("a request");
    assert!(
        head.starts_with("POST /v1/pets?key=KEY HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        assert!(!format!("{cause} {cause:?}").contains("KEY"), "{cause:?}");
        source = cause.source();
    }
    assert!(!format!("{error} {error:?}").contains("KEY"), "{error:?}");
}

#[tokio::test]
async fn https_needs_a_feature() {
    let built = Client::builder().build();
    if cfg!(any(feature = "rustls", feature = "native-tls")) {
        assert!(built.is_ok(), "{built:?}");
    } else {
        let expected = "the base URL is https: turn on the feature `rustls` or `native-tls`, \
                        or set a transport with TLS";
        assert_eq!(built.expect_err("an error").to_string(), expected);
    }
}

#[tokio::test]
async fn a_client_of_the_callers_own_is_used() {
    let (client, serving) = serve("HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n");
    let base_url = format!("{client:?}")
        .split('"')
        .nth(1)
        .expect("the base URL")
        .to_owned();
    // reqwest leaves the choice to the process when only our feature gives it TLS.
    #[cfg(feature = "rustls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    let own = reqwest::Client::builder()
        .user_agent("never sent")
        .build()
        .expect("a client");
    let client = Client::builder()
        .bearer("T")
        .reqwest_client(own)
        .base_url(base_url)
        .build()
        .expect("a client");
    let error: Error<Problem> = client.get_pet("1").await.expect_err("an error");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    let head = serving.join().expect("a request");
    assert!(head.contains("user-agent: bindery-runtime/"), "{head}");
}

#[test]
fn without_a_runtime_of_tokio_it_is_told_and_nothing_is_sent() {
    let client = client(&wire::listen());
    let mut call = Box::pin(client.get_pet("1").send());
    let waker = std::task::Waker::noop();
    let std::task::Poll::Ready(outcome) = call
        .as_mut()
        .poll(&mut std::task::Context::from_waker(waker))
    else {
        panic!("it can't go on");
    };
    let error = outcome.expect_err("no runtime");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "getPet: the default transport needs a runtime of Tokio, and there is none here"
    );
}
