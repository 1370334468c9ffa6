//! Every operation of the document on the wire: what a call sends is compared with what the document asks for, as a server
//! that knows only the document saw it, and what the server answers comes back typed.
//!
//! Whoever includes it says of which `bindings`, how a `message` and a payload are made with these, and
//! has a module `support` with what serves them.

use bindery_mock::{Recorded, Reply, Server};
use serde_json::json;

use crate::bindings::models::messenger_profile_update::{GetStarted, GreetingItem};
use crate::bindings::models::send_message_request::Message;
use crate::bindings::models::send_message_request::message::{Attachment, attachment};
use crate::bindings::models::{MessengerProfileUpdate, SendMessageRequest};
use crate::bindings::runtime::http::Request;
use crate::bindings::runtime::{Body, Value};
use crate::support::{PAGE, TOKEN, client, serve};

/// The one request that arrived.
fn only_request(server: &Server) -> Recorded {
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

/// What every request has, whatever the operation.
fn check_head(request: &Recorded, operation: &str) {
    assert_eq!(request.operation_id.as_deref(), Some(operation));
    assert_eq!(request.violations, []);
    assert_eq!(request.header("accept"), Some("application/json"));
    let bearer = format!("Bearer {TOKEN}");
    assert_eq!(request.header("authorization"), Some(bearer.as_str()));
    let agent = request.header("user-agent").expect("a user agent is sent");
    assert!(agent.starts_with("bindery-runtime/"), "{agent}");
}

/// Whether a request that wasn't sent is the one that was.
fn check_equal(unsent: &Request<Body>, sent: &Recorded, server: &Server) {
    let query = match sent.raw_query.as_str() {
        "" => String::new(),
        query => format!("?{query}"),
    };
    let url = format!("{}{}{query}", server.url(), sent.path);
    assert_eq!(unsent.uri().to_string(), url);
    assert_eq!(unsent.method(), sent.method);
    assert_eq!(unsent.body().as_bytes(), Some(&sent.body));
    for (name, value) in unsent.headers() {
        assert_eq!(sent.headers.get(name), Some(value));
    }
    // What the transport adds belongs to the connection.
    let added = |name: &&str| !unsent.headers().contains_key(*name);
    let added: Vec<_> = sent
        .headers
        .keys()
        .map(|name| name.as_str())
        .filter(added)
        .collect();
    assert!(
        added
            .iter()
            .all(|name| ["host", "content-length"].contains(name)),
        "{added:?}"
    );
}

fn message() -> SendMessageRequest {
    let payload = json!({ "url": "https://example.com/a b.png", "is_reusable": true });
    let payload = payload.as_object().into_iter().flatten();
    let payload = payload.map(|(key, value)| (key.clone(), value.clone()));
    let attachment = Attachment::new().type_(attachment::Type::Image);
    let attachment = crate::with_payload(attachment, payload.collect());
    let message = Message::new()
        .text("Hello! \"é\" \u{1f44b}")
        .attachment(attachment);
    crate::message("100001234567890", message)
}

#[tokio::test]
async fn send_message() {
    let server = serve().await;
    let client = client(&server);
    let answer = client
        .send_message(PAGE, message())
        .await
        .expect("it is sent");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.recipient_id.as_deref(), Some("100001234567890"));
    assert_eq!(answer.message_id.as_deref(), Some("mid.1234567890"));

    let request = only_request(&server);
    check_head(&request, "sendMessage");
    assert_eq!(request.method, "POST");
    assert_eq!(request.path, "/200001234567890/messages");
    assert_eq!(request.raw_query, "");
    assert_eq!(request.header("content-type"), Some("application/json"));
    let body = json!({
        "recipient": { "id": "100001234567890" },
        "messaging_type": "RESPONSE",
        "message": {
            "text": "Hello! \"é\" \u{1f44b}",
            "attachment": {
                "type": "image",
                "payload": { "url": "https://example.com/a b.png", "is_reusable": true },
            },
        },
    });
    assert_eq!(request.json(), Some(body));
    let unsent = client.send_message(PAGE, message()).into_request();
    check_equal(&unsent.expect("it is valid"), &request, &server);
}

#[tokio::test]
async fn get_messenger_profile() {
    let server = serve().await;
    let profile = json!({ "data": [{
        "greeting": [{ "locale": "default", "text": "Welcome!" }],
        "get_started": { "payload": "GET_STARTED" },
        "persistent_menu": [{ "locale": "default", "call_to_actions": [] }],
    }] });
    server
        .respond("getMessengerProfile", Reply::new(200).json(profile))
        .expect("it is known");
    let client = client(&server);
    let fields = "greeting, get_started,persistent menu&x=é";
    let answer = client
        .get_messenger_profile(PAGE)
        .fields(fields)
        .await
        .expect("it is there");
    let item = &answer.data.as_ref().expect("data")[0];
    let greeting = &item.greeting.as_ref().expect("a greeting")[0];
    assert_eq!(greeting.locale.as_deref(), Some("default"));
    assert_eq!(greeting.text.as_deref(), Some("Welcome!"));
    let payload = item
        .get_started
        .as_ref()
        .and_then(|start| start.payload.as_deref());
    assert_eq!(payload, Some("GET_STARTED"));
    let menu = serde_json::to_value(&item.persistent_menu).expect("JSON");
    assert_eq!(menu[0]["call_to_actions"], json!([]));

    let request = only_request(&server);
    check_head(&request, "getMessengerProfile");
    assert_eq!(request.method, "GET");
    assert_eq!(request.path, "/200001234567890/messenger_profile");
    assert_eq!(
        request.raw_query,
        "fields=greeting%2C%20get_started%2Cpersistent%20menu%26x%3D%C3%A9"
    );
    assert_eq!(request.query, [("fields".to_owned(), fields.to_owned())]);
    assert_eq!(
        (request.body.len(), request.header("content-type")),
        (0, None)
    );
    let unsent = client
        .get_messenger_profile(PAGE)
        .fields(fields)
        .into_request();
    check_equal(&unsent.expect("it is valid"), &request, &server);
}

#[tokio::test]
async fn optional_parameters_are_sent_only_when_set() {
    let server = serve().await;
    let client = client(&server);
    client
        .get_messenger_profile(PAGE)
        .await
        .expect("it is there");
    client
        .get_messenger_profile(PAGE)
        .fields("a")
        .fields("b")
        .await
        .expect("it is there");
    let queries = server
        .requests()
        .into_iter()
        .map(|request| request.raw_query);
    assert_eq!(queries.collect::<Vec<_>>(), ["", "fields=b"]);
}

#[tokio::test]
async fn update_messenger_profile() {
    let server = serve().await;
    let client = client(&server);
    let update = || {
        let greeting = GreetingItem::new()
            .locale("default")
            .text("Welcome to our page!");
        MessengerProfileUpdate::new()
            .greeting([greeting])
            .get_started(GetStarted::new().payload("GET_STARTED"))
    };
    server
        .respond(
            "updateMessengerProfile",
            Reply::new(200).json(json!({ "result": "success" })),
        )
        .expect("it is known");
    let answer = client
        .update_messenger_profile(PAGE, update())
        .await
        .expect("it is set");
    assert_eq!(answer.result.as_deref(), Some("success"));

    let request = only_request(&server);
    check_head(&request, "updateMessengerProfile");
    assert_eq!(request.method, "POST");
    assert_eq!(request.path, "/200001234567890/messenger_profile");
    assert_eq!(request.header("content-type"), Some("application/json"));
    let body = json!({
        "greeting": [{ "locale": "default", "text": "Welcome to our page!" }],
        "get_started": { "payload": "GET_STARTED" },
    });
    assert_eq!(request.json(), Some(body));
    let unsent = client
        .update_messenger_profile(PAGE, update())
        .into_request();
    check_equal(&unsent.expect("it is valid"), &request, &server);
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let server = serve().await;
    let empty = MessengerProfileUpdate::new();
    client(&server)
        .update_messenger_profile(PAGE, empty)
        .await
        .expect("it is set");
    assert_eq!(only_request(&server).body, "{}");
}

fn conversation() -> Value {
    json!({
        "id": "t_100001234567890",
        "updated_time": "2026-04-18T17:53:03+0000",
        "participants": { "data": [{ "id": "1", "name": "Ada" }] },
        "messages": { "data": [{
            "id": "mid.1",
            "message": "Hello!",
            "created_time": "2026-04-18T17:52:11Z",
            "from": { "id": "1", "name": "Ada" },
        }] },
    })
}

#[tokio::test]
async fn get_conversation() {
    let server = serve().await;
    server
        .respond("getConversation", Reply::new(200).json(conversation()))
        .expect("it is known");
    let client = client(&server);
    let answer = client
        .get_conversation("t_100001234567890")
        .await
        .expect("it is there");
    assert_eq!(answer.id.as_deref(), Some("t_100001234567890"));
    let updated = answer.updated_time.as_ref().expect("a time");
    assert_eq!(updated.unix_seconds(), 1_776_534_783);
    let people = answer
        .participants
        .as_ref()
        .and_then(|people| people.data.as_ref());
    assert_eq!(people.expect("people")[0].name.as_deref(), Some("Ada"));
    let messages = answer
        .messages
        .as_ref()
        .and_then(|messages| messages.data.as_ref());
    let from = messages.expect("messages")[0]
        .from
        .as_ref()
        .expect("a sender");
    assert_eq!(from.id.as_deref(), Some("1"));

    let request = only_request(&server);
    check_head(&request, "getConversation");
    assert_eq!(request.method, "GET");
    assert_eq!(request.path, "/t_100001234567890");
    let unsent = client.get_conversation("t_100001234567890").into_request();
    check_equal(&unsent.expect("it is valid"), &request, &server);
}

#[tokio::test]
async fn list_conversations() {
    let server = serve().await;
    let next = "https://graph.facebook.com/v21.0/1/conversations?after=QVFI";
    let paging = json!({ "cursors": { "before": "QVFG", "after": "QVFI" }, "next": next });
    let page = json!({ "data": [conversation(), { "id": "t_2" }], "paging": paging });
    server
        .respond("listConversations", Reply::new(200).json(page))
        .expect("it is known");
    let client = client(&server);
    let answer = client
        .list_conversations(PAGE)
        .send()
        .await
        .expect("they are there");
    let ids = answer
        .data
        .iter()
        .flatten()
        .map(|conversation| conversation.id.as_deref());
    assert_eq!(
        ids.collect::<Vec<_>>(),
        [Some("t_100001234567890"), Some("t_2")]
    );
    let paging = answer.paging.as_ref().expect("paging");
    assert_eq!(paging.next.as_deref(), Some(next));
    let after = paging
        .cursors
        .as_ref()
        .and_then(|cursors| cursors.after.as_deref());
    assert_eq!(after, Some("QVFI"));

    let request = only_request(&server);
    check_head(&request, "listConversations");
    assert_eq!(request.method, "GET");
    assert_eq!(request.path, "/200001234567890/conversations");
    let unsent = client.list_conversations(PAGE).into_request();
    check_equal(&unsent.expect("it is valid"), &request, &server);
}
