//! What gets in: what is signed, fits, is one of Meta's, and wasn't there before.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

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

/// Notifications of what a page's entry of this time says in `changes`, and how many of them are new each time.
fn fresh_changes(receiver: &Receiver, entries: &[(i64, &[&str])]) -> Vec<usize> {
    let fresh = entries.iter().map(|(time, values)| {
        let changes: Vec<_> = values
            .iter()
            .map(|value| json!({ "field": "name", "value": value }))
            .collect();
        let body =
            json!({ "object": "page", "entry": [{ "id": "1", "time": time, "changes": changes }] });
        receiver.without_duplicates(read(&body)).events.len()
    });
    fresh.collect()
}

#[test]
fn a_change_there_and_back_is_none_that_was_there() {
    let there_and_back: &[(i64, &[&str])] = &[(1, &["A"]), (2, &["B"]), (3, &["A"])];
    let receiver = receiver();
    assert_eq!(fresh_changes(&receiver, there_and_back), [1, 1, 1]);
    assert_eq!(fresh_changes(&receiver, there_and_back), [0, 0, 0]);
    // In one request, too, and that request again.
    let at_once: &[(i64, &[&str])] = &[(4, &["A", "B", "A"]), (4, &["A", "B", "A"])];
    assert_eq!(fresh_changes(&receiver, at_once), [3, 0]);
}

#[test]
fn events_are_remembered_for_a_time() {
    let now = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&now);
    let clock = move || Duration::from_secs(clock.load(Ordering::Relaxed));
    let receiver = receiver()
        .with_span(Duration::from_secs(3600))
        .with_clock(clock);
    let at = |seconds: u64, mid: &str| {
        now.store(seconds, Ordering::Relaxed);
        fresh(&receiver, &[json!({ "message": { "mid": mid } })]) == [1]
    };
    assert!(at(0, "m_1") && at(10, "m_2"));
    assert!(!at(3600, "m_1") && at(3601, "m_1"));
    // It was forgotten, and is remembered anew from then on.
    assert!(!at(3602, "m_1") && !at(3610, "m_2") && at(3611, "m_2"));
}

#[test]
fn only_so_many_events_are_remembered() {
    let receiver = receiver().with_window(3);
    let message = |mid: usize| json!({ "message": { "mid": mid.to_string() } });
    let events: Vec<_> = [1, 2, 3, 1, 4, 2, 1].into_iter().map(message).collect();
    // The fourth pushes out the first.
    assert_eq!(fresh(&receiver, &events), [1, 1, 1, 0, 1, 0, 1]);
}
