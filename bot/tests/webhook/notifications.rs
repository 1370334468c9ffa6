//! Notifications as a whole: what isn't known, what order there is, and what is never shown.

use messenger_bot::webhook::{Channel, Event, Kind};
use serde_json::json;

use crate::support::{event, notification, read};

#[test]
fn unknown_events_survive_as_they_came() {
    let event = event("telepathy", json!({ "thought": [1, null] }));
    let Kind::Unknown(raw) = event.kind() else {
        panic!("{event:?}")
    };
    assert_eq!(raw["telepathy"], json!({ "thought": [1, null] }));
    // A known name with something else behind it.
    let odd = read(&notification(json!([{ "message": "Hi" }, 7, null, [1]])));
    assert_eq!(odd.events.len(), 4);
    assert!(
        odd.events
            .iter()
            .all(|event| matches!(event.kind(), Kind::Unknown(_)))
    );
    assert_eq!(odd.events[1].raw(), &json!(7));
}

#[test]
fn every_event_of_every_entry_is_there() {
    let body = json!({ "object": "instagram", "entry": [
        { "id": 17841400000000000_i64, "time": 5, "messaging": [{ "message": { "mid": "1" } }, { "message": { "mid": "2" }, "timestamp": "4" }] },
        { "id": "b", "time": 3, "standby": [{ "message": { "mid": "3" } }] },
        { "id": "c", "changes": [{ "field": "feed", "value": { "item": "post" } }, { "value": 1 }], "messaging": [] },
        { "id": "d", "messaging": {} },
        { "id": "e", "changed_fields": ["feed"] },
        7,
    ] });
    let notification = read(&body);
    assert_eq!(notification.object, "instagram");
    let seen: Vec<_> = notification
        .events
        .iter()
        .map(|event| {
            (
                event.page_id().unwrap_or("-"),
                event.channel(),
                event.kind().name(),
            )
        })
        .collect();
    let expected = [
        ("17841400000000000", Channel::Messaging, "message"),
        ("17841400000000000", Channel::Messaging, "message"),
        ("b", Channel::Standby, "message"),
        ("c", Channel::Changes, "feed"),
        ("c", Channel::Changes, "unknown"),
        ("d", Channel::Entry, "unknown"),
        ("e", Channel::Entry, "unknown"),
        ("-", Channel::Entry, "unknown"),
    ];
    assert_eq!(seen, expected);
    let Kind::Change(change) = notification.events[3].kind() else {
        panic!()
    };
    assert_eq!(change.value(), Some(&json!({ "item": "post" })));
    assert_eq!(
        notification.events[6].raw()["changed_fields"],
        json!(["feed"])
    );
    let times: Vec<_> = notification
        .in_order()
        .events
        .iter()
        .map(Event::timestamp_ms)
        .collect();
    assert_eq!(
        times,
        [None, None, None, None, None, Some(3), Some(4), Some(5)]
    );
}

#[test]
fn nothing_that_users_wrote_is_shown() {
    let event = event(
        "message",
        json!({ "mid": "m_1", "text": "my password is hunter2" }),
    );
    for shown in [format!("{event:?}"), format!("{:?}", event.kind())] {
        assert!(
            shown.contains("essage") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}
