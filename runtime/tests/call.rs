//! What a caller can change of one call, and calls that are made with a stack of the caller's own.

mod petstore;

use std::time::Duration;

use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{Body, Bytes, Endpoint, Error, Transport, Value, http};
use petstore::endpoints::GetPet;
use petstore::models::Pet;
use petstore::{Client, Memory};

fn client(memory: &Memory) -> Client {
    let builder = Client::builder()
        .bearer("t")
        .api_key("k")
        .transport(memory.clone());
    builder.build().expect("a client")
}

#[tokio::test]
async fn a_query_parameter_can_be_added() {
    let memory = Memory::new(200, r#"{"id":"1"}"#);
    let client = client(&memory);
    let call = client.get_pet("1").with_query("a b", "c&d");
    call.with_query("debug", "all").await.expect("a pet");
    let query = memory.requests()[0].uri().query().map(str::to_owned);
    assert_eq!(query.as_deref(), Some("a%20b=c%26d&debug=all"));
}

#[tokio::test]
async fn a_property_can_be_added_to_a_json_body_or_replaced() {
    let memory = Memory::new(200, r#"[{"id":"1"}]"#);
    let client = client(&memory);
    let call = client.add_pet(Pet::new("1"));
    let call = call.with_json_property("vaccines", vec!["rabies"]);
    call.with_json_property("id", "2").await.expect("pets");
    let body: Value = serde_json::from_slice(memory.requests()[0].body()).expect("JSON");
    assert_eq!(body, serde_json::json!({"id": "2", "vaccines": ["rabies"]}));

    let refused = client.get_pet("1").with_json_property("a", 1).await;
    let error = refused.expect_err("no body");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    assert_eq!(
        error.to_string(),
        "getPet: `a` can't be added: there is no body"
    );
}

#[test]
fn an_answer_is_read_without_a_client() {
    let answer = |status: u16, body: &'static str| {
        let answer = http::Response::builder().status(status);
        answer.body(Bytes::from(body)).expect("an answer")
    };
    let pet = GetPet::read(answer(200, r#"{"id":"7"}"#)).expect("a pet");
    assert_eq!(pet.id, "7");
    let error = GetPet::read(answer(404, r#"{"code":4}"#)).expect_err("404");
    assert!(
        matches!(&error, Error::Api(api) if api.body.as_ref().is_some_and(|body| body.code == 4))
    );
    let error = GetPet::read(answer(302, "")).expect_err("302");
    assert!(matches!(error, Error::UndocumentedStatus(_)));
    let error = GetPet::read(answer(200, r#"{"id":7}"#)).expect_err("no string");
    assert!(matches!(error, Error::Decode(_)));
}

/// Adds a header to each request.
struct Signed<T>(T);

impl<T: Transport> Transport for Signed<T> {
    fn send(&self, mut request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        let value = format!(
            "{}+",
            request
                .headers()
                .get("x-signed")
                .map_or("", |v| v.to_str().unwrap_or(""))
        );
        let value = value.parse().expect("a header");
        request.headers_mut().insert("x-signed", value);
        self.0.send(request, patience)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.0.sleep(duration)
    }
}

#[tokio::test]
async fn layers_wrap_the_transport_whenever_it_is_set() {
    let memory = Memory::new(200, r#"{"id":"1"}"#);
    let builder = Client::builder().bearer("t").layer(Signed).layer(Signed);
    let client = builder.transport(memory.clone()).build().expect("a client");
    client.get_pet("1").await.expect("a pet");
    assert_eq!(memory.requests()[0].headers()["x-signed"], "++");
}
