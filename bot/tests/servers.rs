//! Webhooks in servers: the route and the extractor for axum, and the layer for tower's services.

#![cfg(all(feature = "axum", feature = "tower"))]

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::routing::post;
use http_body::Frame;
use http_body_util::Full;
use messenger_bot::platform::runtime::Bytes;
use messenger_bot::platform::runtime::http::Response;
use messenger_bot::webhook::axum::{Signed, route};
use messenger_bot::webhook::tower::SignatureLayer;
use messenger_bot::webhook::{Notification, Receiver, VerifyToken};
use messenger_bot::{AppSecret, signature};
use serde_json::json;
use tokio::sync::mpsc;
use tokio::time::{Instant, Sleep, sleep};
use tower::{Layer, ServiceExt, service_fn};

fn secret() -> AppSecret {
    AppSecret::new("app_secret").expect("a secret")
}

fn receiver() -> Arc<Receiver> {
    let token = VerifyToken::new("token").expect("a token");
    Arc::new(Receiver::new(secret(), token).with_limit(500))
}

fn message(mid: &str) -> String {
    json!({ "object": "page", "entry": [{ "id": "1", "messaging": [{ "message": { "mid": mid } }] }] }).to_string()
}

fn signed(body: &str) -> Request<Body> {
    let signature = signature::sign(&secret(), body.as_bytes());
    let request = Request::post("/webhook").header(signature::HEADER, signature);
    request
        .body(Body::from(body.to_owned()))
        .expect("a request")
}

async fn status(app: &Router, request: Request<Body>) -> StatusCode {
    let answer = app.clone().oneshot(request).await;
    answer.expect("an answer").status()
}

fn app(places: usize) -> (Router, mpsc::Receiver<Notification>) {
    let (queue, notifications) = mpsc::channel(places);
    (
        Router::new().route("/webhook", route(receiver(), queue)),
        notifications,
    )
}

#[tokio::test]
async fn the_route_shakes_hands() {
    let (app, _queue) = app(1);
    let get = |query: &str| {
        Request::get(format!("/webhook{query}"))
            .body(Body::empty())
            .expect("a request")
    };
    let good = get("?hub.mode=subscribe&hub.verify_token=token&hub.challenge=1158201444");
    let answer = app.clone().oneshot(good).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(
        answer.headers()["content-type"],
        "text/plain; charset=utf-8"
    );
    assert_eq!(
        to_bytes(answer.into_body(), 100).await.expect("a body"),
        "1158201444"
    );
    for query in [
        "",
        "?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1",
    ] {
        assert_eq!(status(&app, get(query)).await, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn the_route_queues_what_is_signed_and_new() {
    let (app, mut queue) = app(9);
    assert_eq!(status(&app, signed(&message("m_1"))).await, StatusCode::OK);
    assert_eq!(status(&app, signed(&message("m_1"))).await, StatusCode::OK);
    let unsigned = Request::post("/webhook")
        .body(Body::from(message("m_2")))
        .expect("a request");
    assert_eq!(status(&app, unsigned).await, StatusCode::FORBIDDEN);
    assert_eq!(status(&app, signed("{")).await, StatusCode::BAD_REQUEST);
    assert_eq!(
        status(&app, signed(&" ".repeat(501))).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let queued = queue.recv().await.expect("a notification");
    assert_eq!(queued.events[0].raw()["message"]["mid"], "m_1");
    assert!(queue.try_recv().is_err());
}

/// The clock of the test goes on by itself when nothing else is to be done.
#[tokio::test(start_paused = true)]
async fn what_finds_no_place_in_the_queue_may_come_again() {
    let (app, mut queue) = app(1);
    assert_eq!(status(&app, signed(&message("m_1"))).await, StatusCode::OK);
    let started = Instant::now();
    assert_eq!(
        status(&app, signed(&message("m_2"))).await,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert!(started.elapsed().as_secs() < 5);
    queue.recv().await.expect("a notification");
    assert_eq!(status(&app, signed(&message("m_2"))).await, StatusCode::OK);
    let queued = queue.recv().await.expect("a notification");
    assert_eq!(queued.events[0].raw()["message"]["mid"], "m_2");
    drop(queue);
    assert_eq!(
        status(&app, signed(&message("m_3"))).await,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn the_extractor_gives_what_is_signed() {
    let handler = post(async |Signed(notification): Signed| notification.events.len().to_string());
    let app = Router::new()
        .route("/webhook", handler)
        .with_state(receiver());
    let answer = app
        .clone()
        .oneshot(signed(&message("m_1")))
        .await
        .expect("an answer");
    assert_eq!(
        to_bytes(answer.into_body(), 100).await.expect("a body"),
        "1"
    );
    let mut forged = signed(&message("m_1"));
    *forged.body_mut() = Body::from(message("m_2"));
    assert_eq!(status(&app, forged).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_layer_lets_nothing_pass_that_is_not_signed() {
    let echo = service_fn(async |request: Request<Full<Bytes>>| {
        Ok::<_, Infallible>(Response::new(request.into_body()))
    });
    let service = SignatureLayer::new(secret()).with_limit(500).layer(echo);
    let call = async |request: Request<Body>| {
        service
            .clone()
            .oneshot(request)
            .await
            .expect("an answer")
            .status()
    };
    assert_eq!(call(signed("any bytes")).await, StatusCode::OK);
    assert_eq!(
        call(signed(&"x".repeat(501))).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let handshake = Request::get("/").body(Body::empty()).expect("a request");
    assert_eq!(call(handshake).await, StatusCode::OK);
    for method in ["POST", "PUT", "DELETE", "post"] {
        let request = Request::builder().method(method).body(Body::from("x"));
        assert_eq!(
            call(request.expect("a request")).await,
            StatusCode::FORBIDDEN,
            "{method}"
        );
    }
}

/// A body that breaks off, as one of a client that goes away.
struct Broken;

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(Some(Err(std::io::ErrorKind::UnexpectedEof.into())))
    }
}

/// A body that is there after some time.
struct Slow {
    wait: Pin<Box<Sleep>>,
    bytes: Option<Bytes>,
}

impl http_body::Body for Slow {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        ready!(self.wait.as_mut().poll(context));
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// A request that is right, and whose body takes so many seconds.
fn slow(body: &str, seconds: u64) -> Request<Body> {
    let slow = Slow {
        wait: Box::pin(sleep(Duration::from_secs(seconds))),
        bytes: Some(body.to_owned().into()),
    };
    signed(body).map(|_| Body::new(slow))
}

#[tokio::test(start_paused = true)]
async fn nobody_holds_memory_by_sending_slowly() {
    let (routed, mut queue) = app(1);
    let handler = post(async |_: Signed| StatusCode::OK);
    let extracted = Router::new().route("/webhook", handler);
    let extracted = extracted.with_state(receiver());
    for app in [routed, extracted] {
        let started = Instant::now();
        let late = status(&app, slow(&message("m_1"), 3600)).await;
        assert_eq!(late, StatusCode::REQUEST_TIMEOUT);
        assert!(started.elapsed().as_secs() < 5);
        assert_eq!(status(&app, slow(&message("m_1"), 2)).await, StatusCode::OK);
    }
    queue.recv().await.expect("what came in time");
}

#[tokio::test(start_paused = true)]
async fn reading_and_waiting_for_a_place_have_one_time() {
    let (app, _queue) = app(1);
    assert_eq!(status(&app, signed(&message("m_1"))).await, StatusCode::OK);
    let started = Instant::now();
    let full = status(&app, slow(&message("m_2"), 2)).await;
    assert_eq!(full, StatusCode::SERVICE_UNAVAILABLE);
    assert!(started.elapsed().as_secs() < 5);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_not_too_long() {
    let broken = || signed("{}").map(|_| Body::new(Broken));
    let (app, _queue) = app(1);
    assert_eq!(status(&app, broken()).await, StatusCode::BAD_REQUEST);
    let never = service_fn(async |_: Request<Full<Bytes>>| {
        Ok::<_, Infallible>(Response::new(Full::<Bytes>::default()))
    });
    let service = SignatureLayer::new(secret()).layer(never);
    let answer = service.oneshot(broken()).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
}
