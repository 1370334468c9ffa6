//! The Messenger Platform's document, as a whole.

use bindery_mock::{Mock, Server};
use serde_json::{Value, json};

use crate::client::{Answer, get, send};

const TOKEN: (&str, &str) = ("authorization", "Bearer page-token");
const JSON: (&str, &str) = ("content-type", "application/json");

async fn server() -> Server {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/messenger.yaml");
    let mock = Mock::from_path(path).expect("a document");
    mock.start().await.expect("a server")
}

async fn call(server: &Server, target: &str, body: Value) -> Answer {
    let answer = match body {
        Value::Null => send(server, target, &[TOKEN], "").await,
        body => send(server, target, &[TOKEN, JSON], body.to_string()).await,
    };
    answer.expect("an answer")
}

fn message() -> Value {
    json!({ "recipient": { "id": "1" }, "messaging_type": "RESPONSE", "message": { "text": "Hello" } })
}

#[tokio::test]
async fn all_operations_are_answered() {
    let profile = json!({ "data": [{
        "greeting": [{ "locale": "string", "text": "string" }],
        "get_started": { "payload": "string" },
        "persistent_menu": [{}],
    }] });
    let conversation = json!({
        "id": "t_100001234567890",
        "updated_time": "2019-08-24T14:15:22Z",
        "participants": { "data": [{ "id": "string", "name": "string" }] },
        "messages": { "data": [{
            "id": "mid.1234567890",
            "message": "Hello!",
            "created_time": "2019-08-24T14:15:22Z",
            "from": { "id": "string", "name": "string" },
        }] },
    });
    let conversations = json!({
        "data": [conversation],
        "paging": { "cursors": { "before": "string", "after": "string" }, "next": "http://example.com" },
    });
    let sent = json!({ "recipient_id": "100001234567890", "message_id": "mid.1234567890" });
    let update = json!({ "get_started": { "payload": "GO" } });
    let cases = [
        ("POST /200/messages", message(), "sendMessage", sent),
        (
            "GET /200/messenger_profile?fields=greeting",
            Value::Null,
            "getMessengerProfile",
            profile,
        ),
        (
            "POST /200/messenger_profile",
            update,
            "updateMessengerProfile",
            json!({ "result": "string" }),
        ),
        ("GET /t_1", Value::Null, "getConversation", conversation),
        (
            "GET /200/conversations",
            Value::Null,
            "listConversations",
            conversations,
        ),
    ];
    let server = server().await;
    for (target, body, operation, expected) in cases {
        for target in [target.to_owned(), target.replace(" /", " /v21.0/")] {
            let answer = call(&server, &target, body.clone()).await;
            assert_eq!(
                (answer.status, answer.json()),
                (200, expected.clone()),
                "{target}"
            );
            let recorded = server.requests().pop().expect("a record");
            assert_eq!(recorded.operation_id.as_deref(), Some(operation));
        }
    }
}

#[tokio::test]
async fn wrong_messages_are_refused() {
    let server = server().await;
    assert_eq!(get(&server, "GET /200/conversations").await.status, 401);
    let mut body = message();
    body["messaging_type"] = json!("UTILITY");
    body["recipient"] = json!({});
    body["message"]["attachment"] = json!({ "type": "sticker", "payload": [] });
    let answer = call(&server, "POST /200/messages", body).await;
    let wrong = [
        "body /recipient/id",
        "body /messaging_type",
        "body /message/attachment/type",
        "body /message/attachment/payload",
    ];
    assert_eq!(
        answer.violations(),
        (400, wrong.map(str::to_owned).to_vec())
    );
    let empty = call(&server, "POST /200/messages", Value::Null).await;
    assert_eq!(empty.violations(), (400, vec!["body ".to_owned()]));
    assert_eq!(get(&server, "PUT /200/messages").await.status, 405);
    assert_eq!(get(&server, "GET /a/b/c").await.status, 404);
}

#[tokio::test]
async fn the_declared_failure_can_be_asked_for() {
    let server = server().await;
    let headers = [TOKEN, JSON, ("prefer", "code=400")];
    let answer = send(
        &server,
        "POST /200/messages",
        &headers,
        message().to_string(),
    )
    .await;
    let answer = answer.expect("an answer");
    assert_eq!((answer.status, answer.text()), (400, ""));
}
