//! Event streams that are asked for again: what goes with the request, when, and when no more.

mod petstore;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::decode::{Empty, Events};
use bindery_runtime::{
    Body, Bytes, Client, ClientBuilder, Endpoint, Error, EventStream, HeaderName, HeaderValue,
    Method, Operation, Reconnect, SecurityScheme, TransportError, Value, http,
};
use petstore::Memory;
use petstore::memory::Pieces;
use petstore::parts::cut;
use proptest::collection::vec;
use proptest::prelude::*;

static API: bindery_runtime::Api =
    bindery_runtime::Api::new("Events", "1").security_schemes(&[SecurityScheme::bearer("Token")]);

/// An endpoint of events, as a type.
macro_rules! endpoint {
    ($name:ident, $method:ident) => {
        struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation =
                &Operation::new("watch", Method::$method, "/events")
                    .security(&[&["Token"]])
                    .responses(&["200"]);
            type Success = Events<Value>;
            type Failure = Empty;
        }
    };
}

endpoint!(Watch, GET);
endpoint!(Ask, POST);

type Answer = Box<dyn FnOnce() -> Result<http::Response<Body>, TransportError> + Send>;

fn events(text: &'static str) -> Answer {
    pieces(vec![Bytes::from_static(text.as_bytes())])
}

fn pieces(pieces: Vec<Bytes>) -> Answer {
    Box::new(move || {
        let pieces = pieces.into_iter().map(Ok).collect();
        let mut response = http::Response::new(Body::stream(Pieces(pieces)));
        let kind = HeaderValue::from_static("text/event-stream");
        response.headers_mut().insert("content-type", kind);
        Ok(response)
    })
}

fn breaking(text: &'static str) -> Answer {
    Box::new(move || {
        let pieces = [Ok(text.into()), Err(TransportError::other("lost"))];
        Ok(http::Response::new(Body::stream(Pieces(pieces.into()))))
    })
}

fn status(status: u16) -> Answer {
    Box::new(move || {
        let mut response = http::Response::new(Body::from(""));
        *response.status_mut() = status.try_into().expect("a status");
        let wait = HeaderValue::from_static("100");
        response.headers_mut().insert("retry-after", wait);
        Ok(response)
    })
}

fn refused() -> Answer {
    Box::new(|| Err(TransportError::connect("refused")))
}

/// Gives these answers, and 204 after them.
fn server(answers: impl Into<VecDeque<Answer>>) -> Memory {
    let answers = Mutex::new(answers.into());
    Memory::with(move || {
        let answer = answers.lock().expect("answers").pop_front();
        answer.unwrap_or_else(|| status(204))()
    })
}

/// Waits of nothing but what the server or the policy says.
fn policy() -> Reconnect {
    let policy = Reconnect::standard().with_backoff(Duration::ZERO, Duration::ZERO);
    policy.with_attempts(3)
}

async fn opened<E: Endpoint<Success = Events<Value>, Failure = Empty>>(
    memory: &Memory,
) -> EventStream {
    let builder = ClientBuilder::<Client>::new(&API).base_url("http://events.test");
    let client = builder.bearer("TOKEN").transport(memory.clone()).build();
    let client = client.expect("a client");
    let call = client
        .call::<E>()
        .with_query("since", "yesterday")
        .with_header(
            HeaderName::from_static("x-own"),
            HeaderValue::from_static("1"),
        );
    call.send::<E>().await.expect("events").into_inner()
}

async fn watched(memory: &Memory) -> EventStream {
    let events = opened::<Watch>(memory).await;
    events.reconnecting(policy()).expect("a GET")
}

/// All data, and what the stream ended with.
async fn read(mut events: EventStream) -> (Vec<String>, Option<Error>) {
    let mut data = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => data.push(event.data),
            Err(error) => return (data, Some(error)),
        }
    }
    assert!(events.next().await.is_none());
    (data, None)
}

fn ids(memory: &Memory) -> Vec<Option<String>> {
    let requests = memory.requests();
    let ids = requests.iter().map(|it| it.headers().get("last-event-id"));
    ids.map(|id| Some(String::from_utf8_lossy(id?.as_bytes()).into_owned()))
        .collect()
}

fn seconds(memory: &Memory) -> Vec<u64> {
    memory.waits().iter().map(Duration::as_secs).collect()
}

#[tokio::test]
async fn events_go_on_from_the_last_that_was_whole() {
    let memory = server([
        events("id: 1\ndata: a\n\nid: 2\ndata: cut off\n"),
        breaking("data: b\n\nid: 3\n\nid: 4\ndata: cut o"),
        events("\u{FEFF}id:\ndata: c\n\n"),
        events("data: d\n\n"),
    ]);
    let (data, error) = read(watched(&memory).await).await;
    assert_eq!(data, ["a", "b", "c", "d"]);
    assert!(error.is_none(), "{error:?}");
    let expected = [None, Some("1"), Some("3"), None, None];
    assert_eq!(ids(&memory), expected.map(|id| id.map(ToOwned::to_owned)));
}

#[tokio::test]
async fn it_is_the_same_call_in_all_else() {
    let memory = server([events("id: é\ndata: a\n\n")]);
    read(watched(&memory).await).await;
    let requests = memory.requests();
    assert_eq!(requests.len(), 2);
    let mut headers = requests[1].headers().clone();
    assert_eq!(
        headers.remove("last-event-id").expect("an id").as_bytes(),
        "é".as_bytes()
    );
    assert_eq!(&headers, requests[0].headers());
    assert_eq!(headers["authorization"], "Bearer TOKEN");
    assert_eq!(headers["x-own"], "1");
    assert_eq!(requests[1].uri(), requests[0].uri());
    assert_eq!(requests[1].uri().query(), Some("since=yesterday"));
}

#[tokio::test]
async fn waits_are_those_that_the_server_tells() {
    let memory = server([
        events("data: a\n\n"),
        events("retry: 7000\n\n"),
        events("data: b\n\n"),
        events("retry: x\nretry: 9000\ndata: c\n\n"),
        status(503),
    ]);
    let (data, error) = read(watched(&memory).await).await;
    assert_eq!(data, ["a", "b", "c"]);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seconds(&memory), [3, 7, 7, 9, 100]);
}

#[tokio::test]
async fn no_server_tells_a_wait_without_end() {
    let told = |wait: Reconnect| async move {
        let memory = server([
            events("retry: 18446744073709551615\ndata: a\n\n"),
            status(503),
        ]);
        let events = opened::<Watch>(&memory).await.reconnecting(wait);
        read(events.expect("a GET")).await;
        seconds(&memory)
    };
    assert_eq!(told(policy()).await, [600, 600]);
    let short = policy().with_longest_told(Duration::from_secs(50));
    assert_eq!(told(short).await, [50, 50]);
}

#[tokio::test]
async fn attempts_in_a_row_are_bounded() {
    let memory = server([
        events("data: a\n\n"),
        refused(),
        status(503),
        events("data: b\n\n"),
        refused(),
        refused(),
        refused(),
        events("data: never\n\n"),
    ]);
    let (data, error) = read(watched(&memory).await).await;
    assert_eq!(data, ["a", "b"]);
    assert!(error.is_some_and(|error| error.is_connect()));
    assert_eq!(memory.requests().len(), 7);
}

#[tokio::test]
async fn answers_without_events_are_attempts() {
    let memory = server([
        events("data: a\n\n"),
        events(": alive\n\n"),
        events(""),
        events(""),
        events("data: never\n\n"),
    ]);
    let (data, error) = read(watched(&memory).await).await;
    assert_eq!(data, ["a"]);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(memory.requests().len(), 4);
}

#[tokio::test]
async fn other_failures_end_the_stream() {
    let html: Answer = Box::new(|| {
        let mut response = http::Response::new(Body::from("<p>"));
        let kind = HeaderValue::from_static("text/html");
        response.headers_mut().insert("content-type", kind);
        Ok(response)
    });
    for answer in [status(401), status(500), html] {
        let memory = server([events("data: a\n\n"), answer, events("data: never\n\n")]);
        let (data, error) = read(watched(&memory).await).await;
        assert_eq!(data, ["a"]);
        assert!(error.is_some());
        assert_eq!(memory.requests().len(), 2);
    }
}

#[tokio::test]
async fn an_id_that_is_no_header_is_not_sent() {
    let memory = server([events("id: a\u{1}b\ndata: a\n\n")]);
    let (data, error) = read(watched(&memory).await).await;
    assert_eq!((data.len(), error.is_none()), (1, true));
    assert_eq!(ids(&memory), [None, None]);
}

#[tokio::test]
async fn only_what_is_asked_for_by_get_is_asked_for_again() {
    let memory = server([events("data: a\n\n")]);
    let events = opened::<Ask>(&memory).await;
    let error = events.reconnecting(policy()).expect_err("an error");
    assert_eq!(
        error.to_string(),
        "watch: only the events of a client's `GET` without a body can be asked for again"
    );
    let answer = http::Response::new(Bytes::from_static(b"data: a\n\n"));
    let events = Watch::read(answer).expect("events").into_inner();
    assert!(events.reconnecting(policy()).is_err());
}

#[tokio::test]
async fn nothing_is_asked_for_again_unasked() {
    let memory = server([events("data: a\n\n"), events("data: never\n\n")]);
    let (data, error) = read(opened::<Watch>(&memory).await).await;
    assert_eq!((data.len(), error.is_none()), (1, true));
    assert_eq!(memory.requests().len(), 1);
}

fn block<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(future)
}

/// A server that has these events, sends those after the last that it is told of, and is cut off wherever.
fn resuming(texts: &[String], cuts: &[usize], sizes: &[usize]) -> Memory {
    let (texts, sizes) = (texts.to_vec(), sizes.to_vec());
    let cuts = Mutex::new(VecDeque::from(cuts.to_vec()));
    let asked: Arc<Mutex<Option<Memory>>> = Arc::default();
    let known = asked.clone();
    let memory = Memory::with(move || {
        let last = known.lock().expect("a memory");
        let last = last.as_ref().and_then(|memory| ids(memory).pop()?);
        let from = last.map_or(0, |id| id.parse::<usize>().expect("a number") + 1);
        let rows = texts.iter().enumerate().skip(from);
        let rest: String = rows
            .map(|(id, text)| format!("id: {id}\ndata: {text}\n\n"))
            .collect();
        if rest.is_empty() {
            return status(204)();
        }
        let cut_off = cuts.lock().expect("cuts").pop_front().unwrap_or(usize::MAX);
        let rest = rest.as_bytes();
        pieces(cut(&rest[..cut_off.min(rest.len())], &sizes))()
    });
    *asked.lock().expect("a memory") = Some(memory.clone());
    memory
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_comes_twice(
        texts in vec("[a-zé🦀]{0,6}", 1..6),
        cuts in vec(0..80_usize, 0..6),
        sizes in vec(1..9_usize, 1..4),
    ) {
        let memory = resuming(&texts, &cuts, &sizes);
        let (data, error) = block(async {
            let events = opened::<Watch>(&memory).await;
            let events = events.reconnecting(policy().with_attempts(20)).expect("a GET");
            read(events).await
        });
        prop_assert_eq!(data, texts);
        prop_assert!(error.is_none());
    }
}
