//! What gets in: what is signed, fits, is one of Meta's, and wasn't there before.

use messenger_bot::platform::runtime::{HeaderMap, HeaderValue, StatusCode};
use messenger_bot::webhook::{InvalidNotification, Receiver, Refused, VerifyToken};
use messenger_bot::{AppSecret, signature};
use serde_json::{Value, json};

use crate::support::{notification, read};

fn receiver() -> Receiver {
    let secret = AppSecret::new("app_secret").expect("a secret");
    Receiver::new(secret, VerifyToken::new("token").expect("a token"))
}

fn signed(body: &str) -> HeaderMap {
    let secret = AppSecret::new("app_secret").expect("a secret");
    let signature = signature::sign(&secret, body.as_bytes());
    let value = HeaderValue::try_from(signature).expect("a value");
    HeaderMap::from_iter([(signature::HEADER, value)])
}

#[test]
fn what_is_not_signed_is_not_read() {
    let body = notification(json!([])).to_string();
    let receiver = receiver().with_limit(200);
    assert!(receiver.read(&signed(&body), body.as_bytes()).is_ok());
    let refused = |headers: &HeaderMap, body: &str| {
        receiver
            .read(headers, body.as_bytes())
            .expect_err("it isn't good")
    };
    assert_eq!(
        refused(&HeaderMap::new(), &body).status(),
        StatusCode::FORBIDDEN
    );
    assert_eq!(refused(&signed("x"), &body).status(), StatusCode::FORBIDDEN);
    let long = " ".repeat(201);
    assert_eq!(refused(&signed(&long), &long), Refused::TooLong);
    let malformed = [
        ("{\n\"", InvalidNotification::Json { line: 2, column: 1 }),
        ("[]", InvalidNotification::NoObject),
        ("{}", InvalidNotification::Property("object")),
        (
            r#"{"object":"page","entry":{}}"#,
            InvalidNotification::Property("entry"),
        ),
    ];
    for (body, expected) in malformed {
        let error = refused(&signed(body), body);
        assert_eq!(
            (error, error.status()),
            (Refused::Body(expected), StatusCode::BAD_REQUEST)
        );
    }
}

/// How many of these events are new, one after the other.
fn fresh(receiver: &Receiver, events: &[Value]) -> Vec<usize> {
    let fresh = events.iter().map(|event| {
        let notification = read(&notification(json!([event])));
        receiver.without_duplicates(notification).events.len()
    });
    fresh.collect()
}

#[test]
fn an_event_that_is_sent_again_is_dropped() {
    let message = |mid: &str, text: &str| json!({ "message": { "mid": mid, "text": text } });
    let events = [
        message("m_1", "Hi"),
        message("m_1", "Hi"),
        message("m_2", "Hi"),
        json!({ "message": { "mid": "m_1", "is_deleted": true } }),
        json!({ "message_edit": { "mid": "m_1", "num_edit": 1 } }),
        json!({ "message_edit": { "mid": "m_1", "num_edit": 2 } }),
        json!({ "postback": { "mid": "m_1" } }),
        json!({ "postback": { "mid": "m_1" } }),
        json!({ "postback": { "payload": "P" }, "timestamp": 1 }),
        json!({ "postback": { "payload": "P" }, "timestamp": 2 }),
        json!({ "postback": { "payload": "P" }, "timestamp": 2 }),
    ];
    assert_eq!(
        fresh(&receiver(), &events),
        [1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 0]
    );
    let twice = read(&notification(json!([
        message("m_9", "Hi"),
        message("m_9", "Hi")
    ])));
    assert_eq!(receiver().without_duplicates(twice).events.len(), 1);
}

#[test]
fn only_so_many_events_are_remembered() {
    let receiver = receiver().with_window(3);
    let message = |mid: usize| json!({ "message": { "mid": mid.to_string() } });
    let events: Vec<_> = [1, 2, 3, 1, 4, 2, 1].into_iter().map(message).collect();
    // The fourth pushes out the first.
    assert_eq!(fresh(&receiver, &events), [1, 1, 1, 0, 1, 0, 1]);
}
