//! The requests of a whole bot, of every operation and with all layers on: nothing is wrong with any of them by the document.
//!
//! They go to `JUDGED_URL`, where an independent judge may listen on this machine (`corpus/prism/programs.txt`), or else to a mock.
//! No variable that bots know is read: whoever has one set for the real API calls that by no test.

mod support;

use std::env;
use std::fmt::Debug;
use std::net::IpAddr;

use bindery_mock::Server;
use messenger_bot::platform::Client;
use messenger_bot::platform::models::operations::upload_attachment::RequestBodyMultipart;
use messenger_bot::platform::models::{AttachmentUpload, Platform, SendMessageRequest};
use messenger_bot::platform::runtime::http::Uri;
use messenger_bot::platform::runtime::{ClientBuilder, File, Response};
use messenger_bot::{AppSecret, AppSecretProof, CallError, GraphAnswer, Paced, retry};
use messenger_mock::receive;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::PAGE;

/// A user who has written to the page, and what they wrote where there is no mock to say it.
const USER: &str = "100001234567890";
const MESSAGE: &str = "m_1";

/// Where the judge listens, if one does.
const JUDGED: &str = "JUDGED_URL";

/// Whether nobody but this machine has what a URL leads to. Only addresses count: a name may lead anywhere.
fn is_of_this_machine(url: &str) -> bool {
    let url = url.parse::<Uri>().ok();
    let host = url.as_ref().and_then(Uri::host).unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.parse::<IpAddr>().is_ok_and(|host| host.is_loopback())
}

#[test]
fn a_judge_is_on_this_machine() {
    for url in ["http://127.0.0.1:4010", "http://[::1]:80/v21.0"] {
        assert!(is_of_this_machine(url), "{url}");
    }
    for url in [
        "https://graph.facebook.com/v21.0",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@graph.facebook.com",
        "http://10.0.0.1",
        "localhost",
        "",
    ] {
        assert!(!is_of_this_machine(url), "{url}");
    }
}

/// A bot's client, and the mock that it talks to if that is its own.
struct Bot {
    client: Client,
    mock: Option<Server>,
    message: String,
}

impl Bot {
    async fn new() -> Self {
        Self::with(|builder| builder.bearer("TOKEN")).await
    }

    async fn with(credential: impl Fn(ClientBuilder<Client>) -> ClientBuilder<Client>) -> Self {
        let (url, mock, message) = match env::var(JUDGED) {
            Ok(url) => {
                assert!(is_of_this_machine(&url), "{JUDGED} is {url}");
                (url, None, MESSAGE.to_owned())
            }
            Err(_) => {
                let mock = messenger_mock::platform().expect("a document");
                let mock = mock.start().await.expect("a server");
                let message = mock.state(|state| receive(state, PAGE, USER, "Hello"));
                (mock.url().to_owned(), Some(mock), message)
            }
        };
        let secret = AppSecret::new("shhhhh!is.my.secret").expect("a secret");
        let client = credential(Client::builder().base_url(url))
            .retry(retry::policy())
            .layer(|transport| AppSecretProof::new(transport, secret))
            .layer(Paced::new)
            .build()
            .expect("a client");
        Self {
            client,
            mock,
            message,
        }
    }

    /// Asserts that its mock has nothing against the requests so far.
    fn assert_right(&self) {
        for request in self.mock.iter().flat_map(Server::requests) {
            assert_eq!(request.violations, [], "{request:?}");
            assert!(
                request.query_value("appsecret_proof").is_some(),
                "{request:?}"
            );
        }
    }
}

/// A body, in the document's own words.
fn body<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a body")
}

/// What Graph answered to a call that it took.
fn taken<T: Debug, E: Debug>(answer: Result<Response<T>, CallError<E>>) -> T {
    answer.expect("an answer").into_inner()
}

/// The examples of requests that the document has for sending.
fn messages() -> Vec<Value> {
    let document: Value = serde_json::from_str(messenger_mock::DOCUMENT).expect("a document");
    let examples = &document["paths"]["/{page-id}/messages"]["post"]["requestBody"]["content"]["application/json"]
        ["examples"];
    let examples = examples.as_object().expect("examples").values();
    examples.map(|example| example["value"].clone()).collect()
}

#[tokio::test]
async fn messages_of_every_kind_are_sent() {
    let bot = Bot::new().await;
    let sent = messages();
    assert!(sent.len() > 5, "{sent:?}");
    for message in sent {
        let message: SendMessageRequest = body(message);
        taken(bot.client.send_message(PAGE, message).await.graph());
    }
    bot.assert_right();
}

#[tokio::test]
async fn files_are_uploaded_and_named() {
    let bot = Bot::new().await;
    let of = |payload: Value| json!({ "attachment": { "type": "image", "payload": payload } });
    let by_url = of(json!({ "url": "https://example.com/tea.png", "is_reusable": true }));
    let by_url: AttachmentUpload = body(json!({ "message": by_url }));
    taken(bot.client.upload_attachment(PAGE, by_url).await.graph());
    let file = File::new("tea.png", b"\x89PNG".to_vec());
    let file = RequestBodyMultipart::new(body(of(json!({ "is_reusable": true }))), file);
    taken(bot.client.upload_attachment(PAGE, file).await.graph());
    bot.assert_right();
}

#[tokio::test]
async fn the_profile_is_set_read_and_deleted() {
    let bot = Bot::new().await;
    let update = body(json!({
        "greeting": [{ "locale": "default", "text": "Hello!" }],
        "get_started": { "payload": "START" },
        "persistent_menu": [{ "locale": "default", "composer_input_disabled": false, "call_to_actions": [
            { "type": "postback", "title": "Help", "payload": "HELP" },
            { "type": "web_url", "title": "More", "url": "https://example.com" },
        ] }],
        "whitelisted_domains": ["https://example.com"],
    }));
    let call = bot.client.update_messenger_profile(PAGE, update);
    taken(call.with_retry(retry::repeatable()).await.graph());
    let call = bot.client.get_messenger_profile(PAGE);
    taken(
        call.fields("greeting,get_started,persistent_menu")
            .await
            .graph(),
    );
    let deletion = body(json!({ "fields": ["persistent_menu", "greeting"] }));
    taken(
        bot.client
            .delete_messenger_profile(PAGE, deletion)
            .await
            .graph(),
    );
    bot.assert_right();
}

#[tokio::test]
async fn conversations_and_their_messages_are_read() {
    let bot = Bot::new().await;
    let call = bot
        .client
        .list_conversations(PAGE)
        .platform(Platform::Messenger);
    let call = call
        .folder("inbox")
        .limit(10)
        .fields("id,updated_time,participants");
    let listed = taken(call.await.graph());
    let first = listed.data.into_iter().flatten().next();
    let id = first
        .and_then(|conversation| conversation.id)
        .expect("a conversation");
    let call = bot.client.get_conversation(id.clone());
    taken(
        call.fields("messages.limit(5){id,message,from,created_time}")
            .await
            .graph(),
    );
    let call = bot.client.list_messages(id).fields("id,message").limit(5);
    taken(call.await.graph());
    let call = bot.client.get_message(bot.message.clone());
    taken(call.fields("id,message,from,to,created_time").await.graph());
    bot.assert_right();
}

#[tokio::test]
async fn users_and_personas_are_known() {
    let bot = Bot::new().await;
    let call = bot.client.get_user_profile(USER);
    taken(
        call.fields("first_name,last_name,profile_pic,locale")
            .await
            .graph(),
    );
    let persona = json!({ "name": "Ada", "profile_picture_url": "https://example.com/ada.png" });
    let created = taken(bot.client.create_persona(PAGE, body(persona)).await.graph());
    let id = created.id.expect("a persona");
    taken(
        bot.client
            .get_persona(id.clone())
            .fields("id,name")
            .await
            .graph(),
    );
    taken(bot.client.list_personas(PAGE).limit(5).await.graph());
    taken(bot.client.delete_persona(id).await.graph());
    bot.assert_right();
}

#[tokio::test]
async fn conversations_are_handed_over() {
    let bot = Bot::new().await;
    let passing = json!({ "recipient": { "id": USER }, "target_app_id": "263902037430900", "metadata": "Over to you" });
    taken(
        bot.client
            .pass_thread_control(PAGE, body(passing))
            .await
            .graph(),
    );
    let control = || body(json!({ "recipient": { "id": USER }, "metadata": "Back to me" }));
    taken(
        bot.client
            .take_thread_control(PAGE, control())
            .await
            .graph(),
    );
    taken(
        bot.client
            .request_thread_control(PAGE, control())
            .await
            .graph(),
    );
    taken(
        bot.client
            .release_thread_control(PAGE, control())
            .await
            .graph(),
    );
    taken(bot.client.get_thread_owner(PAGE, USER).await.graph());
    bot.assert_right();
}

#[tokio::test]
async fn a_token_in_the_query_does_as_well() {
    let bot = Bot::with(|builder| builder.api_key("TOKEN")).await;
    taken(bot.client.get_messenger_profile(PAGE).await.graph());
    let message = messages().remove(0);
    taken(bot.client.send_message(PAGE, body(message)).await.graph());
    bot.assert_right();
}
