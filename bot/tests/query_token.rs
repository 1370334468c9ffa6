//! The access token in the query of the requests that calls make, and nowhere else.

mod support;

use bindery_mock::{Reply, Server};
use messenger_bot::platform::Client;
use messenger_bot::platform::runtime::RetryPolicy;
use messenger_bot::{AppSecret, AppSecretProof};
use messenger_mock::receive;
use serde_json::json;
use support::{PAGE, text};

const TOKEN: &str = "1234567890|EAAGm0PX4ZCps";
const IN_QUERY: &str = "access_token=1234567890%7CEAAGm0PX4ZCps";

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).api_key(TOKEN);
    let builder = builder.retry(RetryPolicy::none());
    builder.build().expect("a client")
}

/// The API, which takes no other token.
async fn platform() -> Server {
    let mock = messenger_mock::platform().expect("a document");
    mock.accept_token(TOKEN).start().await.expect("a server")
}

fn queries(server: &Server) -> Vec<String> {
    let requests = server.requests().into_iter();
    requests.map(|request| request.raw_query).collect()
}

#[tokio::test]
async fn the_token_is_in_the_query_and_in_no_header() {
    let server = platform().await;
    let call = client(&server);
    call.get_messenger_profile(PAGE)
        .fields("greeting")
        .await
        .expect("an answer");
    let request = server.requests().remove(0);
    assert_eq!(request.raw_query, format!("fields=greeting&{IN_QUERY}"));
    assert_eq!(request.header("authorization"), None);
}

#[tokio::test]
async fn it_is_proved_as_one_in_the_header_is() {
    let server = platform().await;
    let secret = AppSecret::new("shhhhh!is.my.secret").expect("a secret");
    let proof = secret.proof(TOKEN);
    let builder = Client::builder().base_url(server.url()).api_key(TOKEN);
    let builder = builder.layer(|transport| AppSecretProof::new(transport, secret));
    let client = builder.build().expect("a client");
    client.get_messenger_profile(PAGE).await.expect("an answer");
    let proved = format!("{IN_QUERY}&appsecret_proof={proof}");
    assert_eq!(queries(&server), [proved]);
}

#[tokio::test]
async fn a_next_page_has_the_token_once() {
    let server = platform().await;
    server.state(|state| {
        for user in ["1", "2"] {
            receive(state, PAGE, user, "Hello!");
        }
    });
    let client = client(&server);
    let mut items = client.list_conversations(PAGE).limit(1).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.expect("a conversation");
        count += 1;
    }
    assert_eq!(count, 2);
    let queries = queries(&server);
    assert_eq!(queries.len(), 2);
    for query in queries {
        assert_eq!(query.matches("access_token").count(), 1, "{query}");
        assert!(query.contains(IN_QUERY), "{query}");
    }
}

#[tokio::test]
async fn neither_errors_nor_the_client_show_it() {
    let server = platform().await;
    let echo = json!({ "error": { "message": "..", "code": 1 }, "url": format!("/?{IN_QUERY}") });
    let replies = [
        Reply::new(500).json(echo).times(1),
        Reply::new(200).text(format!("/?{IN_QUERY}")).times(1),
        Reply::new(200).dropped().times(1),
    ];
    let count = replies.len();
    for reply in replies {
        server.respond("sendMessage", reply).expect("a reply");
    }
    let client = client(&server);
    let mut shown = vec![format!("{client:?}")];
    for _ in 0..count {
        let error = client.send_message(PAGE, text("Hi")).await;
        let error = error.expect_err("it fails");
        let mut cause = Some(&error as &dyn std::error::Error);
        while let Some(error) = cause {
            shown.extend([error.to_string(), format!("{error:?}")]);
            cause = error.source();
        }
    }
    assert_eq!(queries(&server), [IN_QUERY; 3]);
    for text in shown {
        assert!(!text.contains("EAAGm0PX4ZCps"), "{text}");
    }
}
