//! Spans of calls and requests: what they tell, and that no secret is in them.
#![cfg(feature = "tracing")]

mod petstore;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard};

use bindery_runtime::transport::{Recorder, Reply};
use bindery_runtime::{Credential, StatusCode, TransportError};
use petstore::Client;
use petstore::models::Pet;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps all spans, in the order in which they began.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    spans: Vec<Seen>,
    entered: Vec<u64>,
}

#[derive(Default, Clone)]
struct Seen {
    name: &'static str,
    parent: Option<u64>,
    /// How many handles of it there are.
    handles: usize,
    fields: Fields,
}

#[derive(Default, Clone)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Spans {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic")
    }

    fn seen(&self) -> Vec<Seen> {
        self.state().spans.clone()
    }
}

impl Seen {
    fn get(&self, field: &str) -> Option<&str> {
        self.fields.0.get(field).map(String::as_str)
    }
}

fn at(id: &Id) -> usize {
    usize::try_from(id.into_u64()).expect("few spans") - 1
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("bindery_runtime")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut state = self.state();
        let mut seen = Seen {
            name: attributes.metadata().name(),
            parent: state.entered.last().copied(),
            handles: 1,
            ..Seen::default()
        };
        attributes.record(&mut seen.fields);
        state.spans.push(seen);
        Id::from_u64(state.spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        values.record(&mut self.state().spans[at(span)].fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        panic!("no event is documented: {event:?}");
    }

    fn enter(&self, span: &Id) {
        self.state().entered.push(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        assert_eq!(self.state().entered.pop(), Some(span.into_u64()));
    }

    fn clone_span(&self, span: &Id) -> Id {
        self.state().spans[at(span)].handles += 1;
        span.clone()
    }

    fn try_close(&self, span: Id) -> bool {
        let handles = &mut self.state().spans[at(&span)].handles;
        *handles -= 1;
        *handles == 0
    }
}

fn client(recorder: &Recorder) -> Client {
    let builder = Client::builder()
        .bearer("BEARER/TOKEN")
        .basic("user", "PASSWORD")
        .credential("QueryKey", Credential::api_key("QUERY/KEY"))
        .transport(recorder.clone());
    builder.build().expect("a client")
}

/// The spans of what is called, the first of which is that of the call.
async fn spans<T>(replies: Vec<Reply>, call: impl AsyncFn(Client) -> T) -> (T, Seen, Vec<Seen>) {
    let recorder = Recorder::new();
    replies.into_iter().for_each(|reply| recorder.reply(reply));
    let client = client(&recorder);
    let spans = Spans::default();
    let capturing = tracing::subscriber::set_default(spans.clone());
    let outcome = call(client).await;
    drop(capturing);
    let mut seen = spans.seen();
    assert!(seen.iter().all(|span| span.handles == 0), "all are closed");
    let call = seen.remove(0);
    assert_eq!((call.name, call.parent), ("call", None));
    for request in &seen {
        assert_eq!((request.name, request.parent), ("request", Some(1)));
    }
    let shown = format!(
        "{:?}",
        spans
            .seen()
            .iter()
            .map(|it| it.fields.0.clone())
            .collect::<Vec<_>>()
    );
    for secret in ["BEARER", "PASSWORD", "QUERY", "VALUE"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    (outcome, call, seen)
}

fn pet() -> Reply {
    Reply::ok().json(&serde_json::json!({ "id": "1" }))
}

#[tokio::test]
async fn a_call_and_its_request_are_spans() {
    let (pet, call, requests) = spans(vec![pet()], async |client: Client| {
        client.get_pet("a/b").with_query("filter", "VALUE").await
    })
    .await;
    pet.expect("a pet");
    let expected = [
        ("http.request.method", "GET"),
        ("http.response.status_code", "200"),
        ("otel.kind", "internal"),
        ("otel.name", "getPet"),
        ("url.template", "/pets/{pet-id}"),
    ];
    assert_eq!(call.fields.0, fields(&expected));
    let expected = [
        ("http.request.method", "GET"),
        ("http.response.status_code", "200"),
        ("otel.kind", "client"),
        ("otel.name", "GET /pets/{pet-id}"),
        ("server.address", "petstore.test"),
        ("server.port", "443"),
        (
            "url.full",
            "https://petstore.test/v1/pets/a%2Fb?filter=REDACTED",
        ),
        ("url.template", "/pets/{pet-id}"),
    ];
    let [request] = requests.try_into().ok().expect("one request");
    assert_eq!(request.fields.0, fields(&expected));
}

fn fields(expected: &[(&'static str, &str)]) -> BTreeMap<&'static str, String> {
    expected
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

#[tokio::test]
async fn each_request_is_one_however_it_came_to_it() {
    let replies = vec![
        Reply::new(StatusCode::SERVICE_UNAVAILABLE),
        Reply::failure(TransportError::connect("refused")),
        Reply::new(StatusCode::FOUND).header("location", "http://[::1]:8080/?key=VALUE&VALUE"),
        Reply::new(StatusCode::FOUND).header("location", "//other.test/x?sig=VALUE"),
        pet(),
    ];
    let recorder = Recorder::new();
    replies.into_iter().for_each(|reply| recorder.reply(reply));
    let builder = Client::builder()
        .base_url("http://localhost:1/v1")
        .bearer("BEARER/TOKEN");
    let client = builder.transport(recorder).build().expect("a client");
    let spans = Spans::default();
    let capturing = tracing::subscriber::set_default(spans.clone());
    client.get_pet("1").await.expect("a pet");
    drop(capturing);
    let told = |field| -> Vec<_> {
        let requests = spans.seen().into_iter().skip(1);
        requests
            .map(|it| it.get(field).unwrap_or("-").to_owned())
            .collect()
    };
    assert_eq!(told("http.request.resend_count"), ["-", "1", "2", "3", "4"]);
    let urls = [
        "http://localhost:1/v1/pets/1",
        "http://localhost:1/v1/pets/1",
        "http://localhost:1/v1/pets/1",
        "http://[::1]:8080/?key=REDACTED&REDACTED",
        "http://other.test/x?sig=REDACTED",
    ];
    assert_eq!(told("url.full"), urls);
    assert_eq!(
        told("server.address"),
        ["localhost", "localhost", "localhost", "::1", "other.test"]
    );
    assert_eq!(told("server.port"), ["1", "1", "1", "8080", "80"]);
    assert_eq!(
        told("http.response.status_code"),
        ["503", "-", "302", "302", "200"]
    );
    assert_eq!(told("error.type"), ["503", "connect", "-", "-", "-"]);
    assert_eq!(told("otel.status_code"), ["ERROR", "ERROR", "-", "-", "-"]);
    let call = &spans.seen()[0];
    assert_eq!(
        (
            call.get("error.type"),
            call.get("http.response.status_code")
        ),
        (None, Some("200"))
    );
}

#[tokio::test]
async fn calls_that_fail_say_how() {
    let get = async |client: Client| client.get_pet("1").await.is_ok();
    let table = [
        (vec![Reply::new(StatusCode::NOT_FOUND)], "404"),
        (vec![Reply::new(StatusCode::IM_A_TEAPOT)], "418"),
        (vec![Reply::new(StatusCode::CREATED)], "undocumented_status"),
        (vec![Reply::ok().body("[")], "decode"),
        (
            vec![Reply::failure(TransportError::timeout("late"))],
            "timeout",
        ),
        (
            vec![Reply::failure(TransportError::rejected("no"))],
            "invalid_request",
        ),
        (
            vec![Reply::new(StatusCode::FOUND).header("location", "http://petstore.test/")],
            "redirect",
        ),
    ];
    for (mut replies, kind) in table {
        if kind == "timeout" {
            let again = || Reply::failure(TransportError::timeout("late"));
            replies.extend([again(), again()]);
        }
        let (is_ok, call, _) = spans(replies, get).await;
        assert!(!is_ok);
        assert_eq!(call.get("error.type"), Some(kind));
        assert_eq!(call.get("otel.status_code"), Some("ERROR"));
    }
    let (_, call, requests) = spans(vec![], async |client: Client| {
        client.get_pet("..").await.is_ok()
    })
    .await;
    assert_eq!(
        (call.get("error.type"), requests.len()),
        (Some("invalid_request"), 0)
    );
}

#[tokio::test]
async fn secrets_in_urls_are_starred() {
    let key = async |client: Client| client.add_pet(Pet::new("1")).await.is_ok();
    let (_, _, requests) = spans(vec![Reply::ok().body("[]")], key).await;
    assert_eq!(
        requests[0].get("url.full"),
        Some("https://petstore.test/v1/pets?key=REDACTED")
    );
    let get = async |client: Client| client.get_pet("PASSWORD").await.is_ok();
    let (_, _, requests) = spans(vec![pet()], get).await;
    assert_eq!(
        requests[0].get("url.full"),
        Some("https://petstore.test/v1/pets/********")
    );
}
