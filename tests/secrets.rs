//! A token is in none of the texts that end up in logs: not where it is set, not where it is sent, and not where a
//! server repeats it.

mod support;

use std::fmt::{Debug, Display};

use bindery_mock::Reply;
use messenger_platform::models::send_message_request::{Message, MessagingType, Recipient};
use messenger_platform::models::{MessengerProfileUpdate, SendMessageRequest};
use messenger_platform::runtime::http::header::AUTHORIZATION;
use messenger_platform::runtime::{Credential, Error, HeaderValue, RetryPolicy};
use messenger_platform::{Client, runtime};
use serde_json::json;
use support::{PAGE, TOKEN, builder, client, serve};

fn check_debug(value: &impl Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.is_empty() && !text.contains(TOKEN), "{text}");
    }
}

fn check<F: Debug + 'static>(error: &Error<F>) {
    check_debug(error);
    let mut error: Option<&dyn std::error::Error> = Some(error);
    while let Some(shown) = error {
        let text = shown.to_string();
        assert!(!text.is_empty() && !text.contains(TOKEN), "{text}");
        error = shown.source();
    }
}

#[tokio::test]
async fn not_in_what_users_hold() {
    let server = serve().await;
    check_debug(&runtime::Credential::bearer(TOKEN));
    let builder = builder(&server);
    check_debug(&builder);
    let client = builder.build().expect("it is valid");
    check_debug(&client);
    // Parameters and bodies may be as private as a token.
    check_debug(&client.send_message(PAGE, message()));
    check_debug(&client.list_conversations(TOKEN));
    check_debug(&client.get_messenger_profile(PAGE).fields(TOKEN));
    let update = MessengerProfileUpdate::new();
    let call = client.update_messenger_profile(PAGE, update);
    check_debug(&call.with_header(AUTHORIZATION, HeaderValue::from_static(TOKEN)));
    let request = client.list_conversations(PAGE).into_request();
    let request = request.expect("it is valid");
    assert_eq!(request.headers()[AUTHORIZATION], format!("Bearer {TOKEN}"));
    check_debug(&request);
}

#[tokio::test]
async fn not_in_errors_whatever_the_server_repeats() {
    let server = serve().await;
    // An answer that breaks off would be asked for again.
    let builder = builder(&server).retry(RetryPolicy::none());
    let client = builder.build().expect("it is valid");
    let text = format!("Malformed access token {TOKEN}");
    let wrong = json!({ "data": [{ "id": [text.as_str()] }] });
    let next =
        json!({ "paging": { "next": 5, "previous": format!("https://a/?access_token={TOKEN}") } });
    let replies = [
        Reply::new(400).json(json!({ "error": { "message": text.as_str() } })),
        Reply::new(401).json(json!({ "error": { "message": text.as_str() } })),
        Reply::new(500).text(text.as_str()),
        Reply::new(200).json(wrong),
        Reply::new(200).json(next),
        Reply::new(200).text(text.as_str()),
        Reply::new(200).text(text.as_str()).truncated(),
    ];
    for reply in replies {
        server
            .respond("listConversations", reply.times(1))
            .expect("it is known");
        check(
            &client
                .list_conversations(PAGE)
                .await
                .expect_err("it is wrong"),
        );
    }
    assert_eq!(server.requests().len(), 7);
}

#[tokio::test]
async fn not_in_errors_without_an_answer() {
    let server = serve().await;
    let limited = builder(&server)
        .response_limit(0)
        .build()
        .expect("it is valid");
    check(
        &limited
            .list_conversations(PAGE)
            .await
            .expect_err("any answer is too large"),
    );
    let client = client(&server);
    let refused = client.send_message("..", message()).await;
    check(&refused.expect_err("such an id can't be sent"));
    let lost = builder(&server)
        .base_url("http://127.0.0.1:1")
        .build()
        .expect("it is valid");
    check(
        &lost
            .list_conversations(PAGE)
            .await
            .expect_err("nobody listens"),
    );
}

fn message() -> SendMessageRequest {
    let text = Message::new().text(TOKEN);
    SendMessageRequest::new(Recipient::new().id(TOKEN))
        .messaging_type(MessagingType::Update)
        .message(text)
}

#[test]
fn not_in_errors_of_builders() {
    let line_break = format!("{TOKEN}\n");
    let refused: Vec<Box<dyn Display>> = vec![
        Box::new(
            Client::builder()
                .bearer(line_break.clone())
                .build()
                .expect_err("a line break"),
        ),
        Box::new(
            Client::builder()
                .basic("user", TOKEN)
                .build()
                .expect_err("no such scheme"),
        ),
        Box::new(
            Client::builder()
                .credential("Other", Credential::api_key(TOKEN))
                .build()
                .expect_err("no such scheme"),
        ),
        Box::new(
            Client::builder()
                .user_agent(line_break)
                .build()
                .expect_err("a line break"),
        ),
        Box::new(
            Client::builder()
                .base_url(format!("http://a/?access_token={TOKEN}"))
                .build()
                .expect_err("a query"),
        ),
    ];
    for error in refused {
        let text = error.to_string();
        assert!(!text.contains(TOKEN), "{text}");
    }
}
