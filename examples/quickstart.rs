//! Goes through the whole Messenger Platform API, with typed calls and typed answers.
//!
//! `cargo run --example quickstart` talks to a mock of the API that it starts itself: no account, no network.
//! With `MESSENGER_TOKEN` and `MESSENGER_PAGE_ID` set it talks to the real API instead, where `MESSENGER_RECIPIENT`
//! says who gets the message.

use std::env;
use std::error::Error;

use bindery_mock::{Mock, Reply, Server};
use messenger_platform::Client;
use messenger_platform::models::messenger_profile_update::{GetStarted, GreetingItem};
use messenger_platform::models::send_message_request::{Message, MessagingType, Recipient};
use messenger_platform::models::{Conversation, MessengerProfileUpdate, SendMessageRequest};
use serde_json::json;

/// The document's own examples.
const PAGE: &str = "200001234567890";
const RECIPIENT: &str = "100001234567890";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    match (env::var("MESSENGER_TOKEN"), env::var("MESSENGER_PAGE_ID")) {
        (Ok(token), Ok(page)) => {
            println!("Talking to the real API.\n");
            tour(&Client::builder().bearer(token).build()?, &page).await
        }
        _ => {
            let api = mock().await?;
            println!("Talking to a mock of the API at {}.\n", api.url());
            let client = Client::builder()
                .base_url(api.url())
                .bearer("PAGE_ACCESS_TOKEN")
                .build()?;
            tour(&client, PAGE).await?;
            refusal(&client, &api).await
        }
    }
}

/// All five operations.
async fn tour(client: &Client, page: &str) -> Result<(), Box<dyn Error>> {
    send_message(client, page).await?;
    profile(client, page).await?;
    conversations(client, page).await
}

async fn send_message(client: &Client, page: &str) -> Result<(), Box<dyn Error>> {
    let recipient = env::var("MESSENGER_RECIPIENT").unwrap_or_else(|_| RECIPIENT.to_owned());
    let request = SendMessageRequest::new(Recipient::new().id(recipient))
        .messaging_type(MessagingType::Response)
        .message(Message::new().text("Hello! How can I help you today?"));
    let sent = client.send_message(page, request).await?;
    println!("sendMessage             {}", sent.status());
    println!("  message id            {}", shown(&sent.message_id));
    println!("  recipient             {}", shown(&sent.recipient_id));
    Ok(())
}

async fn profile(client: &Client, page: &str) -> Result<(), Box<dyn Error>> {
    let update = MessengerProfileUpdate::new()
        .greeting([GreetingItem::new()
            .locale("default")
            .text("Welcome to our page!")])
        .get_started(GetStarted::new().payload("GET_STARTED"));
    let updated = client.update_messenger_profile(page, update).await?;
    println!("updateMessengerProfile  {}", updated.status());
    println!("  result                {}", shown(&updated.result));

    let profile = client
        .get_messenger_profile(page)
        .fields("greeting,get_started,persistent_menu")
        .await?;
    println!("getMessengerProfile     {}", profile.status());
    for item in profile.data.iter().flatten() {
        for greeting in item.greeting.iter().flatten() {
            println!(
                "  greeting              {}: {}",
                shown(&greeting.locale),
                shown(&greeting.text)
            );
        }
        if let Some(start) = &item.get_started {
            println!("  get started           {}", shown(&start.payload));
        }
    }
    Ok(())
}

async fn conversations(client: &Client, page: &str) -> Result<(), Box<dyn Error>> {
    let list = client.list_conversations(page).await?;
    println!("listConversations       {}", list.status());
    for conversation in list.data.iter().flatten() {
        summarize(conversation);
    }
    let first = list
        .data
        .iter()
        .flatten()
        .find_map(|conversation| conversation.id.clone());
    let Some(id) = first else { return Ok(()) };
    let conversation = client.get_conversation(id).await?;
    println!("getConversation         {}", conversation.status());
    summarize(&conversation);
    for message in conversation
        .messages
        .iter()
        .flat_map(|messages| messages.data.iter().flatten())
    {
        let from = message.from.as_ref().and_then(|from| from.name.clone());
        println!("  {:21} {}", shown(&from), shown(&message.message));
    }
    Ok(())
}

fn summarize(conversation: &Conversation) {
    println!(
        "  {:21} updated {}",
        shown(&conversation.id),
        shown(&conversation.updated_time)
    );
}

/// What a refused call looks like: here the token has expired.
async fn refusal(client: &Client, api: &Server) -> Result<(), Box<dyn Error>> {
    let envelope = json!({ "error": { "message": "Session has expired", "type": "OAuthException", "code": 190, "error_subcode": 463 } });
    api.respond("getMessengerProfile", Reply::new(401).json(envelope))?;
    match client.get_messenger_profile(PAGE).await {
        Ok(profile) => println!("unexpectedly answered: {profile:?}"),
        Err(error) => {
            println!("getMessengerProfile     refused");
            println!("  error                 {error}");
            println!("  status                {}", shown(&error.status()));
            println!(
                "  body                  {}",
                String::from_utf8_lossy(error.body().map_or(&[], |body| body))
            );
        }
    }
    Ok(())
}

/// A mock that knows the document, with a profile and a conversation as the real API would tell them.
async fn mock() -> Result<Server, Box<dyn Error>> {
    let mock = Mock::from_yaml(include_str!("../spec/messenger.yaml"))?;
    let conversation = json!({
        "id": "t_100001234567890",
        "updated_time": "2026-04-18T17:53:03+0000",
        "messages": { "data": [
            { "id": "mid.2", "message": "Hello! How can I help you today?", "created_time": "2026-04-18T17:53:03+0000", "from": { "id": PAGE, "name": "Our Page" } },
            { "id": "mid.1", "message": "Hi, are you open on Sundays?", "created_time": "2026-04-18T17:52:11+0000", "from": { "id": RECIPIENT, "name": "Ada" } },
        ] },
    });
    let profile = json!({ "data": [{
        "greeting": [{ "locale": "default", "text": "Welcome to our page!" }],
        "get_started": { "payload": "GET_STARTED" },
    }] });
    mock.respond(
        "updateMessengerProfile",
        Reply::new(200).json(json!({ "result": "success" })),
    )?;
    mock.respond("getMessengerProfile", Reply::new(200).json(profile))?;
    mock.respond("getConversation", Reply::new(200).json(conversation))?;
    Ok(mock.start().await?)
}

fn shown<T: ToString>(value: &Option<T>) -> String {
    value
        .as_ref()
        .map_or_else(|| "-".to_owned(), ToString::to_string)
}
