//! `appsecret_proof` in the requests that calls make.

mod support;

use messenger_bot::platform::Client;
use messenger_bot::platform::runtime::http::HeaderName;
use messenger_bot::platform::runtime::transport::{Recorder, Reply};
use messenger_bot::platform::runtime::{HeaderValue, RetryPolicy, StatusCode};
use messenger_bot::{AppSecret, AppSecretProof};
use serde_json::json;
use support::{PAGE, text};

/// Made by other clients' tests: of the secret `shhhhh!is.my.secret` and the token `foo_token`.
const PROOF: &str =
    "appsecret_proof=796ba0d8a6b339e476a7b166a9e8ac0a395f7de736dc37de5f2f4397f5854eb8";

fn secret() -> AppSecret {
    AppSecret::new("shhhhh!is.my.secret").expect("a secret")
}

fn client(recorder: &Recorder) -> Client {
    let builder = Client::builder().bearer("foo_token");
    let builder = builder.transport(recorder.clone());
    let client = builder.layer(|transport| AppSecretProof::new(transport, secret()));
    client.build().expect("a client")
}

fn queries(recorder: &Recorder) -> Vec<String> {
    let requests = recorder.requests();
    let queries = requests
        .iter()
        .map(|request| request.uri().query().unwrap_or_default());
    queries.map(str::to_owned).collect()
}

#[test]
fn the_vectors_of_other_clients_are_met() {
    let other = AppSecret::new("12345678").expect("a secret");
    let proof = "e220691b3e23647fc17c4b282bb469ac77fbadb8f5c77898294e42de95add560";
    assert_eq!(other.proof("12345678"), proof);
    assert_eq!(
        format!("appsecret_proof={}", secret().proof("foo_token")),
        PROOF
    );
}

#[tokio::test]
async fn every_attempt_of_every_call_has_one_proof() {
    let recorder = Recorder::with(|_| Reply::ok().json(&json!({})));
    recorder.reply(Reply::new(StatusCode::SERVICE_UNAVAILABLE));
    let client = client(&recorder);
    client
        .get_messenger_profile(PAGE)
        .fields("greeting")
        .await
        .expect("an answer");
    client
        .send_message(PAGE, text("Hello!"))
        .await
        .expect("an answer");
    let fields = format!("fields=greeting&{PROOF}");
    assert_eq!(queries(&recorder), [fields.as_str(), &fields, PROOF]);
}

#[tokio::test]
async fn a_next_page_has_the_proof_of_its_own_token() {
    let recorder = Recorder::new();
    let next = format!(
        "https://graph.facebook.com/v21.0/{PAGE}/conversations?limit=1&appsecret_proof=0ld&access_token=foo_token&after=x"
    );
    let paging = json!({ "cursors": { "after": "x" }, "next": next });
    recorder.reply(Reply::ok().json(&json!({ "data": [{ "id": "t_1" }], "paging": paging })));
    recorder.reply(Reply::ok().json(&json!({ "data": [{ "id": "t_2" }] })));
    let client = client(&recorder);
    let mut items = client.list_conversations(PAGE).items();
    while let Some(item) = items.next().await {
        item.expect("a conversation");
    }
    assert_eq!(queries(&recorder), [PROOF, &format!("after=x&{PROOF}")]);
}

#[tokio::test]
async fn the_token_that_is_sent_is_the_one_that_is_proved() {
    let recorder = Recorder::with(|_| Reply::ok().json(&json!({})));
    let client = client(&recorder);
    let authorization = HeaderName::from_static("authorization");
    let other = HeaderValue::from_static("OAuth other_token");
    client
        .get_messenger_profile(PAGE)
        .with_header(authorization.clone(), other)
        .await
        .expect("an answer");
    // No token, so there is nothing to be proved.
    let basic = HeaderValue::from_static("Basic Zm9vOmJhcg==");
    client
        .get_messenger_profile(PAGE)
        .with_header(authorization, basic)
        .await
        .expect("an answer");
    let proof = format!("appsecret_proof={}", secret().proof("other_token"));
    assert_eq!(queries(&recorder), [&proof, ""]);
}

#[tokio::test]
async fn a_token_in_the_query_is_proved_as_it_is_decoded() {
    let recorder = Recorder::with(|_| Reply::ok().json(&json!({})));
    let client = client(&recorder);
    let none = HeaderValue::from_static("");
    let call = client
        .get_messenger_profile(PAGE)
        .with_query("access_token", "12|ab c");
    let call = call.with_header(HeaderName::from_static("authorization"), none);
    call.with_retry(RetryPolicy::none())
        .await
        .expect("an answer");
    let proof = secret().proof("12|ab c");
    assert!(queries(&recorder)[0].ends_with(&format!("&appsecret_proof={proof}")));
}
