//! Calls without an async runtime: on real sockets, bit by bit, and with clients that are made for something else.
#![cfg(feature = "blocking")]

mod petstore;

use std::collections::VecDeque;
use std::error::Error as _;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use bindery_runtime::transport::{BoxFuture, Carried, Patience, Recorder, Reply};
use bindery_runtime::{
    Blocking, Body, Bytes, Credential, Endpoint, Error, Method, Operation, RetryPolicy, StatusCode,
    Transport, TransportError, decode, http,
};
use petstore::models::Pet;
use petstore::wire::{self, read_head, serve};
use petstore::{Client, endpoints};
use serde_json::json;

fn client(listener: &TcpListener) -> Client {
    let builder = wire::builder(listener).retry(RetryPolicy::none());
    builder.build_blocking().expect("a client")
}

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
    Body::stream(petstore::memory::Pieces(pieces.collect()))
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
        told(Body::stream(petstore::memory::Pieces(broken))),
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

#[test]
fn what_comes_bit_by_bit_is_read_bit_by_bit() {
    let (builder, serving) = serve(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n",
    );
    let client = builder.build_blocking().expect("a client");
    let picture = client.picture().send_blocking().expect("a picture");
    let mut text = String::new();
    let mut reader = picture.into_inner().into_blocking();
    reader.read_to_string(&mut text).expect("text");
    assert_eq!(text, "onetwo");
    serving.join().expect("a request");
}

#[test]
fn a_download_becomes_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("picture.png");
    for (length, saved) in [("6", Some(6)), ("7", None)] {
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\nonetwo");
        let (builder, serving) = serve(answer.leak());
        let client = builder.build_blocking().expect("a client");
        let mut picture = client.picture().send_blocking().expect("a picture");
        assert_eq!(picture.save_blocking(&path).ok(), saved);
        serving.join().expect("a request");
        assert_eq!(std::fs::read(&path).expect("a file"), b"onetwo");
        assert_eq!(folder.path().read_dir().expect("a folder").count(), 1);
    }
}

#[test]
fn events_and_lines_are_iterators() {
    let recorder = Recorder::new();
    let client = Client::builder()
        .transport(recorder.clone())
        .build_blocking()
        .expect("a client");
    let events = Reply::ok().header("content-type", "text/event-stream");
    recorder.reply(events.pieces([Ok("data: {\"id\":1}\n"), Ok("\ndata: {\"id\":2}\n\n")]));
    let events = client
        .tell()
        .as_events()
        .send_blocking()
        .expect("events")
        .into_inner();
    let ids = events
        .into_blocking()
        .map(|event| event.and_then(|event| Ok(event.json()?.id)));
    assert_eq!(ids.collect::<Result<Vec<_>, _>>().expect("tags"), [1, 2]);

    let lines = Reply::ok().header("content-type", "application/jsonl");
    recorder.reply(lines.pieces([Ok("{\"id\":1}\n{\"i"), Ok("d\":2}\n")]));
    let mut lines = client.tell().as_lines().send_blocking().expect("lines");
    let mut ids = Blocking::new(&mut *lines).map(|tag| tag.map(|tag| tag.id));
    assert_eq!(ids.next().and_then(Result::ok), Some(1));
    assert_eq!(ids.next().and_then(Result::ok), Some(2));
    assert!(ids.next().is_none());
}

#[test]
fn pages_and_items_are_iterators() {
    let recorder = Recorder::new();
    let client = Client::builder()
        .transport(recorder.clone())
        .bearer("token")
        .credential("QueryKey", Credential::api_key("key"))
        .build_blocking()
        .expect("a client");
    let script = || {
        let next = Reply::ok().header("link", "<?page=2>; rel=next");
        recorder.reply(next.json(&json!([{ "id": "1" }, { "id": "2" }])));
        recorder.reply(Reply::ok().json(&json!([{ "id": "3" }])));
    };
    script();
    let items = client.list_pets().items().into_blocking();
    let ids = items.map(|pet| pet.map(|pet| pet.id));
    let ids: Vec<String> = ids.collect::<Result<_, _>>().expect("pets");
    assert_eq!(ids, ["1", "2", "3"]);
    script();
    let pages = client.list_pets().pages().into_blocking();
    let lengths = pages.map(|page| page.map(|page| page.len()));
    assert_eq!(
        lengths.collect::<Result<Vec<_>, _>>().expect("pages"),
        [2, 1]
    );
    assert_eq!(recorder.requests().len(), 4);
}

#[test]
fn a_reader_tells_why_the_body_broke_off() {
    let recorder = Recorder::new();
    let client = Client::builder()
        .transport(recorder.clone())
        .build_blocking()
        .expect("a client");
    let late = Err(TransportError::timeout("late"));
    recorder.reply(Reply::ok().pieces([Ok("one"), late]));
    let picture = client.picture().send_blocking().expect("a picture");
    let mut reader = picture.into_inner().into_blocking();
    let mut buffer = [0; 2];
    assert_eq!(reader.read(&mut buffer).expect("bytes"), 2);
    assert_eq!(reader.read(&mut buffer).expect("bytes"), 1);
    let error = reader.read(&mut buffer).expect_err("late");
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
    assert!(error.get_ref().is_some_and(|inner| inner.is::<Error>()));
}

/// A transport with a runtime of its own, on another thread.
struct Elsewhere(Recorder, tokio::runtime::Runtime);

impl Transport for Elsewhere {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        let recorder = self.0.clone();
        let sent = self.1.spawn(async move {
            tokio::task::yield_now().await;
            recorder.send(request, patience).await
        });
        Box::pin(async { sent.await.expect("no panic") })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.0.sleep(duration)
    }
}

#[test]
fn a_transport_may_work_on_another_thread() {
    let recorder = Recorder::new();
    recorder.reply(Reply::failure(TransportError::connect("refused")));
    recorder.reply(Reply::ok().json(&serde_json::json!({"id": "1"})));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let builder = Client::builder().bearer("t");
    let builder = builder.transport(Elsewhere(recorder.clone(), runtime));
    let client = builder.build_blocking().expect("a client");
    assert_eq!(client.get_pet("1").send_blocking().expect("a pet").id, "1");
    assert_eq!(recorder.waits().len(), 1);
}

#[cfg(feature = "reqwest")]
mod with_an_async_client {
    use super::*;

    fn refused(client: &Client) {
        let error = client
            .get_pet("1")
            .send_blocking()
            .expect_err("an async client");
        let expected = "getPet: the client is an async one, which can't be waited for; `build_blocking` of its \
                        builder makes one for `send_blocking`";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn outside_of_a_runtime() {
        refused(&wire::builder(&wire::listen()).build().expect("a client"));
    }

    /// Waiting would keep the runtime's only thread from ever bringing the answer.
    #[tokio::test]
    async fn inside_of_a_runtime() {
        refused(&wire::builder(&wire::listen()).build().expect("a client"));
    }

    #[tokio::test]
    async fn whose_download_is_waited_for() {
        let (builder, serving) = serve("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none");
        let client = builder.build().expect("a client");
        let picture = client.picture().await.expect("a picture").into_inner();
        serving.join().expect("a request");
        let error = picture
            .into_blocking()
            .next()
            .expect("an item")
            .expect_err("an async client");
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    }
}

/// A blocking client blocks where it is awaited, and answers all the same.
#[tokio::test]
async fn a_blocking_client_can_be_awaited() {
    let (builder, serving) = serve("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"1\"}");
    let client = builder.build_blocking().expect("a client");
    client.get_pet("1").await.expect("a pet");
    serving.join().expect("a request");
}

#[test]
fn https_needs_a_feature() {
    let built = Client::builder().build_blocking();
    match cfg!(any(feature = "rustls", feature = "native-tls")) {
        true => assert!(built.is_ok(), "{built:?}"),
        false => assert!(matches!(built, Err(bindery_runtime::BuildError::NoTls))),
    }
}

#[test]
fn an_agent_of_the_callers_own_is_used() {
    let (builder, serving) = serve("HTTP/1.1 404 No\r\ncontent-length: 10\r\n\r\n{\"code\":40}");
    let agent = ureq::Agent::config_builder()
        .user_agent("never sent")
        .build();
    let client = builder.ureq_agent(agent.into()).build().expect("a client");
    let call: endpoints::GetPet<'_> = client.get_pet("1");
    let error = call.send_blocking().expect_err("404");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    serving.join().expect("a request");
}
