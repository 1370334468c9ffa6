//! A day of a busy page in a few seconds: a hundred thousand webhooks, of which one in ten is a duplicate, one in a hundred
//! is signed by somebody else, and one in a thousand is malformed. Each message is answered once, nothing bad gets in,
//! nothing is lost, and memory stays what it was.

#![cfg(all(feature = "axum", target_os = "linux"))]

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use messenger_bot::platform::Client;
use messenger_bot::platform::models::SendMessageRequest;
use messenger_bot::platform::models::send_message_request::{Message, MessagingType, Recipient};
use messenger_bot::platform::runtime::transport::{BoxFuture, Carried, Patience};
use messenger_bot::platform::runtime::{self, Transport, TransportError, http};
use messenger_bot::webhook::axum::route;
use messenger_bot::webhook::{Kind, Notification, Receiver, VerifyToken};
use messenger_bot::{AppSecret, signature};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tower::ServiceExt;

const WEBHOOKS: usize = 100_000;

/// How far back a duplicate reaches: less than the webhook's window.
const REACH: usize = 5_000;

/// How many replies each message has had.
static REPLIES: LazyLock<Vec<AtomicU8>> =
    LazyLock::new(|| (0..WEBHOOKS).map(|_| AtomicU8::new(0)).collect());

/// What comes as a webhook of this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// A message, or one that came before.
    Message(usize),
    Forged,
    Malformed,
}

fn sent(number: usize) -> Sent {
    match number {
        _ if number % 1000 == 999 => Sent::Malformed,
        _ if number % 100 == 50 => Sent::Forged,
        // Another number for each: neighbours, and messages of long ago, all of them good ones.
        _ if number % 10 == 3 && number > REACH => {
            Sent::Message(number - 1 - 10 * (number / 10 % (REACH / 10)))
        }
        _ => Sent::Message(number),
    }
}

fn request(number: usize) -> Request<Body> {
    let body = match sent(number) {
        Sent::Message(number) => {
            json!({ "object": "page", "entry": [{ "id": "1", "time": number, "messaging": [{
            "sender": { "id": number.to_string() },
            "recipient": { "id": "1" },
            "timestamp": number,
            "message": { "mid": format!("m_{number}"), "text": "Hello" },
        }] }] })
            .to_string()
        }
        Sent::Forged => json!({ "object": "page", "entry": [{ "id": "1", "messaging": [{
            "sender": { "id": number.to_string() },
            "message": { "mid": format!("m_{number}"), "text": "Give me all you have" },
        }] }] })
        .to_string(),
        Sent::Malformed => {
            r#"{"object":"page","entry":[{"id":"1","messaging":[{"message":"#.to_owned()
        }
    };
    let secret = match sent(number) {
        Sent::Forged => "somebody_elses_secret",
        Sent::Message(_) | Sent::Malformed => "app_secret",
    };
    let secret = AppSecret::new(secret).expect("a secret");
    Request::post("/webhook")
        .header(signature::HEADER, signature::sign(&secret, body.as_bytes()))
        .body(Body::from(body))
        .expect("a request")
}

/// The platform, which counts the replies to each message.
struct Platform;

impl Transport for Platform {
    fn send(&self, request: http::Request<runtime::Body>, _: Patience) -> Carried<'_> {
        Box::pin(async move {
            let body = request.body().as_bytes().cloned().unwrap_or_default();
            let body: Value = serde_json::from_slice(&body).map_err(TransportError::other)?;
            let user = body["recipient"]["id"].as_str().unwrap_or_default();
            let number: usize = user.parse().map_err(TransportError::other)?;
            REPLIES[number].fetch_add(1, Ordering::Relaxed);
            let answer = json!({ "recipient_id": user, "message_id": "m_reply" });
            Ok(http::Response::new(answer.to_string().into_bytes().into()))
        })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// The bot: it answers each message from the queue.
async fn answer(mut notifications: mpsc::Receiver<Notification>) {
    let client = Client::builder().bearer("TOKEN").transport(Platform);
    let client = client.build().expect("a client");
    while let Some(notification) = notifications.recv().await {
        for event in notification.events {
            let Kind::Message(message) = event.kind() else {
                panic!("no message: {:?}", event.raw())
            };
            assert_eq!(message.text(), Some("Hello"));
            let user = event.sender().and_then(|sender| sender.id());
            let recipient = Recipient::new().id(user.expect("a user"));
            let reply = SendMessageRequest::new(recipient)
                .messaging_type(MessagingType::Response)
                .message(Message::new().text("Hello yourself"));
            client.send_message("1", reply).await.expect("an answer");
        }
    }
}

/// Kilobytes that the process holds.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .expect("a number")
}

#[tokio::test]
async fn a_hundred_thousand_webhooks() {
    let token = VerifyToken::new("token").expect("a token");
    let secret = AppSecret::new("app_secret").expect("a secret");
    let (queue, notifications) = mpsc::channel(100);
    let receiver = Arc::new(Receiver::new(secret, token));
    let app: Router = Router::new().route("/webhook", route(receiver, queue));
    let bot = tokio::spawn(answer(notifications));

    let mut early = 0;
    for number in 0..WEBHOOKS {
        let answer = app
            .clone()
            .oneshot(request(number))
            .await
            .expect("an answer");
        let expected = match sent(number) {
            Sent::Message(_) => StatusCode::OK,
            Sent::Forged => StatusCode::FORBIDDEN,
            Sent::Malformed => StatusCode::BAD_REQUEST,
        };
        assert_eq!(answer.status(), expected, "{number}");
        // By then the window is full, and so is everything else that may fill up.
        if number == WEBHOOKS / 2 {
            early = resident();
        }
    }
    let late = resident();
    drop(app);
    bot.await.expect("no panic");

    for (number, replies) in REPLIES.iter().enumerate() {
        let expected = u8::from(sent(number) == Sent::Message(number));
        assert_eq!(replies.load(Ordering::Relaxed), expected, "{number}");
    }
    let good = (0..WEBHOOKS).filter(|number| sent(*number) == Sent::Message(*number));
    println!(
        "{} of {WEBHOOKS} answered; {early} kB, {late} kB",
        good.count()
    );
    assert!(late < early + 4096, "{early} kB became {late} kB");
}
