//! The requests of a whole bot, with all layers on: nothing is wrong with any of them by the document.
//!
//! They go to `MESSENGER_URL`, where an independent judge may listen (`corpus/prism/programs.txt`), or else to a mock.

mod support;

use std::env;
use std::fmt::Debug;

use bindery_mock::Server;
use messenger_bot::platform::Client;
use messenger_bot::platform::models::{MessengerProfileUpdate, SendMessageRequest};
use messenger_bot::platform::runtime::Response;
use messenger_bot::{AppSecret, AppSecretProof, CallError, GraphAnswer, Paced, retry};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::PAGE;

/// A bot's client, and the mock that it talks to if that is its own.
struct Bot {
    client: Client,
    mock: Option<Server>,
}

impl Bot {
    async fn new() -> Self {
        let (url, mock) = match env::var("MESSENGER_URL") {
            Ok(url) => (url, None),
            Err(_) => {
                let mock = support::mock().await;
                (mock.url().to_owned(), Some(mock))
            }
        };
        let secret = AppSecret::new("shhhhh!is.my.secret").expect("a secret");
        let client = Client::builder()
            .base_url(url)
            .bearer("TOKEN")
            .retry(retry::policy())
            .layer(|transport| AppSecretProof::new(transport, secret))
            .layer(Paced::new)
            .build()
            .expect("a client");
        Self { client, mock }
    }

    /// What the mock has against the requests so far.
    fn is_content(&self) {
        for request in self.mock.iter().flat_map(Server::requests) {
            assert_eq!(request.violations, [], "{request:?}");
            assert!(
                request.query_value("appsecret_proof").is_some(),
                "{request:?}"
            );
        }
    }
}

/// A body, as the document's own words have it.
fn body<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a body")
}

/// Whether Graph took a call.
fn taken<T: Debug, E: Debug>(answer: Result<Response<T>, CallError<E>>) -> T {
    answer.expect("an answer").into_inner()
}

#[tokio::test]
async fn messages_of_every_kind_are_sent() {
    let bot = Bot::new().await;
    let messages = [
        json!({ "text": "Hello!" }),
        json!({ "attachment": { "type": "image", "payload": { "url": "https://example.com/a.png" } } }),
        json!({ "attachment": { "type": "template", "payload": { "template_type": "button", "text": "Well?",
            "buttons": [{ "type": "postback", "title": "Yes", "payload": "YES" }] } } }),
    ];
    for message in messages {
        let request = json!({ "recipient": { "id": "100001234567890" }, "messaging_type": "RESPONSE", "message": message });
        let request: SendMessageRequest = body(request);
        taken(bot.client.send_message(PAGE, request).await.graph());
    }
    bot.is_content();
}

#[tokio::test]
async fn the_profile_is_set_and_read() {
    let bot = Bot::new().await;
    let update: MessengerProfileUpdate = body(json!({
        "greeting": [{ "locale": "default", "text": "Hello!" }],
        "get_started": { "payload": "START" },
        "persistent_menu": [{ "locale": "default", "composer_input_disabled": false, "call_to_actions": [
            { "type": "postback", "title": "Help", "payload": "HELP" },
            { "type": "web_url", "title": "More", "url": "https://example.com" },
        ] }],
    }));
    let call = bot.client.update_messenger_profile(PAGE, update);
    taken(call.with_retry(retry::repeatable()).await.graph());
    let call = bot.client.get_messenger_profile(PAGE);
    taken(
        call.fields("greeting,get_started,persistent_menu")
            .await
            .graph(),
    );
    bot.is_content();
}

#[tokio::test]
async fn conversations_are_listed_and_read() {
    let bot = Bot::new().await;
    taken(bot.client.list_conversations(PAGE).await.graph());
    let call = bot.client.get_conversation("t_100001234567890");
    taken(call.await.graph());
    bot.is_content();
}
