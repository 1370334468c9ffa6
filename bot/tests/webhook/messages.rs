//! What users and pages write, change and press.

use messenger_bot::webhook::Channel;
use serde_json::json;

use crate::support::event;

#[test]
fn messages_have_text_quick_replies_and_what_they_answer() {
    let event = event(
        "message",
        json!({
            "mid": "m_1", "text": "Hi", "quick_reply": { "payload": "YES" }, "reply_to": { "mid": "m_0" },
            "nlp": { "intents": [] }, "tags": { "source": "customer_chat_plugin" }, "new": 7,
            "referral": { "ref": "r", "source": "ADS", "type": "OPEN_THREAD", "ad_id": 6045246247433_i64 },
        }),
    );
    assert_eq!(event.page_id(), Some("1"));
    assert_eq!(event.sender().and_then(|it| it.id()).as_deref(), Some("2"));
    assert_eq!(
        event.recipient().and_then(|it| it.id()).as_deref(),
        Some("1")
    );
    assert_eq!(
        (event.timestamp_ms(), event.channel()),
        (Some(1458692752479), Channel::Messaging)
    );
    let message = of_kind!(event, Message);
    assert_eq!(
        (message.id().as_deref(), message.text()),
        (Some("m_1"), Some("Hi"))
    );
    assert_eq!(
        message.quick_reply().and_then(|it| it.payload()),
        Some("YES")
    );
    assert_eq!(
        message.reply_to().and_then(|it| it.id()).as_deref(),
        Some("m_0")
    );
    assert!(message.nlp().is_some() && message.tags().is_some());
    assert_eq!(message.get("new"), Some(&json!(7)));
    let referral = message.referral().expect("there is one");
    assert_eq!(
        (referral.reference(), referral.source(), referral.kind()),
        (Some("r"), Some("ADS"), Some("OPEN_THREAD"))
    );
    assert_eq!(referral.ad_id().as_deref(), Some("6045246247433"));
}

#[test]
fn attachments_are_of_any_kind() {
    let kinds = [
        "image", "audio", "video", "file", "reel", "ig_reel", "location", "template", "fallback",
        "sticker", "new",
    ];
    let attachments: Vec<_> = kinds
        .iter()
        .map(|kind| {
            json!({ "type": kind, "payload": {
        "url": "https://cdn/x", "sticker_id": 369239263222822_i64, "reel_video_id": 5, "title": "T",
        "coordinates": { "lat": 52.5, "long": 13.4 },
    }, "title": "L", "url": "https://x" })
        })
        .collect();
    let event = event(
        "message",
        json!({ "mid": "m_1", "attachments": attachments }),
    );
    let message = of_kind!(event, Message);
    assert_eq!(
        message
            .attachments()
            .filter_map(|it| it.kind())
            .collect::<Vec<_>>(),
        kinds
    );
    let first = message.attachments().next().expect("there are some");
    assert_eq!((first.title(), first.url()), (Some("L"), Some("https://x")));
    let payload = first.payload().expect("there is one");
    assert_eq!(
        (payload.url(), payload.title()),
        (Some("https://cdn/x"), Some("T"))
    );
    assert_eq!(payload.sticker_id().as_deref(), Some("369239263222822"));
    assert_eq!(payload.reel_video_id().as_deref(), Some("5"));
    let place = payload.coordinates().expect("there are some");
    assert_eq!(
        (place.latitude(), place.longitude()),
        (Some(&json!(52.5)), Some(&json!(13.4)))
    );
}

#[test]
fn echoes_deletions_and_what_apps_are_not_told() {
    let sent = event(
        "message",
        json!({ "is_echo": true, "app_id": 1517776481860111_i64, "metadata": "M", "mid": "m_1" }),
    );
    let echo = of_kind!(sent, Echo);
    assert_eq!(
        (echo.app_id().as_deref(), echo.metadata()),
        (Some("1517776481860111"), Some("M"))
    );
    let gone = event("message", json!({ "mid": "m_1", "is_deleted": true }));
    assert!(of_kind!(gone, Message).is_deleted());
    let odd = event("message", json!({ "mid": "m_1", "is_unsupported": true }));
    assert!(of_kind!(odd, Message).is_unsupported());
}

#[test]
fn edits_postbacks_and_reactions() {
    let edited = event(
        "message_edit",
        json!({ "mid": "m_1", "text": "Hello", "num_edit": "2" }),
    );
    let edit = of_kind!(edited, MessageEdit);
    assert_eq!(
        (edit.id().as_deref(), edit.text(), edit.number()),
        (Some("m_1"), Some("Hello"), Some(2))
    );
    let pressed = event(
        "postback",
        json!({ "title": "T", "payload": "P", "mid": "m_2", "referral": { "ref": "r" } }),
    );
    let postback = of_kind!(pressed, Postback);
    assert_eq!(
        (
            postback.title(),
            postback.payload(),
            postback.id().as_deref()
        ),
        (Some("T"), Some("P"), Some("m_2"))
    );
    assert_eq!(postback.referral().and_then(|it| it.reference()), Some("r"));
    let liked = event(
        "reaction",
        json!({ "reaction": "love", "emoji": "❤", "action": "react", "mid": "m_1" }),
    );
    let reaction = of_kind!(liked, Reaction);
    assert_eq!(
        (reaction.reaction(), reaction.emoji(), reaction.action()),
        (Some("love"), Some("❤"), Some("react"))
    );
    assert_eq!(reaction.id().as_deref(), Some("m_1"));
}
