//! What callers learn when a call fails: enough to act on, with status, headers and body as they came.

mod support;

use std::error::Error as _;
use std::net::TcpListener;
use std::time::Duration;

use bindery_mock::{Reply, Server};
use messenger_upstream::Client;
use messenger_upstream::models::send_message_request::{Message, MessagingType, Recipient};
use messenger_upstream::models::{ConversationList, SendMessageRequest};
use messenger_upstream::runtime::{Error, Response, Value};
use serde_json::json;
use support::{PAGE, builder, client, serve};

fn message() -> SendMessageRequest {
    let message = Message::new().text("Hi");
    SendMessageRequest::new(Recipient::new("1"), MessagingType::Response, message)
}

/// What sending a message fails with when the server gives this reply.
async fn refused(reply: Reply) -> Error {
    let server = serve().await;
    server.respond("sendMessage", reply).expect("it is known");
    let sent = client(&server).send_message(PAGE, message()).await;
    sent.expect_err("the server refuses it")
}

/// What listing conversations gives when the server gives this reply.
async fn listed(server: &Server, reply: Reply) -> Result<Response<ConversationList>, Error> {
    server
        .respond("listConversations", reply)
        .expect("it is known");
    client(server).list_conversations(PAGE).await
}

#[tokio::test]
async fn a_declared_failure_without_a_body() {
    let error = refused(Reply::new(400)).await;
    let Error::Api(refusal) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((refusal.status().as_u16(), refusal.body), (400, Some(())));
    assert_eq!(error.body().map(|body| body.len()), Some(0));
    assert_eq!(
        error.to_string(),
        "sendMessage: the server answered 400 Bad Request: no body"
    );
}

#[tokio::test]
async fn a_declared_failure_keeps_the_body_that_is_not_declared() {
    let envelope = json!({ "error": {
        "message": "(#10) This message is sent outside of allowed window.",
        "type": "OAuthException", "code": 10, "error_subcode": 2_018_278, "fbtrace_id": "A1b2",
    } });
    let reply = Reply::new(400).header("x-fb-request-id", "AGaOBl2");
    let error = refused(reply.json(envelope.clone())).await;
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    let body: Value = serde_json::from_slice(error.body().expect("a body")).expect("it is JSON");
    assert_eq!(body, envelope);
    let headers = error.headers().expect("headers");
    assert_eq!(headers["x-fb-request-id"], "AGaOBl2");
    assert!(
        error.to_string().contains("outside of allowed window"),
        "{error}"
    );
}

#[tokio::test]
async fn statuses_that_are_not_declared() {
    let page = "<html><body><h1>Sorry, something went wrong.</h1></body></html>";
    for status in [202, 204, 302, 401, 404, 429, 500, 503] {
        // A redirect isn't followed: it could carry the credentials elsewhere.
        let reply = Reply::new(status)
            .header("content-type", "text/html")
            .header("location", "http://127.0.0.1:1/");
        // No answer with status 204 has a body.
        let body = if status == 204 { "" } else { page };
        let error = refused(reply.bytes(body)).await;
        assert!(matches!(error, Error::UndocumentedStatus(_)), "{error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.body().expect("a body"), body);
        assert!(error.to_string().contains(&status.to_string()), "{error}");
    }
    // What one operation declares, another doesn't.
    let server = serve().await;
    let error = listed(&server, Reply::new(400).text("no")).await;
    assert!(
        matches!(error, Err(Error::UndocumentedStatus(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn long_bodies_are_kept_and_shown_in_part() {
    let page = "x".repeat(100_000);
    let error = refused(Reply::new(500).text(page.clone())).await;
    assert_eq!(error.body().expect("a body"), page.as_bytes());
    assert!(error.to_string().len() < 1000, "{error}");
    assert!(format!("{error:?}").len() < 2000, "{error:?}");
}

#[tokio::test]
async fn bodies_that_are_not_as_declared_tell_where() {
    let server = serve().await;
    for (body, path) in [
        (r#"{"data":[{"id":"t_1"},{"id":"t_"#, "data[1].id"),
        (
            r#"{"data":[{},{"messages":{"data":[{"from":{"id":5}}]}}]}"#,
            "data[1].messages.data[0].from.id",
        ),
        (
            r#"{"data":[{"participants":{"data":[{},{"name":["Ada"]}]}}]}"#,
            "data[0].participants.data[1].name",
        ),
        (
            r#"{"data":[{"updated_time":"yesterday"}]}"#,
            "data[0].updated_time",
        ),
        (r#"{"paging":{"cursors":"QVFI"}}"#, "paging.cursors"),
        (r#"{"data":{}}"#, "data"),
        ("[]", ""),
        ("", ""),
        ("<html></html>", ""),
    ] {
        let reply = Reply::new(200).header("content-type", "application/json");
        let error = listed(&server, reply.bytes(body).times(1))
            .await
            .expect_err("it is wrong");
        let Error::Decode(wrong) = &error else {
            panic!("{body}: {error:?}");
        };
        assert_eq!(wrong.path(), path, "{body}: {error}");
        assert_eq!(
            (wrong.status().as_u16(), wrong.bytes().as_ref()),
            (200, body.as_bytes())
        );
        assert!(error.to_string().contains(path), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_type_is_told_in_words() {
    let server = serve().await;
    let body = json!({ "data": [{}, { "id": 5 }] });
    let error = listed(&server, Reply::new(200).json(body))
        .await
        .expect_err("it is wrong");
    insta::assert_snapshot!(error, @"listConversations: the server answered 200 OK, but `data[1].id` in the body isn't as the API's document says: invalid type: integer `5`, expected a string; it reads: {\"data\":[{},{\"id\":5}]}");
}

#[tokio::test]
async fn answers_that_break_off() {
    let server = serve().await;
    let reply = Reply::new(200).json(json!({ "data": [{ "id": "t_1" }] }));
    let error = listed(&server, reply.truncated())
        .await
        .expect_err("it breaks off");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(!error.is_connect() && error.source().is_some(), "{error:?}");
}

#[tokio::test]
async fn answers_that_do_not_come() {
    let server = serve().await;
    let never = Reply::new(200).delay(Duration::from_secs(3600));
    server
        .respond("listConversations", never)
        .expect("it is known");
    let short = Duration::from_millis(50);
    let impatient = builder(&server)
        .timeout(short)
        .build()
        .expect("it is valid");
    let patient = client(&server);
    for call in [
        impatient.list_conversations(PAGE),
        patient.list_conversations(PAGE).with_timeout(short),
    ] {
        let error = call.await.expect_err("the time is up");
        assert!(
            matches!(error, Error::Timeout(_)) && error.is_timeout(),
            "{error:?}"
        );
        assert_eq!(error.status(), None);
        let text = error.to_string();
        assert!(
            text.contains("50ms") && text.contains("with_timeout"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn servers_that_are_not_there() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    drop(listener);
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .bearer("token")
        .build();
    let error = client.expect("it is valid").list_conversations(PAGE).await;
    let error = error.expect_err("nobody listens");
    assert!(
        matches!(error, Error::Transport(_)) && error.is_connect(),
        "{error:?}"
    );
    assert!(
        error.to_string().starts_with("listConversations: "),
        "{error}"
    );
    assert!(error.source().is_some());
}

#[tokio::test]
async fn answers_that_are_too_large() {
    let server = serve().await;
    let body = json!({ "data": [{ "id": "t_1" }] });
    let size = body.to_string().len();
    server
        .respond("listConversations", Reply::new(200).json(body))
        .expect("it is known");
    let limited = |limit| {
        builder(&server)
            .response_limit(limit)
            .build()
            .expect("it is valid")
    };
    limited(size)
        .list_conversations(PAGE)
        .await
        .expect("it is just small enough");
    let error = limited(size - 1)
        .list_conversations(PAGE)
        .await
        .expect_err("it is too large");
    assert!(matches!(error, Error::ResponseTooLarge(_)), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert!(error.to_string().contains("response_limit"), "{error}");
}

#[tokio::test]
async fn a_missing_credential_is_named_with_what_sets_it() {
    let server = serve().await;
    let client = Client::builder()
        .base_url(server.url())
        .build()
        .expect("it is valid");
    let error = client
        .list_conversations(PAGE)
        .await
        .expect_err("there is no token");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains("BearerAuth") && text.contains("`bearer(token)`"),
        "{text}"
    );
    assert!(server.requests().is_empty());
}
