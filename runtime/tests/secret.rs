//! No secret shows in what a program might log: clients, builders, calls and errors, printed in either way.

mod petstore;

use bindery_runtime::decode::Json;
use bindery_runtime::transport::{Recorder, Reply};
use bindery_runtime::{
    Api, ClientBuilder, Credential, Endpoint, HeaderValue, Method, Operation, TransportError, http,
};
use petstore::models::Pet;
use petstore::{Client, Memory};

const SECRETS: [&str; 5] = [
    "TOKEN/1|2",
    "PASSWORD",
    "KEY+1",
    "TOKEN%2F1%7C2",
    "TOKEN\\/1",
];

fn builder(memory: Memory) -> ClientBuilder<Client> {
    let builder = Client::builder()
        .bearer("TOKEN/1|2")
        .basic("user", "PASSWORD")
        .api_key("KEY+1");
    builder
        .credential("Token", Credential::bearer("TOKEN/1|2"))
        .transport(memory)
}

fn client(memory: Memory) -> Client {
    builder(memory).build().expect("a client")
}

#[track_caller]
fn assert_hidden(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn clients_builders_and_calls_hide_credentials() {
    let builder = builder(Memory::new(200, ""));
    assert_eq!(
        format!("{builder:?}"),
        "ClientBuilder { api: Petstore 1.0, credentials: ([Bearer(..), Basic(..), ApiKey(..)], \
         [(\"Token\", Bearer(..))]), timeout: 30s, retry: RetryPolicy { attempts: 3, .. }, response_limit: 67108864, .. }"
    );
    let client = builder.build().expect("a client");
    assert_eq!(
        format!("{client:?}"),
        "Client(Client { api: Petstore 1.0, base_url: \"https://petstore.test/v1\", credentials: [\"Token\", \"Login\", \
         \"HeaderKey\", \"QueryKey\", \"CookieKey\"], timeout: 30s, retry: RetryPolicy { attempts: 3, .. }, .. })"
    );
    let own = HeaderValue::from_static("Bearer TOKEN/1|2");
    let call = client
        .get_pet("TOKEN/1|2")
        .fields("KEY+1")
        .theme("PASSWORD");
    let call = call.with_header(http::header::AUTHORIZATION, own);
    assert_eq!(
        format!("{call:?}"),
        "GetPet(Call { operation: \"getPet\", method: GET, path: \"/pets/{pet-id}\", parameters: [\"pet-id\", \"fields\", \
         \"theme\"], body: None, timeout: 30s, mistake: None, .. })"
    );
    assert_hidden(&format!("{:?}", client.add_pet(Pet::new("PASSWORD"))));
    assert_eq!(format!("{:?}", Credential::by_transport()), "ByTransport");
}

#[test]
fn requests_hide_headers() {
    let client = client(Memory::new(200, ""));
    assert_hidden(&format!(
        "{:?}",
        client
            .get_pet("1")
            .theme("PASSWORD")
            .trace("KEY+1")
            .into_request()
    ));
    assert_hidden(&format!(
        "{:?}",
        client.add_pet(Pet::new("1")).into_request()
    ));
    assert_hidden(&format!("{:?}", client.rename("1", "2").into_request()));
}

#[tokio::test]
async fn errors_hide_credentials_that_the_server_repeats() {
    let bodies = [
        r#"{"next":"https://petstore.test/?access_token=TOKEN%2F1%7C2&limit=25"}"#,
        r#"{"id":"TOKEN/1|2","tags":"TOKEN/1|2"}"#,
        r#"{"id":"TOKEN\/1|2","tags":["PASSWORD"]}"#,
        r#"{"code":"KEY+1","KEY+1":[],"id":["dXNlcjpQQVNTV09SRA=="]}"#,
    ];
    for body in bodies {
        for status in [200, 400, 500] {
            let error = client(Memory::new(status, body))
                .get_pet("1")
                .await
                .expect_err("an error");
            assert_hidden(&error.to_string());
            assert_hidden(&format!("{error:?}"));
            assert!(
                !error.to_string().contains("dXNlcjpQQVNTV09SRA=="),
                "{error}"
            );
        }
    }
    let error = client(Memory::new(500, "KEY+1 is wrong, KEY+1!"))
        .get_pet("1")
        .await
        .expect_err("an error");
    assert!(
        error
            .to_string()
            .ends_with("declare: ***** is wrong, *****!"),
        "{error}"
    );
}

#[tokio::test]
async fn errors_hide_a_credential_at_the_edge_of_an_excerpt() {
    let body: &'static str = Box::leak(format!("{}TOKEN/1|2", "x".repeat(195)).into_boxed_str());
    let error = client(Memory::new(500, body))
        .get_pet("1")
        .await
        .expect_err("an error");
    assert!(error.to_string().ends_with("xxx*****…"), "{error}");
}

#[tokio::test]
async fn errors_hide_the_credential_of_a_call() {
    let client = Client::builder()
        .transport(Memory::new(500, "PASSWORD?"))
        .build()
        .expect("a client");
    let own = HeaderValue::from_static("Bearer PASSWORD");
    let call = client
        .get_pet("1")
        .with_header(http::header::AUTHORIZATION, own);
    assert_hidden(&call.await.expect_err("an error").to_string());
}

#[tokio::test]
async fn errors_before_an_answer_hide_everything() {
    let failing = client(Memory::with(|| Err(TransportError::other("reset"))));
    let error = failing
        .get_pet("TOKEN/1|2")
        .fields("KEY+1")
        .await
        .expect_err("an error");
    assert_hidden(&format!("{error} {error:?}"));
    let error = failing
        .get_pet("1")
        .trace("PASSWORD\n")
        .await
        .expect_err("an error");
    assert_hidden(&format!("{error} {error:?}"));
    let error = Client::builder()
        .bearer("PASSWORD\n")
        .build()
        .expect_err("an error");
    assert_hidden(&format!("{error} {error:?}"));
    let builders = [
        Client::builder().base_url("http://u:PASSWORD@a.test"),
        Client::builder().base_url_for(petstore::SERVER, "http://u:PASSWORD@a.test"),
        Client::builder().server_variable("version", "PASSWORD/../"),
    ];
    for builder in builders {
        assert_hidden(&format!("{builder:?}"));
        let error = builder.build().expect_err("an error");
        assert_hidden(&format!("{error} {error:?}"));
    }
}

static API: Api = Api::new("Login", "1");

struct Login;

impl Endpoint for Login {
    const OPERATION: &'static Operation = &Operation::new("login", Method::POST, "/login")
        .responses(&["200", "400"])
        .secrets(&["password", "codes"]);
    type Success = Json<Pet>;
    type Failure = Json<Pet>;
}

#[tokio::test]
async fn errors_hide_properties_that_the_document_calls_secret() {
    let bodies = [
        r#"{"id":1,"password":"hunter2"}"#,
        r#"{"error":"hunter2 is no password", "password" : "hunter2""#,
        r#"{"id":1,"codes":["hunter2", "hunter2","#,
        r#"{"id":1,"codes":[4711,"hunter2"],"password":4711}"#,
        r#"{"id":1,"password":"hunter2\"hunter2"}"#,
        r#"{"error":"hunter2 is no password","password":"hunt\u0065r2"}"#,
        r#"{"error":"\"hunter2\" is no password","codes":["\u0022hunter2\u0022"]}"#,
        r#"{"id":1,"password":"hunter2"#,
    ];
    for body in bodies {
        for status in [200, 400, 500] {
            let client = ClientBuilder::<bindery_runtime::Client>::new(&API)
                .base_url("https://petstore.test")
                .transport(Memory::new(status, body));
            let client = client.build().expect("a client");
            let error = client.call::<Login>().send::<Login>().await;
            let error = error.expect_err("an error");
            for text in [error.to_string(), format!("{error:?}")] {
                assert!(
                    !text.contains("hunter2") && !text.contains("4711"),
                    "{text}"
                );
                assert!(text.contains("***"), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn errors_show_what_is_no_secret() {
    let body = r#"{"id":1,"password":null,"codes":[],"name":"Rex","codes":{"a":1}}"#;
    let client = ClientBuilder::<bindery_runtime::Client>::new(&API)
        .base_url("https://petstore.test")
        .transport(Memory::new(500, body));
    let client = client.build().expect("a client");
    let error = client.call::<Login>().send::<Login>().await;
    let error = error.expect_err("an error").to_string();
    assert!(error.ends_with(body), "{error}");
}

/// What a server may repeat of a call, in headers and in a body that can be read.
fn repeating(status: u16) -> Reply {
    let url = "https://petstore.test/v1/pets?access_token=BEARER%2FTOKEN";
    let reply = Reply::new(status.try_into().expect("a status"))
        .header("location", url)
        .header("link", &format!("<{url}>; rel=\"next\""))
        .header("set-cookie", "session=SESSION")
        .header("x-auth-token", "BEARER/TOKEN")
        .header("x-request-id", "4711")
        .header("retry-after", "120");
    let next = serde_json::json!({ "id": "1", "name": url, "code": 1, "message": "BEARER/TOKEN" });
    reply.json(&next)
}

#[tokio::test]
async fn what_a_server_repeats_shows_nowhere() {
    for (status, limit) in [(200, 9999), (404, 9999), (418, 9999), (201, 9999), (200, 9)] {
        let recorder = Recorder::with(move |_| repeating(status));
        let client = Client::builder()
            .bearer("BEARER/TOKEN")
            .response_limit(limit)
            .transport(recorder);
        let client = client.build().expect("a client");
        let outcome = client.get_pet("1").await;
        for text in [format!("{outcome:?}"), format!("{outcome:#?}")] {
            for secret in ["BEARER/TOKEN", "BEARER%2FTOKEN", "SESSION"] {
                assert!(!text.contains(secret), "{text}");
            }
            // What there was is told, and what is no secret is shown.
            for shown in ["set-cookie\": Sensitive", "\"link", "4711", "120"] {
                assert!(text.contains(shown), "{text}");
            }
        }
        let headers = match &outcome {
            Ok(answer) => answer.headers(),
            Err(error) => error.headers().expect("headers"),
        };
        assert_eq!(headers["set-cookie"], "session=SESSION");
        assert!(!headers["set-cookie"].is_sensitive());
    }
}

#[tokio::test]
async fn what_is_read_shows_as_it_is_but_for_secrets() {
    for (status, expected) in [
        (200, "https://petstore.test/v1/pets?access_token=*"),
        (404, "***"),
    ] {
        let recorder = Recorder::with(move |_| repeating(status));
        let builder = Client::builder().bearer("BEARER/TOKEN").transport(recorder);
        let outcome = builder.build().expect("a client").get_pet("1").await;
        let text = format!("{outcome:?}");
        assert!(text.contains(expected), "{text}");
    }
}
