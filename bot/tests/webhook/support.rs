//! Events and notifications as they come, and what kind an event is.

use messenger_bot::webhook::{Event, Notification};
use serde_json::{Value, json};

pub(crate) fn notification(events: Value) -> Value {
    json!({ "object": "page", "entry": [{ "id": "1", "time": 1458692752478_i64, "messaging": events }] })
}

pub(crate) fn read(body: &Value) -> Notification {
    Notification::read(body.to_string().as_bytes()).expect("a notification")
}

/// An event with this property, sent by user 2 to page 1.
pub(crate) fn event(name: &str, value: Value) -> Event {
    let mut event = json!({ "sender": { "id": "2" }, "recipient": { "id": "1" }, "timestamp": 1458692752479_i64 });
    event[name] = value;
    read(&notification(json!([event]))).events.remove(0)
}

/// Reads one kind of event, or tells which one it is instead.
macro_rules! of_kind {
    ($event:expr, $kind:ident) => {
        match $event.kind() {
            ::messenger_bot::webhook::Kind::$kind(it) => it,
            other => panic!("{other:?}"),
        }
    };
}
