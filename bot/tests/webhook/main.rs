//! Webhooks: every kind of event that is documented, in the forms in which they come.

use messenger_bot::platform::runtime::{HeaderMap, HeaderValue, StatusCode};
use messenger_bot::webhook::{
    Channel, Event, HandshakeError, InvalidNotification, Kind, Notification, Receiver, Refused,
    VerifyToken,
};
use messenger_bot::{AppSecret, signature};
use serde_json::{Value, json};

fn notification(events: Value) -> Value {
    json!({ "object": "page", "entry": [{ "id": "1", "time": 1458692752478_i64, "messaging": events }] })
}

fn read(body: &Value) -> Notification {
    Notification::read(body.to_string().as_bytes()).expect("a notification")
}

/// An event with this property, sent by user 2 to page 1.
fn event(name: &str, value: Value) -> Event {
    let mut event = json!({ "sender": { "id": "2" }, "recipient": { "id": "1" }, "timestamp": 1458692752479_i64 });
    event[name] = value;
    read(&notification(json!([event]))).events.remove(0)
}

/// Reads one kind of event, or tells which one it is instead.
macro_rules! of_kind {
    ($event:expr, $kind:ident) => {
        match $event.kind() {
            Kind::$kind(it) => it,
            other => panic!("{other:?}"),
        }
    };
}

#[test]
fn the_query_of_a_handshake_is_answered_with_its_challenge() {
    let token = VerifyToken::new("my token+").expect("a token");
    let answer = |query: &str| token.answer(query);
    let good = "hub.mode=subscribe&hub.verify_token=my%20token%2B&hub.challenge=1158201444";
    assert_eq!(answer(good).as_deref(), Ok("1158201444"));
    let wrong = |query: String| token.answer(&query).expect_err("a wrong query");
    assert_eq!(
        wrong(good.replace("subscribe", "unsubscribe")),
        HandshakeError::Mode
    );
    for other in ["", "my", "my%20token%2B2", "My%20token%2B", "my+token+"] {
        let query = good.replace("my%20token%2B", other);
        assert_eq!(wrong(query), HandshakeError::Token, "{other}");
    }
    for name in ["hub.mode", "hub.verify_token", "hub.challenge"] {
        assert_eq!(
            wrong(good.replace(name, "x")),
            HandshakeError::Missing(name)
        );
    }
    assert_eq!(wrong(String::new()), HandshakeError::Missing("hub.mode"));
    assert!(VerifyToken::new("").is_err());
    assert_eq!(format!("{token:?}"), "VerifyToken(..)");
}

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

#[test]
fn deliveries_and_reads_have_watermarks() {
    let arrived = event(
        "delivery",
        json!({ "mids": ["m_1", "m_2"], "watermark": 1458668856253_i64 }),
    );
    let delivery = of_kind!(arrived, Delivery);
    assert_eq!(delivery.ids().collect::<Vec<_>>(), ["m_1", "m_2"]);
    assert_eq!(delivery.watermark_ms(), Some(1458668856253));
    assert_eq!(
        of_kind!(event("read", json!({ "watermark": 1 })), Read).watermark_ms(),
        Some(1)
    );
    assert_eq!(
        of_kind!(event("read", json!({ "mid": "m_1" })), Read)
            .id()
            .as_deref(),
        Some("m_1")
    );
}

#[test]
fn opt_ins_referrals_and_linked_accounts() {
    let agreed = event(
        "optin",
        json!({
            "type": "notification_messages", "payload": "P", "ref": "R", "user_ref": "U", "one_time_notif_token": "O",
            "notification_messages_token": "N", "notification_messages_status": "STOP NOTIFICATIONS",
        }),
    );
    let opt_in = of_kind!(agreed, OptIn);
    assert_eq!(
        (opt_in.kind(), opt_in.payload(), opt_in.reference()),
        (Some("notification_messages"), Some("P"), Some("R"))
    );
    assert_eq!(
        (opt_in.user_ref().as_deref(), opt_in.one_time_notif_token()),
        (Some("U"), Some("O"))
    );
    assert_eq!(opt_in.notification_messages_token(), Some("N"));
    assert_eq!(
        opt_in.notification_messages_status(),
        Some("STOP NOTIFICATIONS")
    );
    let came = event(
        "referral",
        json!({ "ref": "r", "source": "SHORTLINK", "type": "OPEN_THREAD", "referer_uri": "u" }),
    );
    assert_eq!(of_kind!(came, Referral).referer_uri(), Some("u"));
    let linked = event(
        "account_linking",
        json!({ "status": "linked", "authorization_code": "c" }),
    );
    let linking = of_kind!(linked, AccountLinking);
    assert_eq!(
        (linking.status(), linking.authorization_code()),
        (Some("linked"), Some("c"))
    );
}

#[test]
fn conversations_change_hands_by_ids_of_either_form() {
    let owners = json!({ "previous_owner_app_id": "1", "new_owner_app_id": "2", "requested_owner_app_id": 3, "metadata": "M" });
    let passed = event("pass_thread_control", owners.clone());
    let control = of_kind!(passed, PassThreadControl);
    assert_eq!(control.previous_owner_app_id().as_deref(), Some("1"));
    assert_eq!(control.new_owner_app_id().as_deref(), Some("2"));
    let taken = event("take_thread_control", owners.clone());
    assert_eq!(of_kind!(taken, TakeThreadControl).metadata(), Some("M"));
    let asked = event("request_thread_control", owners);
    assert_eq!(
        of_kind!(asked, RequestThreadControl)
            .requested_owner_app_id()
            .as_deref(),
        Some("3")
    );
    // Nobody sent it.
    let roles = json!([{ "recipient": { "id": "1" }, "timestamp": 1, "app_roles": { "123": ["primary_receiver"] } }]);
    let event = read(&notification(roles)).events.remove(0);
    assert_eq!(event.sender(), None);
    assert_eq!(
        of_kind!(event, AppRoles).of("123").collect::<Vec<_>>(),
        ["primary_receiver"]
    );
}

#[test]
fn policies_forms_games_and_payments() {
    let blocked = event(
        "policy-enforcement",
        json!({ "action": "block", "reason": "spam" }),
    );
    let policy = of_kind!(blocked, PolicyEnforcement);
    assert_eq!(
        (policy.action(), policy.reason()),
        (Some("block"), Some("spam"))
    );
    let form = event(
        "messaging_feedback",
        json!({ "feedback_screens": [{ "screen_id": 0 }] }),
    );
    assert_eq!(of_kind!(form, Feedback).screens().count(), 1);
    let played = event(
        "game_play",
        json!({ "game_id": 1, "player_id": "2", "context_type": "SOLO", "context_id": "3", "score": 9, "payload": "P" }),
    );
    let game = of_kind!(played, GamePlay);
    assert_eq!(
        (
            game.game_id().as_deref(),
            game.player_id().as_deref(),
            game.score()
        ),
        (Some("1"), Some("2"), Some(9))
    );
    assert_eq!(
        (
            game.context_type(),
            game.context_id().as_deref(),
            game.payload()
        ),
        (Some("SOLO"), Some("3"), Some("P"))
    );
    let order = json!({ "payload": "P", "amount": { "currency": "USD" }, "shipping_option_id": 1, "shipping_address": {},
        "requested_user_info": {}, "payment_credential": {} });
    let paid = event("payment", order.clone());
    let payment = of_kind!(paid, Payment);
    assert_eq!(
        (payment.payload(), payment.shipping_option_id().as_deref()),
        (Some("P"), Some("1"))
    );
    assert!(payment.amount().is_some() && payment.requested_user_info().is_some());
    assert!(payment.shipping_address().is_some() && payment.payment_credential().is_some());
    assert!(
        of_kind!(event("checkout_update", order.clone()), CheckoutUpdate)
            .shipping_address()
            .is_some()
    );
    assert!(
        of_kind!(event("pre_checkout", order), PreCheckout)
            .amount()
            .is_some()
    );
    let judged = event(
        "response_feedback",
        json!({ "feedback": "Good", "mid": "m_1" }),
    );
    assert_eq!(
        of_kind!(judged, ResponseFeedback).text("feedback"),
        Some("Good")
    );
    let prior = event(
        "prior_message",
        json!({ "source": "checkbox_plugin", "identifier": "U" }),
    );
    assert_eq!(of_kind!(prior, PriorMessage).text("identifier"), Some("U"));
}

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
