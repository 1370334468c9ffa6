//! The access token in the query of the requests that calls make, and nowhere else.

mod support;

use bindery_mock::{Mock, Reply, Server};
use messenger_bot::platform::Client;
use messenger_bot::platform::runtime::http::HeaderName;
use messenger_bot::platform::runtime::{HeaderValue, RetryPolicy};
use messenger_bot::{AppSecret, AppSecretProof, QueryToken};
use serde_json::json;
use support::{PAGE, mock, text};

const TOKEN: &str = "1234567890|EAAGm0PX4ZCps";
const IN_QUERY: &str = "access_token=1234567890%7CEAAGm0PX4ZCps";

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).bearer(TOKEN);
    let builder = builder.retry(RetryPolicy::none()).layer(QueryToken::new);
    builder.build().expect("a client")
}

fn queries(server: &Server) -> Vec<String> {
    let requests = server.requests().into_iter();
    requests.map(|request| request.raw_query).collect()
}

/// The API as it is for those who can't send the header: it knows the token in the query alone.
async fn keyed() -> Server {
    let document = "
openapi: 3.0.3
info: { title: Graph, version: '1' }
components: { securitySchemes: { token: { type: apiKey, in: query, name: access_token } } }
security: [{ token: [] }]
paths:
  /{page-id}/messenger_profile:
    get:
      operationId: getMessengerProfile
      responses: { 200: { description: It., content: { application/json: { example: { data: [] } } } } }
";
    let mock = Mock::from_yaml(document).expect("a document");
    let mock = mock.accept_token(TOKEN);
    mock.start().await.expect("a server")
}

#[tokio::test]
async fn an_api_that_takes_no_header_gets_the_token_in_the_query() {
    let server = keyed().await;
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
async fn it_goes_together_with_a_proof_in_any_order() {
    let server = keyed().await;
    let secret = AppSecret::new("shhhhh!is.my.secret").expect("a secret");
    let proof = format!("appsecret_proof={}", secret.proof(TOKEN));
    let (one, other) = (secret.clone(), secret);
    let builder = || Client::builder().base_url(server.url()).bearer(TOKEN);
    let inside = builder()
        .layer(|it| AppSecretProof::new(it, one))
        .layer(QueryToken::new);
    let outside = builder()
        .layer(QueryToken::new)
        .layer(|it| AppSecretProof::new(it, other));
    for builder in [inside, outside] {
        let client = builder.build().expect("a client");
        client.get_messenger_profile(PAGE).await.expect("an answer");
    }
    let pairs = |query: &String| {
        let mut pairs: Vec<String> = query.split('&').map(str::to_owned).collect();
        pairs.sort();
        pairs
    };
    let queries = queries(&server);
    assert_eq!(pairs(&queries[0]), [IN_QUERY, &proof]);
    assert_eq!(pairs(&queries[1]), [IN_QUERY, &proof]);
}

#[tokio::test]
async fn a_next_page_has_the_token_once() {
    let server = mock().await;
    // The mock's document asks for a header, which its scripted replies don't.
    let next = format!(
        "{}/v21.0/{PAGE}/conversations?access_token=0ld&limit=1&after=x",
        server.url()
    );
    let first = json!({ "data": [{ "id": "t_1" }], "paging": { "next": next } });
    let replies = [first, json!({ "data": [{ "id": "t_2" }] })];
    for reply in replies {
        let reply = Reply::new(200).json(reply).times(1);
        server.respond("listConversations", reply).expect("a reply");
    }
    let client = client(&server);
    let mut items = client.list_conversations(PAGE).items();
    while let Some(item) = items.next().await {
        item.expect("a conversation");
    }
    let last = format!("limit=1&after=x&{IN_QUERY}");
    assert_eq!(queries(&server), [IN_QUERY, &last]);
}

#[tokio::test]
async fn what_is_no_bearer_token_stays_where_it_is() {
    let server = mock().await;
    server
        .respond("getMessengerProfile", Reply::new(200).json(json!({})))
        .expect("a reply");
    let basic = HeaderValue::from_static("Basic Zm9vOmJhcg==");
    let call = client(&server);
    let call = call.get_messenger_profile(PAGE);
    call.with_header(HeaderName::from_static("authorization"), basic)
        .await
        .expect("an answer");
    let request = server.requests().remove(0);
    assert_eq!(request.raw_query, "");
    assert_eq!(request.header("authorization"), Some("Basic Zm9vOmJhcg=="));
}

#[tokio::test]
async fn neither_errors_nor_the_client_show_it() {
    let server = mock().await;
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
