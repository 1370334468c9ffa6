//! A whole notification of every kind and variant that is documented, one file each below `events/`. What is before the
//! first dot of a file's name is what the kind is called.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use messenger_bot::platform::runtime::Webhook;
use messenger_bot::platform::webhooks;
use messenger_bot::webhook::{Channel, Event, Kind, Notification};
use serde_json::Value;

/// By name, what is in each file.
fn fixtures() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/webhook/events");
    let files = fs::read_dir(folder).expect("the fixtures");
    let read = files.map(|file| {
        let path = file.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("a text");
        let body = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name.into_owned(), body)
    });
    read.collect()
}

fn read(name: &str, body: &Value) -> Event {
    let notification = Notification::read(body.to_string().as_bytes());
    let mut events = notification.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(events.events.len(), 1, "{name}");
    events.events.remove(0)
}

fn event(name: &str) -> Event {
    read(name, &fixtures()[name])
}

#[test]
fn each_is_known_for_what_it_is_and_survives_as_it_came() {
    for (name, body) in fixtures() {
        let event = read(&name, &body);
        let (kind, variant) = name.split_once('.').unwrap_or((&name, ""));
        assert_eq!(event.kind().name(), kind, "{name}");
        let (channel, list) = match variant {
            "standby" => (Channel::Standby, "standby"),
            "changes" => (Channel::Changes, "changes"),
            "entry_alone" => (Channel::Entry, ""),
            _ => (Channel::Messaging, "messaging"),
        };
        assert_eq!(event.channel(), channel, "{name}");
        let entry = &body["entry"][0];
        let came = entry.get(list).map_or(entry, |events| &events[0]);
        assert_eq!(event.raw(), came, "{name}");
        assert_eq!(event.page_id(), entry["id"].as_str(), "{name}");
        assert!(event.timestamp_ms().is_some(), "{name}");
    }
}

/// The types of the bindings lose nothing of any of them, either.
#[test]
fn the_bindings_read_each_and_write_it_as_it_came() {
    for (name, body) in fixtures() {
        let read = webhooks::Notification::read(body.to_string().as_bytes());
        let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        let written = serde_json::to_value(&read).expect("JSON");
        assert_eq!(written, body, "{name}");
    }
}

/// The kinds that Meta documents, by the property that an event of each has.
const KINDS: [&str; 21] = [
    "message",
    "message_edit",
    "postback",
    "delivery",
    "read",
    "reaction",
    "optin",
    "referral",
    "account_linking",
    "pass_thread_control",
    "take_thread_control",
    "request_thread_control",
    "app_roles",
    "policy-enforcement",
    "messaging_feedback",
    "game_play",
    "payment",
    "checkout_update",
    "pre_checkout",
    "prior_message",
    "response_feedback",
];

/// The types of attachments that Meta documents.
const ATTACHMENTS: [&str; 10] = [
    "image", "audio", "video", "file", "reel", "ig_reel", "location", "template", "fallback",
    "sticker",
];

/// The properties by which messages differ.
const MESSAGES: [&str; 10] = [
    "text",
    "quick_reply",
    "reply_to",
    "is_echo",
    "is_deleted",
    "is_unsupported",
    "nlp",
    "tags",
    "referral",
    "attachments",
];

#[test]
fn all_that_is_documented_is_there() {
    let fixtures = fixtures();
    let kinds: BTreeSet<_> = fixtures
        .keys()
        .filter_map(|name| name.split('.').next())
        .collect();
    let (mut types, mut properties) = (BTreeSet::new(), BTreeSet::new());
    for (name, body) in &fixtures {
        let event = read(name, body);
        let (Kind::Message(message) | Kind::Echo(message)) = event.kind() else {
            continue;
        };
        properties.extend(message.properties().keys().cloned());
        let kinds = message.attachments().filter_map(|it| it.kind());
        types.extend(kinds.map(str::to_owned));
    }
    let missing = |documented: &[&'static str], is_there: &dyn Fn(&str) -> bool| {
        let missing = documented.iter().filter(|name| !is_there(name));
        missing.copied().collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(missing(&KINDS, &|name| kinds.contains(name)), none);
    assert_eq!(missing(&ATTACHMENTS, &|name| types.contains(name)), none);
    assert_eq!(missing(&MESSAGES, &|name| properties.contains(name)), none);
}

#[test]
fn senders_are_users_pages_guests_or_nobody() {
    let sender = |name: &str| {
        let event = event(name);
        let sender = event.sender()?;
        sender.id().or(sender.user_ref()).map(|id| id.into_owned())
    };
    assert_eq!(sender("message.text").as_deref(), Some("100001234567890"));
    assert_eq!(sender("message.echo").as_deref(), Some("200001234567890"));
    assert_eq!(sender("message.user_ref").as_deref(), Some("kari-77"));
    assert_eq!(sender("referral.guest").as_deref(), Some("kari-77"));
    for name in ["app_roles", "policy-enforcement.block", "optin.checkbox"] {
        assert_eq!(sender(name), None, "{name}");
    }
    let checkbox = event("optin.checkbox");
    assert_eq!(
        of_kind!(checkbox, OptIn).user_ref().as_deref(),
        Some("kari-77")
    );
}

#[test]
fn opt_ins_tell_by_what_the_user_can_be_written_to() {
    let token = |name: &str| {
        let event = event(name);
        let opt_in = of_kind!(event, OptIn);
        let token = opt_in
            .one_time_notif_token()
            .or(opt_in.notification_messages_token());
        (opt_in.kind().map(str::to_owned), token.map(str::to_owned))
    };
    let expected = |kind: &str, token: &str| (Some(kind.to_owned()), Some(token.to_owned()));
    assert_eq!(token("optin.plugin"), (None, None));
    assert_eq!(
        token("optin.one_time_notif_req"),
        expected("one_time_notif_req", "2345678901234567")
    );
    let lasting = expected("notification_messages", "3456789012345678");
    assert_eq!(token("optin.notification_messages"), lasting);
    let stopped = event("optin.notification_messages_stopped");
    let status = of_kind!(stopped, OptIn).notification_messages_status();
    assert_eq!(status, Some("STOP NOTIFICATIONS"));
}

#[test]
fn what_goes_along_with_a_message_makes_no_other_kind_of_it() {
    for name in [
        "message.prior_message",
        "message.referral",
        "message.standby",
    ] {
        assert!(matches!(event(name).kind(), Kind::Message(_)), "{name}");
    }
    for name in ["message.echo", "message.echo_template"] {
        assert!(matches!(event(name).kind(), Kind::Echo(_)), "{name}");
    }
    let story = event("message.reply_to_story");
    let answered = of_kind!(story, Message)
        .reply_to()
        .expect("what it answers");
    assert_eq!(answered.id(), None);
    assert_eq!(
        answered.story().map(|story| &story["id"]),
        Some(&Value::from("17900000000000001"))
    );
}
