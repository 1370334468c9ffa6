//! A whole bot: it sets up its menu, listens to signed webhooks, shows that it is typing, and answers with quick replies.
//!
//! `cargo run --example echo_bot` runs it against a mock of the platform, which plays a user: no account, no network.
//! With `MESSENGER_TOKEN`, `MESSENGER_APP_SECRET` and `MESSENGER_VERIFY_TOKEN` set it serves Meta instead, on port 3000,
//! at `/webhook`, for which something has to take HTTPS from the internet. `MESSENGER_URL` puts another server in the
//! API's place, such as `https://graph.facebook.com/v25.0` or a gateway.

use std::env;
use std::error::Error;
use std::sync::Arc;

use axum::Router;
use bindery_mock::Recorded;
use messenger_bot::webhook::{Event, Kind, Notification, VerifyToken, axum::route};
use messenger_bot::{AppSecret, AppSecretProof, CallError, GraphAnswer, Paced, retry, webhook};
use messenger_mock::{User, Webhook};
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
        _ => play().await,
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
    client
        .update_messenger_profile("me", profile)
        .await
        .graph()?;
    Ok(())
}

/// Takes what came from the queue, in order; what fails for one user goes on for the others.
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
    client.send_message(page, typing).await.graph()?;
    let message = to_user()
        .messaging_type(MessagingType::Response)
        .message(answer);
    client.send_message(page, message).await.graph()?;
    Ok(())
}

/// What the bot says to an event.
fn answer(event: &Event) -> Option<Message> {
    match event.kind() {
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
    Message::new().text(text)
}

/// The beginning of a text, since messages and payloads have a limit.
fn shortened(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

/// The bot against a mock of the platform, with a user who writes to it.
async fn play() -> Result<(), Box<dyn Error>> {
    let (token, verify) = ("PAGE_ACCESS_TOKEN", "VERIFY_TOKEN");
    let secret = || AppSecret::new("APP_SECRET");
    let (calls, mut answers) = mpsc::unbounded_channel();
    let mock = messenger_mock::platform()?.accept_token(token);
    let mock = mock.on_answer(move |request| {
        println!(
            "mock  {} {} {}",
            request.status, request.method, request.path
        );
        // Nobody listens any more once the play is over.
        shown(request).map(|message| calls.send(message).ok());
    });
    let platform = mock.start().await?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let webhook = format!("http://{}/webhook", listener.local_addr()?);
    let client = client(token, secret()?, Some(platform.url().to_owned()))?;
    let bot = async {
        let served = serve(listener, client, secret()?, verify.to_owned()).await;
        served.map(|()| "the bot has ended")
    };
    let user = async {
        let bot = Webhook::new(webhook, secret()?);
        bot.subscribe(verify).await?;
        let user = User::new("100001234567890", "200001234567890");
        println!("user  presses Get started");
        user.press(&platform, &bot, "Get started", "HELP").await?;
        heard(&mut answers, "Write something, and I say it, too.").await?;
        println!("user  Hello!");
        user.write(&platform, &bot, "Hello!").await?;
        heard(&mut answers, "You say: Hello! [Louder] [Backwards]").await?;
        println!("user  presses Louder");
        user.reply(&platform, &bot, "Louder", "LOUDER Hello!")
            .await?;
        heard(&mut answers, "HELLO!").await?;
        Ok("the user has had enough")
    };
    let ended = tokio::select! { ended = bot => ended, ended = user => ended };
    ended.map(|why| println!("      {why}"))
}

/// A message as the user sees it.
fn shown(request: &Recorded) -> Option<String> {
    let body = request.json()?;
    let message = &body["message"];
    let replies = message["quick_replies"].as_array().into_iter().flatten();
    let titles = replies.filter_map(|reply| Some(format!(" [{}]", reply["title"].as_str()?)));
    Some(message["text"].as_str()?.to_owned() + &titles.collect::<String>())
}

/// Waits for the bot's answer, which has to be this one.
async fn heard(
    answers: &mut mpsc::UnboundedReceiver<String>,
    expected: &str,
) -> Result<(), Box<dyn Error>> {
    let answer = answers.recv().await.ok_or("the mock has ended")?;
    println!("bot   {answer}");
    match answer == expected {
        true => Ok(()),
        false => Err(format!("the bot should have said {expected:?}").into()),
    }
}
