//! Tests without a server: what a recorder keeps of requests, and what it answers.

mod petstore;

use std::time::Duration;

use bindery_runtime::transport::{Patience, Recorder, Reply};
use bindery_runtime::{
    Body, Bytes, Credential, Error, Method, RetryPolicy, StatusCode, TransportError, Value,
};
use petstore::Client;
use petstore::models::Pet;
use serde_json::json;

fn client(recorder: &Recorder) -> Client {
    let builder = Client::builder()
        .bearer("t")
        .credential("QueryKey", Credential::api_key("SECRET"));
    let builder = builder.transport(recorder.clone());
    builder.build().expect("a client")
}

#[tokio::test]
async fn requests_are_kept_as_they_were_sent() {
    let recorder = Recorder::with(|_| Reply::ok().json(&json!([])));
    let client = client(&recorder);
    let call = client
        .add_pet(Pet::new("1"))
        .with_timeout(Duration::from_secs(7));
    call.await.expect("no pets");
    let requests = recorder.requests();
    let request = &requests[0];
    assert_eq!(request.operation_id(), "addPet");
    assert_eq!(request.operation().map(|it| it.path()), Some("/pets"));
    assert_eq!(request.method(), Method::POST);
    assert_eq!(request.uri(), "https://petstore.test/v1/pets?key=SECRET");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.json::<Value>().expect("JSON"), json!({"id": "1"}));
    assert_eq!(
        request.patience(),
        Patience::Exchange(Duration::from_secs(7))
    );
    let shown = format!("{requests:?} {recorder:?}");
    assert!(
        shown.contains("addPet") && !shown.contains("SECRET"),
        "{shown}"
    );
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_awaited() {
    let recorder = Recorder::with(|_| Reply::ok().json(&json!([])));
    let client = client(&recorder);
    let call = || client.add_pet(Pet::new("1"));
    let (sending, preparing) = (call().send(), call().prepare());
    assert!(recorder.requests().is_empty());
    // The futures may move, to another thread too.
    let sending = std::thread::scope(|scope| scope.spawn(move || sending).join());
    let sending = sending.expect("no panic");
    let shown = format!("{sending:?} {preparing:?}");
    assert_eq!(shown, "Sending { .. } Preparing { .. }");
    drop(preparing);
    sending.await.expect("no pets");
    assert_eq!(recorder.requests().len(), 1);
}

#[tokio::test]
async fn replies_come_in_order_those_of_the_operation_first() {
    let recorder = Recorder::new();
    recorder.reply(Reply::new(StatusCode::NO_CONTENT));
    recorder.reply_to("getPet", Reply::ok().json(&json!({"id": "1"})));
    recorder.reply_to("getPet", Reply::ok().json(&json!({"id": "2"})));
    let client = client(&recorder);
    assert_eq!(client.get_pet("x").await.expect("a pet").id, "1");
    client.rename("a", "b").await.expect("nothing");
    assert_eq!(client.get_pet("x").await.expect("a pet").id, "2");
    let error = client.get_pet("x").await.expect_err("no reply");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    let expected = "getPet: the recorder has no reply left for it";
    assert_eq!(error.to_string(), expected);
    assert_eq!(recorder.requests().len(), 4);
}

#[tokio::test]
async fn waits_are_kept_instead_of_waited() {
    let recorder = Recorder::new();
    let busy = Reply::new(StatusCode::SERVICE_UNAVAILABLE);
    recorder.reply(busy.header("retry-after", "20"));
    recorder.reply(Reply::failure(TransportError::connect("refused")));
    recorder.reply(Reply::ok().json(&json!({"id": "1"})));
    client(&recorder).get_pet("x").await.expect("a pet");
    assert_eq!(recorder.waits().len(), 2);
    assert_eq!(recorder.waits()[0], Duration::from_secs(20));
}

#[tokio::test]
async fn another_transport_answers_what_the_test_does_not() {
    let inner = Recorder::with(|request| match request.operation_id() {
        "ping" => Reply::ok().body("pong"),
        _ => Reply::new(StatusCode::NOT_FOUND).json(&json!({"code": 4})),
    });
    let recorder = Recorder::around(inner.clone());
    recorder.reply_to("getPet", Reply::ok().json(&json!({"id": "1"})));
    let client = client(&recorder);
    assert_eq!(*client.ping().await.expect("text"), "pong");
    assert_eq!(client.get_pet("x").await.expect("a pet").id, "1");
    let error = client.get_pet("x").await.expect_err("404");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    let ids = |recorder: &Recorder| -> Vec<_> {
        let requests = recorder.requests();
        requests
            .iter()
            .map(|request| request.operation_id())
            .collect()
    };
    assert_eq!(ids(&recorder), ["ping", "getPet", "getPet"]);
    assert_eq!(ids(&inner), ["ping", "getPet"]);
}

#[tokio::test]
async fn streams_are_read_and_can_be_answered() {
    let recorder = Recorder::new();
    let broken = TransportError::other("cut");
    recorder.reply(Reply::ok().pieces([Ok("one"), Ok("two"), Err(broken)]));
    let client = client(&recorder);
    let mut picture = client.picture().await.expect("a picture");
    let mut next = async || picture.next_chunk().await;
    assert_eq!(next().await.and_then(Result::ok), Some(Bytes::from("one")));
    assert_eq!(next().await.and_then(Result::ok), Some(Bytes::from("two")));
    assert!(next().await.is_some_and(|chunk| chunk.is_err()));

    recorder.reply(Reply::ok().stream(|| Body::from("late")));
    let mut picture = client.picture().await.expect("a picture");
    assert_eq!(picture.read_to_end().await.expect("bytes"), "late");
}

#[tokio::test]
async fn a_reply_that_cannot_be_is_told() {
    let recorder = Recorder::new();
    recorder.reply(Reply::ok().header("x\n", "y"));
    recorder.reply(Reply::ok().json(&std::collections::BTreeMap::from([((1, 2), 3)])));
    let client = client(&recorder);
    for reason in ["invalid HTTP header name", "key must be a string"] {
        let call = client.get_pet("x").with_retry(RetryPolicy::none());
        let error = call.await.expect_err("no reply");
        assert_eq!(error.to_string(), format!("getPet: {reason}"));
    }
}
