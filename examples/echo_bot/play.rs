//! The stage of the echo bot: a mock of the platform, with a user who writes to it, and says what should come back.

use std::error::Error;
use std::time::Duration;

use bindery_mock::Recorded;
use messenger_bot::AppSecret;
use messenger_mock::{User, Webhook};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::time::timeout;

/// The bot against a mock of the platform, with a user who writes to it.
pub(crate) async fn play() -> Result<(), Box<dyn Error>> {
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
    let client = crate::client(token, secret()?, Some(platform.url().to_owned()))?;
    let bot = async {
        let served = crate::serve(listener, client, secret()?, verify.to_owned()).await;
        served.and(Err("the bot has ended before its user".into()))
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
        heard(&mut answers, "HELLO!").await
    };
    tokio::select! { ended = bot => ended, ended = user => ended }
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
    answers: &mut UnboundedReceiver<String>,
    expected: &str,
) -> Result<(), Box<dyn Error>> {
    let answer = timeout(Duration::from_secs(30), answers.recv()).await;
    let answer = answer.map_err(|_| "the bot doesn't answer")?;
    let answer = answer.ok_or("the mock has ended")?;
    println!("bot   {answer}");
    match answer == expected {
        true => Ok(()),
        false => Err(format!("the bot should have said {expected:?}").into()),
    }
}
