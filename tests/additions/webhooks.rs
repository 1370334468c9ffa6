//! Webhooks, as types.

use crate::support::{PAGE, USER};
use messenger_platform::runtime::Webhook;
use messenger_platform::webhooks;
use serde_json::json;

#[test]
fn webhooks_are_types() {
    let body = json!({ "object": "page", "entry": [{
        "id": PAGE, "time": 1_776_534_783_000_i64,
        "messaging": [
            { "sender": { "id": USER }, "recipient": { "id": PAGE }, "timestamp": 1,
              "message": { "mid": "m_1", "text": "Hi", "app_id": 17, "attachments": [{ "type": "image", "payload": { "url": "https://a.example" } }] } },
            { "sender": { "id": USER }, "recipient": { "id": PAGE }, "timestamp": 2, "policy-enforcement": { "action": "block" } },
            { "sender": { "id": USER }, "recipient": { "id": PAGE }, "timestamp": 3, "take_thread_control": { "previous_owner_app_id": null, "new_owner_app_id": "1" } },
            { "sender": { "user_ref": "r" }, "something_new": { "a": [1] } },
        ],
    }] });
    let read = webhooks::Notification::read(body.to_string().as_bytes()).expect("it is one");
    let events = read.entry[0].messaging.as_ref().expect("events");
    let message = events[0].message.as_ref().expect("a message");
    assert_eq!(message.text.as_deref(), Some("Hi"));
    let policy = events[1].policy_enforcement.as_ref().expect("a policy");
    assert_eq!(policy.action.as_deref(), Some("block"));
    assert_eq!(
        events[3].additional_properties["something_new"],
        json!({ "a": [1] })
    );
    assert_eq!(serde_json::to_value(&read).expect("JSON"), body);
}
