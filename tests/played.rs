//! The bindings against a mock that plays the platform: what is set is read back, what is sent shows in its conversation,
//! and refusals are Graph's.

use bindery_mock::Server;
use messenger_mock::{EMPTY_PAGE, RFC_3339, platform, receive, refusal};
use messenger_platform::Client;
use messenger_platform::models::messenger_profile_update::{GetStarted, GreetingItem};
use messenger_platform::models::send_message_request::{Message, MessagingType, Recipient};
use messenger_platform::models::{MessengerProfileUpdate, SendMessageRequest};
use serde_json::{Value, json};

const TOKEN: &str = "EAAG-page-token";
const PAGE: &str = "200001234567890";

async fn serve() -> (Server, Client) {
    let mock = platform().expect("the document is served");
    let server = mock.accept_token(TOKEN).start().await;
    let server = server.expect("a port is free");
    let client = Client::builder()
        .base_url(server.url())
        .bearer(TOKEN)
        .build();
    (server, client.expect("the settings are right"))
}

fn message(user: &str, text: &str) -> SendMessageRequest {
    let message = Message::new().text(text);
    SendMessageRequest::new(Recipient::new().id(user))
        .messaging_type(MessagingType::Response)
        .message(message)
}

/// The envelope of a refusal.
fn envelope<E>(error: &messenger_platform::runtime::Error<E>) -> Value {
    let body = error.body().expect("a body");
    serde_json::from_slice(body).expect("an envelope")
}

#[tokio::test]
async fn a_profile_that_was_set_is_read_back() {
    let (_server, client) = serve().await;
    let read = || {
        client
            .get_messenger_profile(PAGE)
            .fields("greeting,get_started")
    };
    assert_eq!(
        read().await.expect("an answer").data.as_deref(),
        Some(&[][..])
    );
    for update in [
        MessengerProfileUpdate::new().greeting([GreetingItem::new().locale("default").text("Hi!")]),
        MessengerProfileUpdate::new().get_started(GetStarted::new().payload("GO")),
    ] {
        let updated = client.update_messenger_profile(PAGE, update).await;
        assert_eq!(
            updated.expect("an answer").result.as_deref(),
            Some("success")
        );
    }
    let profile = read().await.expect("an answer").into_inner();
    let set = json!({ "data": [{ "greeting": [{ "locale": "default", "text": "Hi!" }], "get_started": { "payload": "GO" } }] });
    assert_eq!(serde_json::to_value(profile).expect("JSON"), set);
}

#[tokio::test]
async fn a_message_that_was_sent_shows_in_its_conversation() {
    let (server, client) = serve().await;
    let received = server.state(|state| receive(state, PAGE, "1", "Are you open?"));
    let sent = client
        .send_message(PAGE, message("1", "Yes"))
        .await
        .expect("an answer");
    let id = format!("t_{PAGE}_1");
    let plain = client
        .get_conversation(id.clone())
        .await
        .expect("an answer");
    let wire = String::from_utf8_lossy(plain.bytes());
    assert!(wire.contains("2026-04-18T00:00:02+0000"), "{wire}");
    let told = json!({ "id": id, "updated_time": "2026-04-18T00:00:02+00:00" });
    assert_eq!(
        serde_json::to_value(plain.into_inner()).expect("JSON"),
        told
    );

    let asked = client
        .get_conversation(id)
        .with_query("fields", "messages.limit(9){id,message},participants");
    let conversation = asked.await.expect("an answer").into_inner();
    let messages = conversation
        .messages
        .expect("messages")
        .data
        .expect("a list");
    let told: Vec<_> = messages
        .iter()
        .map(|it| (it.id.as_deref(), it.message.as_deref()))
        .collect();
    let sent = sent.message_id.as_deref();
    assert_eq!(
        told,
        [
            (sent, Some("Yes")),
            (Some(received.as_str()), Some("Are you open?"))
        ]
    );
}

#[tokio::test]
async fn conversations_come_in_pages_of_which_one_is_empty() {
    let (server, client) = serve().await;
    for user in ["1", "2", "3"] {
        client
            .send_message(PAGE, message(user, "Hello"))
            .await
            .expect("an answer");
    }
    server.state(|state| state.insert(EMPTY_PAGE.to_owned(), json!(true)));
    let first = client
        .list_conversations(PAGE)
        .with_query("limit", "2")
        .await
        .expect("an answer");
    let next = first
        .paging
        .as_ref()
        .and_then(|paging| paging.next.clone())
        .expect("a URL");
    assert!(next.to_string().contains(TOKEN), "as Graph has it");

    let mut items = client
        .list_conversations(PAGE)
        .with_query("limit", "2")
        .items();
    let mut ids = Vec::new();
    while let Some(conversation) = items.next().await {
        ids.push(conversation.expect("a conversation").id.expect("an id"));
    }
    assert_eq!(ids, ["3", "2", "1"].map(|user| format!("t_{PAGE}_{user}")));
    let asked = server.requests();
    let statuses: Vec<u16> = asked
        .iter()
        .rev()
        .take(3)
        .map(|request| request.status)
        .collect();
    assert_eq!(statuses, [200, 200, 200]);
    // The token that pages lead on with goes nowhere.
    for request in asked {
        assert_eq!(request.query_value("access_token"), None);
    }
}

#[tokio::test]
async fn dates_are_graphs_or_those_of_rfc_3339() {
    let (server, client) = serve().await;
    let mut read = Vec::new();
    for user in ["1", "2"] {
        server.state(|state| receive(state, PAGE, user, "Hello"));
        let conversation = client.get_conversation(format!("t_{PAGE}_{user}")).await;
        let conversation = conversation.expect("it is there");
        let time = conversation.updated_time.clone().expect("a time");
        let wire: Value = serde_json::from_slice(conversation.bytes()).expect("JSON");
        read.push((wire["updated_time"].clone(), time.unix_seconds()));
        server.state(|state| state.insert(RFC_3339.to_owned(), json!(true)));
    }
    let expected = [
        (json!("2026-04-18T00:00:01+0000"), 1_776_470_401),
        (json!("2026-04-18T00:00:02+00:00"), 1_776_470_402),
    ];
    assert_eq!(read, expected);
}

#[tokio::test]
async fn refusals_are_graphs() {
    let (server, client) = serve().await;
    let unknown = client.get_conversation("t_0").await.expect_err("a refusal");
    assert_eq!(envelope(&unknown)["error"]["error_subcode"], 33);
    let stranger = Client::builder()
        .base_url(server.url())
        .bearer("other")
        .build();
    let stranger = stranger.expect("the settings are right");
    let refused = stranger
        .get_conversation("t_0")
        .await
        .expect_err("a refusal");
    assert_eq!(envelope(&refused)["error"]["code"], 190);
    let invalid = client
        .send_message(PAGE, message("1", "Hi"))
        .with_json_property("messaging_type", "LATER");
    let invalid = invalid.await.expect_err("a refusal");
    assert_eq!(envelope(&invalid)["error"]["code"], 100);

    let scripted = refusal(
        400,
        10,
        2_018_278,
        "(#10) This message is sent outside of allowed window.",
    );
    server
        .respond("sendMessage", scripted.times(1))
        .expect("it is known");
    let closed = client
        .send_message(PAGE, message("1", "Hi"))
        .await
        .expect_err("a refusal");
    assert_eq!(envelope(&closed)["error"]["error_subcode"], 2_018_278);
    client
        .send_message(PAGE, message("1", "Hi"))
        .await
        .expect("an answer");
}
