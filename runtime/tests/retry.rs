//! Which calls are made again, after which wait, and which are not.

mod petstore;

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use bindery_runtime::http::{HeaderName, Method};
use bindery_runtime::{
    Body, Bytes, Endpoint, Error, Operation, RetryPolicy, TransportError, Verdict, decode,
};
use petstore::{Client, Memory};

type Outcome = Result<bindery_runtime::http::Response<Body>, TransportError>;

/// Gives these outcomes, one for each attempt.
fn answering(outcomes: impl IntoIterator<Item = Outcome>) -> Memory {
    let outcomes = Mutex::new(VecDeque::from_iter(outcomes));
    Memory::with(move || {
        let next = outcomes.lock().expect("no panic").pop_front();
        next.expect("no attempt more than there are outcomes")
    })
}

fn status(status: u16) -> Outcome {
    let mut answer = bindery_runtime::http::Response::new(Body::from("{}"));
    *answer.status_mut() = status.try_into().expect("a status");
    Ok(answer)
}

fn busy(retry_after: &'static str) -> Outcome {
    let mut answer = status(429)?;
    let value = bindery_runtime::HeaderValue::from_static(retry_after);
    answer.headers_mut().insert("retry-after", value);
    Ok(answer)
}

fn refused() -> Outcome {
    Err(TransportError::connect("connection refused"))
}

fn broken() -> Outcome {
    Err(TransportError::other("connection reset"))
}

macro_rules! endpoint {
    ($($name:ident $method:ident)*) => {$(
        struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation =
                &Operation::new(stringify!($name), Method::$method, "/pets").responses(&["2XX", "4XX", "5XX"]);
            type Success = decode::Empty;
            type Failure = decode::Empty;
        }
    )*};
}
endpoint! { Get GET Head HEAD Put PUT Delete DELETE Post POST Patch PATCH }

fn client(memory: &Memory, policy: RetryPolicy) -> bindery_runtime::Client {
    let builder = Client::builder().transport(memory.clone()).retry(policy);
    builder.build().expect("a client").into_inner()
}

/// The status in the end, and how many attempts it took.
async fn attempts<E: Endpoint>(
    policy: RetryPolicy,
    outcomes: impl IntoIterator<Item = Outcome>,
) -> (Option<u16>, usize) {
    let memory = answering(outcomes);
    let mut call = client(&memory, policy);
    let result = call_of::<E>(&mut call).await;
    (result, memory.requests().len())
}

async fn call_of<E: Endpoint>(client: &mut bindery_runtime::Client) -> Option<u16> {
    match client.call::<E>().send::<E>().await {
        Ok(answer) => Some(answer.status().as_u16()),
        Err(error) => error.status().map(|status| status.as_u16()),
    }
}

#[tokio::test]
async fn idempotent_calls_are_repeated_after_what_passes() {
    for passing in [408, 429, 502, 503, 504] {
        let outcomes = || [status(passing), status(200)];
        let standard = RetryPolicy::standard;
        assert_eq!(
            attempts::<Get>(standard(), outcomes()).await,
            (Some(200), 2)
        );
        assert_eq!(
            attempts::<Head>(standard(), outcomes()).await,
            (Some(200), 2)
        );
        assert_eq!(
            attempts::<Put>(standard(), outcomes()).await,
            (Some(200), 2)
        );
        assert_eq!(
            attempts::<Delete>(standard(), outcomes()).await,
            (Some(200), 2)
        );
    }
    let outcomes = [broken(), refused(), status(200)];
    let standard = RetryPolicy::standard();
    assert_eq!(attempts::<Get>(standard, outcomes).await, (Some(200), 3));
}

#[tokio::test]
async fn what_does_not_pass_is_final() {
    for last in [400, 401, 404, 409, 418, 500, 501] {
        let result = attempts::<Get>(RetryPolicy::standard(), [status(last)]).await;
        assert_eq!(result, (Some(last), 1));
    }
}

#[tokio::test]
async fn an_unsafe_call_is_repeated_only_when_no_server_has_seen_it() {
    for seen in [
        status(408),
        status(429),
        status(502),
        status(503),
        status(504),
        broken(),
    ] {
        let expected = seen.as_ref().ok().map(|answer| answer.status().as_u16());
        let result = attempts::<Post>(RetryPolicy::standard(), [seen]).await;
        assert_eq!(result, (expected, 1));
    }
    let outcomes = [refused(), status(201)];
    let result = attempts::<Patch>(RetryPolicy::standard(), outcomes).await;
    assert_eq!(result, (Some(201), 2));
}

#[tokio::test]
async fn attempts_are_counted() {
    let down = || (0..4).map(|_| status(503));
    let policy = RetryPolicy::standard();
    assert_eq!(
        attempts::<Get>(policy.clone(), down()).await,
        (Some(503), 3)
    );
    let four = policy.with_attempts(4);
    assert_eq!(attempts::<Get>(four, down()).await, (Some(503), 4));
    let none = RetryPolicy::none();
    assert_eq!(attempts::<Get>(none, down()).await, (Some(503), 1));
}

#[tokio::test]
async fn an_idempotency_key_makes_a_post_repeatable_and_stays_the_same() {
    let header = HeaderName::from_static("idempotency-key");
    let policy = RetryPolicy::standard().with_idempotency_key(header.clone());
    let memory = answering([status(503), broken(), status(201), status(201), status(200)]);
    let client = client(&memory, policy);
    client
        .call::<Post>()
        .send::<Post>()
        .await
        .expect("an answer");
    client
        .call::<Post>()
        .send::<Post>()
        .await
        .expect("an answer");
    client.call::<Get>().send::<Get>().await.expect("an answer");
    let requests = memory.requests();
    let keys: Vec<_> = requests.iter().map(|r| r.headers().get(&header)).collect();
    assert_eq!(keys.len(), 5);
    assert!(keys[0].is_some_and(|key| key.len() == 32));
    assert!(keys[0] == keys[1] && keys[1] == keys[2]);
    assert!(keys[3].is_some() && keys[3] != keys[0]);
    assert!(keys[4].is_none(), "a GET needs none");
}

#[tokio::test]
async fn a_key_of_the_callers_is_kept() {
    let header = HeaderName::from_static("idempotency-key");
    let policy = RetryPolicy::standard().with_idempotency_key(header.clone());
    let memory = answering([status(503), status(201)]);
    let client = client(&memory, policy);
    let key = bindery_runtime::HeaderValue::from_static("order-7");
    let call = client
        .call::<Post>()
        .with_header(header.clone(), key.clone());
    call.send::<Post>().await.expect("an answer");
    let requests = memory.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.headers()[&header] == key)
    );
}

#[tokio::test]
async fn waits_are_the_servers_or_grow() {
    let memory = answering([busy("7"), busy("0"), busy("x"), status(200)]);
    let policy = RetryPolicy::standard()
        .with_attempts(4)
        .with_backoff(Duration::from_secs(1), Duration::from_secs(2));
    let client = client(&memory, policy);
    client.call::<Get>().send::<Get>().await.expect("an answer");
    let waits = memory.waits();
    assert_eq!(waits[..2], [Duration::from_secs(7), Duration::ZERO]);
    assert!(waits[2] <= Duration::from_secs(2) && waits.len() == 3);
}

#[tokio::test]
async fn a_wait_beyond_the_timeout_is_not_begun() {
    for long in [
        "3600",
        "18446744073709551615",
        "Wed, 01 Dec 9999 16:00:00 GMT",
    ] {
        let memory = answering([busy(long)]);
        let client = client(&memory, RetryPolicy::standard());
        let error = client.call::<Get>().send::<Get>().await.expect_err("429");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
        assert!(
            error
                .headers()
                .is_some_and(|headers| headers["retry-after"] == long)
        );
        assert!(memory.waits().is_empty());
    }
}

#[tokio::test]
async fn a_policy_of_the_call_wins() {
    let memory = answering([status(503)]);
    let client = client(&memory, RetryPolicy::standard());
    let call = client.call::<Get>().with_retry(RetryPolicy::none());
    assert!(call.send::<Get>().await.is_err());
}

#[tokio::test]
async fn the_callers_classification_comes_first() {
    let policy = RetryPolicy::standard().classify(|attempt| {
        assert_eq!(attempt.operation().id(), "Post");
        match attempt.body().map(Bytes::as_ref) {
            Some(b"{\"busy\":true}") => Verdict::RetryAfter(Duration::from_secs(5)),
            Some(b"{\"again\":true}") => Verdict::Retry,
            _ if attempt.error().is_some() => Verdict::Stop,
            _ => Verdict::Standard,
        }
    });
    let body = |text: &'static str| Ok(bindery_runtime::http::Response::new(Body::from(text)));
    let memory = answering([
        body("{\"busy\":true}"),
        body("{\"again\":true}"),
        status(200),
        refused(),
    ]);
    let client = client(&memory, policy);
    client
        .call::<Post>()
        .send::<Post>()
        .await
        .expect("an answer");
    assert_eq!(memory.waits()[0], Duration::from_secs(5));
    let error = client
        .call::<Post>()
        .send::<Post>()
        .await
        .expect_err("no connection");
    assert!(matches!(error, Error::Transport(_)) && error.is_connect());
    assert_eq!(memory.requests().len(), 4);
}

#[tokio::test]
async fn a_client_that_only_fails_runs_out_of_retries() {
    let memory = Memory::with(|| status(503));
    let client = client(&memory, RetryPolicy::standard());
    for _ in 0..100 {
        assert!(client.call::<Get>().send::<Get>().await.is_err());
    }
    // Two retries for each of the first fifty calls, and then none.
    assert_eq!(memory.requests().len(), 200);
}

#[tokio::test]
async fn a_stream_is_sent_again_only_if_it_can_be_made_again() {
    let sent = |body: fn() -> Body| async move {
        let memory = Memory::with(refused);
        let client = client(&memory, RetryPolicy::standard());
        let mut call = client.call::<Put>();
        call.raw_body("application/octet-stream", body());
        let error = call.send::<Put>().await.expect_err("no connection");
        assert!(error.is_connect());
        memory.requests().len()
    };
    let once = || Body::stream(petstore::memory::Pieces(VecDeque::new()));
    assert_eq!(sent(once).await, 1);
    assert_eq!(sent(|| Body::repeatable(|| Body::from("x"))).await, 3);
    assert_eq!(sent(|| Body::from("x")).await, 3);
}

#[tokio::test]
async fn errors_tell_whether_it_may_be_tried_again() {
    let is_retryable = async |outcome: Outcome| {
        let memory = answering([outcome]);
        let client = client(&memory, RetryPolicy::none());
        let error = client.call::<Get>().send::<Get>().await;
        error.expect_err("a failure").is_retryable()
    };
    for outcome in [refused(), broken(), status(503), status(429)] {
        assert!(is_retryable(outcome).await);
    }
    for outcome in [status(400), status(404), status(501), status(304)] {
        assert!(!is_retryable(outcome).await);
    }
}
