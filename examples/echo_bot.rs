//! A whole bot: it sets up its menu, listens to signed webhooks, shows that it is typing, and answers with quick replies.
//!
//! `cargo run --example echo_bot` runs it against a mock of the platform, which plays a user: no account, no network.
//! With `MESSENGER_TOKEN`, `MESSENGER_APP_SECRET` and `MESSENGER_VERIFY_TOKEN` set it serves Meta instead, on port 3000,
//! at `/webhook`, for which something has to take HTTPS from the internet. `MESSENGER_URL` puts another server in the
//! API's place, such as `https://graph.facebook.com/v25.0` or a gateway.

#[path = "echo_bot/play.rs"]
mod play;

use std::env;
use std::error::Error;
use std::sync::Arc;

use axum::Router;
use messenger_bot::webhook::{Channel, Event, Kind, Notification, VerifyToken, axum::route};
use messenger_bot::{AppSecret, AppSecretProof, CallError, GraphAnswer, Paced, retry, webhook};
use messenger_platform::models::messenger_profile_update::{GetStarted, GreetingItem};
use messenger_platform::models::send_message_request::{
    Message, MessagingType, Recipient, SenderAction,
};
use messenger_platform::models::{
    Button, GraphErrorResponse, MessengerProfileUpdate, PersistentMenu, QuickReply,
    SendMessageRequest, button, quick_reply,
};
use messenger_platform::{Client, runtime};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// What a call of the bot can fail with.
type Failure = CallError<GraphErrorResponse>;

/// What is to be done about a text.
const LOUDER: &str = "LOUDER ";
const BACKWARDS: &str = "BACKWARDS ";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let names = [
        "MESSENGER_TOKEN",
        "MESSENGER_APP_SECRET",
        "MESSENGER_VERIFY_TOKEN",
    ];
    match names.map(|name| env::var(name).ok()) {
        [Some(token), Some(secret), Some(verify)] => {
            let listener = TcpListener::bind("0.0.0.0:3000").await?;
            let url = env::var("MESSENGER_URL").ok();
            let client = client(&token, AppSecret::new(secret.clone())?, url)?;
            serve(listener, client, AppSecret::new(secret)?, verify).await
        }
        [None, None, None] => play::play().await,
        _ => Err(format!("set all of {}, or none", names.join(", ")).into()),
    }
}

/// A client that proves that it knows the secret, keeps to the limits, and repeats what may be repeated.
fn client(
    token: &str,
    secret: AppSecret,
    url: Option<String>,
) -> Result<Client, runtime::BuildError> {
    let mut builder = Client::builder()
        .bearer(token)
        .retry(retry::policy())
        .layer(Paced::new)
        .layer(|transport| AppSecretProof::new(transport, secret));
    if let Some(url) = url {
        builder = builder.base_url(url);
    }
    builder.build()
}

/// Sets up the page, and answers what comes until nothing can come any more.
async fn serve(
    listener: TcpListener,
    client: Client,
    secret: AppSecret,
    verify: String,
) -> Result<(), Box<dyn Error>> {
    set_up(&client).await?;
    let receiver = webhook::Receiver::new(secret, VerifyToken::new(verify)?);
    let (queue, notifications) = mpsc::channel(1000);
    let app: Router = Router::new().route("/webhook", route(Arc::new(receiver), queue));
    tokio::spawn(work(client, notifications));
    println!("bot   listens at http://{}/webhook", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

/// The greeting, the button that begins a conversation, and the menu beside the text field.
async fn set_up(client: &Client) -> Result<(), Failure> {
    let help = Button::new(button::Type::Postback)
        .title("Help")
        .payload("HELP");
    let profile = MessengerProfileUpdate::new()
        .greeting([GreetingItem::new().locale("default").text("Say something!")])
        .get_started(GetStarted::new().payload("HELP"))
        .persistent_menu([PersistentMenu::new("default").call_to_actions([help])]);
    let updated = client.update_messenger_profile("me", profile).await;
    updated.graph().map(drop)
}

/// Takes what came from the queue, one event after the other, which keeps them in order. A bot with many users would
/// have a task for each conversation. What fails for one user goes on for the others.
async fn work(client: Client, mut notifications: mpsc::Receiver<Notification>) {
    while let Some(notification) = notifications.recv().await {
        for event in notification.in_order().events {
            if let Err(error) = react(&client, &event).await {
                eprintln!("bot   can't answer: {error}");
            }
        }
    }
}

/// Answers an event, if it is one to answer.
async fn react(client: &Client, event: &Event) -> Result<(), Failure> {
    let user = event.sender().and_then(|sender| sender.id());
    let (Some(user), Some(page), Some(answer)) = (user, event.page_id(), answer(event)) else {
        return Ok(());
    };
    let to_user = || SendMessageRequest::new(Recipient::new().id(user.as_ref()));
    let typing = to_user().sender_action(SenderAction::TypingOn);
    if let Err(error) = client.send_message(page, typing).await.graph() {
        // It is no reason to keep the answer back.
        eprintln!("bot   can't show that it is typing: {error}");
    }
    let message = to_user()
        .messaging_type(MessagingType::Response)
        .message(answer);
    client.send_message(page, message).await.graph().map(drop)
}

/// What the bot says to an event.
fn answer(event: &Event) -> Option<Message> {
    // On standby another app has the conversation.
    if event.channel() != Channel::Messaging {
        return None;
    }
    match event.kind() {
        // The user has taken it back.
        Kind::Message(message) if message.is_deleted() => None,
        Kind::Message(message) => {
            let pressed = message.quick_reply().and_then(|reply| reply.payload());
            match (pressed, message.text()) {
                (Some(payload), _) => Some(changed(payload)),
                (None, Some(text)) => Some(echo(text)),
                (None, None) => Some(Message::new().text("I only understand text.")),
            }
        }
        Kind::Postback(_) => Some(Message::new().text("Write something, and I say it, too.")),
        // Echoes, deliveries and the like.
        _ => None,
    }
}

/// The text, and what else can be done with it.
fn echo(text: &str) -> Message {
    let choice = |title: &str, command: &str| {
        QuickReply::new(quick_reply::ContentType::Text)
            .title(title)
            .payload(format!("{command}{}", shortened(text, 900)))
    };
    Message::new()
        .text(format!("You say: {}", shortened(text, 1900)))
        .quick_replies([choice("Louder", LOUDER), choice("Backwards", BACKWARDS)])
}

/// What was chosen, done.
fn changed(payload: &str) -> Message {
    let text = if let Some(text) = payload.strip_prefix(LOUDER) {
        text.to_uppercase()
    } else if let Some(text) = payload.strip_prefix(BACKWARDS) {
        text.chars().rev().collect()
    } else {
        payload.to_owned()
    };
    // Upper case may be longer.
    Message::new().text(shortened(&text, 1900))
}

/// The beginning of a text, since messages and payloads have a limit.
fn shortened(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}
