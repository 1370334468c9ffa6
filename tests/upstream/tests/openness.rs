//! What the document doesn't list: new values of an enum, new properties, free-form payloads and other spellings of
//! dates. All of it is read, kept, and written back, because the API is younger than the document.

use messenger_upstream::models::send_message_request::message::{Attachment, attachment};
use messenger_upstream::models::send_message_request::{Message, MessagingType};
use messenger_upstream::models::{Conversation, MessengerProfile, SendMessageRequest};
use messenger_upstream::runtime::{DateTime, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

fn decode<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(&value.to_string()).expect("it decodes")
}

fn encode(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("it encodes")
}

#[test]
fn unlisted_enum_values_survive() {
    for text in ["UTILITY", "response", "", "Ünïcode \"quoted\"", "RESPONSE "] {
        let decoded: MessagingType = decode(&json!(text));
        let MessagingType::Unrecognized(unrecognized) = &decoded else {
            panic!("{text:?} is not {decoded:?}");
        };
        assert_eq!(unrecognized.as_str(), text);
        assert_eq!((decoded.as_str(), encode(&decoded)), (text, json!(text)));
        assert_eq!(decoded, MessagingType::from(text));
    }
}

#[test]
fn listed_enum_values_are_never_unrecognized() {
    let kinds = [
        ("image", attachment::Type::Image),
        ("audio", attachment::Type::Audio),
        ("video", attachment::Type::Video),
        ("file", attachment::Type::File),
        ("template", attachment::Type::Template),
    ];
    for (text, kind) in kinds {
        assert_eq!(decode::<attachment::Type>(&json!(text)), kind);
        assert_eq!(attachment::Type::from(text), kind);
        assert_eq!(attachment::Type::from(text.to_owned()), kind);
        assert_eq!(
            (kind.to_string(), encode(&kind)),
            (text.to_owned(), json!(text))
        );
    }
    for (text, kind) in [
        ("RESPONSE", MessagingType::Response),
        ("UPDATE", MessagingType::Update),
        ("MESSAGE_TAG", MessagingType::MessageTag),
    ] {
        assert_eq!(decode::<MessagingType>(&json!(text)), kind);
        assert_eq!(
            (MessagingType::from(text), encode(&kind)),
            (kind.clone(), json!(text))
        );
    }
}

#[test]
fn unlisted_properties_survive_at_every_depth() {
    let text = json!({
        "recipient": { "id": "1", "user_ref": "r" },
        "messaging_type": "MESSAGE_TAG",
        "tag": "HUMAN_AGENT",
        "message": { "text": "Hi", "quick_replies": [{ "content_type": "text", "x": null }] },
        "persona_id": 12_345_678_901_234_567_890_u64,
        "nothing": null,
    });
    let decoded: SendMessageRequest = decode(&text);
    assert_eq!(decoded.additional_properties["tag"], json!("HUMAN_AGENT"));
    assert_eq!(
        decoded.recipient.additional_properties["user_ref"],
        json!("r")
    );
    assert_eq!(encode(&decoded), text);

    let profile =
        json!({ "data": [{ "ice_breakers": [{}], "greeting": [{ "x": 1.5 }] }], "__debug__": {} });
    assert_eq!(encode(&decode::<MessengerProfile>(&profile)), profile);
}

#[test]
fn unlisted_properties_can_be_sent() {
    let mut message = Message::new().text("Hi");
    message
        .additional_properties
        .insert("metadata".to_owned(), json!({ "a": [1] }));
    assert_eq!(
        encode(&message),
        json!({ "text": "Hi", "metadata": { "a": [1] } })
    );
}

#[test]
fn a_payload_is_any_json_object() {
    let payload = json!({ "payload": {
        "template_type": "generic",
        "elements": [{ "title": "é", "price": 1.25, "big": 9_007_199_254_740_993_u64, "none": null, "deep": [[{}]] }],
        "": true,
    } });
    let decoded: Attachment = decode(&payload);
    assert_eq!(
        decoded.payload.as_ref().expect("a payload")[""],
        json!(true)
    );
    assert_eq!(encode(&decoded), payload);
}

#[test]
fn absent_and_null_read_as_none_and_are_not_written() {
    let decoded: Conversation =
        decode(&json!({ "id": null, "updated_time": null, "messages": {} }));
    assert_eq!(
        (decoded.id.as_deref(), decoded.updated_time.is_none()),
        (None, true)
    );
    assert_eq!(encode(&decoded), json!({ "messages": {} }));
}

#[test]
fn dates_are_read_in_all_spellings_of_the_api() {
    for (text, written) in [
        ("2017-05-24T17:53:03+0000", "2017-05-24T17:53:03+00:00"),
        ("2017-05-24T10:53:03-0700", "2017-05-24T10:53:03-07:00"),
        ("2017-05-24T17:53:03+00:00", "2017-05-24T17:53:03+00:00"),
        ("2017-05-24T17:53:03Z", "2017-05-24T17:53:03Z"),
        ("2017-05-24T17:53:03.000Z", "2017-05-24T17:53:03.000Z"),
    ] {
        let decoded: Conversation = decode(&json!({ "updated_time": text }));
        let time = decoded.updated_time.as_ref().expect("a time");
        assert_eq!(time.unix_seconds(), 1_495_648_383, "{text}");
        assert_eq!(
            time,
            &"2017-05-24T17:53:03Z".parse::<DateTime>().expect("a time")
        );
        assert_eq!(encode(&decoded), json!({ "updated_time": written }));
    }
}

#[test]
fn texts_that_are_no_dates_are_refused() {
    for text in [
        "",
        "yesterday",
        "2017-05-24",
        "2017-05-24T17:53:03",
        "2017-02-30T00:00:00Z",
    ] {
        let decoded = serde_json::from_value::<Conversation>(json!({ "updated_time": text }));
        assert!(decoded.is_err(), "{text:?}: {decoded:?}");
    }
}
