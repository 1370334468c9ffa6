//! Every way in which a call fails, through a transport in memory: what the error is, what it keeps, what it says.

mod petstore;

use std::error::Error as _;
use std::time::Duration;

use bindery_runtime::{Body, Bytes, Error, TransportError, http};
use petstore::memory::Pieces;
use petstore::models::{Pet, Problem};
use petstore::{Client, Memory};

fn client(memory: Memory) -> Client {
    Client::builder()
        .bearer("TOKEN")
        .transport(memory)
        .build()
        .expect("a client")
}

async fn get_pet(status: u16, body: &'static str) -> Error<Problem> {
    client(Memory::new(status, body))
        .get_pet("1")
        .await
        .expect_err("an error")
}

fn streamed(pieces: fn() -> Vec<Result<Bytes, TransportError>>) -> Memory {
    Memory::with(move || Ok(http::Response::new(Body::stream(Pieces(pieces().into())))))
}

#[tokio::test]
async fn success_keeps_everything() {
    let memory = Memory::new(200, r#"{"id":"1","extra":true}"#);
    let mut pet = client(memory).get_pet("1").await.expect("a pet");
    assert_eq!(pet.id, "1");
    assert_eq!(pet.status(), 200);
    assert_eq!(pet.headers()["x-answer"], "42");
    assert_eq!(&pet.bytes()[..], br#"{"id":"1","extra":true}"#);
    pet.name = Some("Rex".to_owned());
    assert_eq!(pet.into_inner().name.as_deref(), Some("Rex"));
}

#[tokio::test]
async fn every_kind_of_body_is_read() {
    let client = |status, body| {
        let builder = Client::builder().bearer("T").api_key("K");
        let builder = builder.credential("MutualTls", bindery_runtime::Credential::by_transport());
        builder
            .transport(Memory::new(status, body))
            .build()
            .expect("a client")
    };
    assert_eq!(
        client(200, "pong é").ping().await.expect("text").as_str(),
        "pong é"
    );
    assert_eq!(
        client(200, "raw")
            .export()
            .await
            .expect("bytes")
            .into_inner(),
        Bytes::from("raw")
    );
    let nothing = client(204, "left alone")
        .rename("a", "b")
        .await
        .expect("nothing");
    assert_eq!(nothing.bytes(), "left alone");
    let pets = client(201, r#"[{"id":"1"}]"#)
        .add_pet(Pet::new("1"))
        .send()
        .await
        .expect("pets");
    assert_eq!(*pets, [Pet::new("1")]);
    let Error::Api(error) = client(500, "<h1>no</h1>")
        .add_pet(Pet::new("1"))
        .await
        .expect_err("an error")
    else {
        panic!("another error");
    };
    assert_eq!(error.body.as_deref(), Some("<h1>no</h1>"));
}

#[tokio::test]
async fn a_declared_error_has_its_typed_body() {
    let error = get_pet(400, r#"{"code":100,"message":"no\n  such pet"}"#).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert_eq!(error.headers().expect("headers")["x-answer"], "42");
    assert_eq!(
        error.to_string(),
        r#"getPet: the server answered 400 Bad Request: {"code":100,"message":"no\n  such pet"}"#
            .replace("  ", " ")
    );
    assert!(error.source().is_none());
    let Error::Api(error) = error else {
        panic!("{error}")
    };
    assert_eq!(
        (
            error.status().as_u16(),
            error.headers().len(),
            error.bytes().len()
        ),
        (400, 1, 39)
    );
    let problem = error.body.expect("a problem");
    assert_eq!(
        (problem.code, problem.message.as_deref()),
        (100, Some("no\n  such pet"))
    );
}

#[tokio::test]
async fn a_declared_error_may_have_another_body() {
    for (body, shown) in [
        ("", "no body"),
        ("<html>\r\n\t<b>down</b>", "<html> <b>down</b>"),
        ("{}", "{}"),
        ("\u{1b}[31m", "[31m"),
    ] {
        let error = get_pet(503, body).await;
        assert_eq!(
            error.to_string(),
            format!("getPet: the server answered 503 Service Unavailable: {shown}")
        );
        assert_eq!(error.body().expect("bytes"), body);
        assert!(matches!(error, Error::Api(error) if error.body.is_none()));
    }
}

#[tokio::test]
async fn an_undocumented_status_is_an_error_of_its_own() {
    for status in [500, 201, 302, 304] {
        let error = get_pet(status, r#"{"id":"1"}"#).await;
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.body().expect("bytes"), r#"{"id":"1"}"#);
        assert_eq!(error.headers().map(http::HeaderMap::len), Some(1));
        let Error::UndocumentedStatus(error) = error else {
            panic!("{error}")
        };
        assert_eq!(
            (
                error.status().as_u16(),
                error.headers().len(),
                error.bytes().len()
            ),
            (status, 1, 10)
        );
    }
    let expected = "getPet: the server answered 500 Internal Server Error, which the API's document doesn't declare: down";
    assert_eq!(get_pet(500, "down").await.to_string(), expected);
}

#[tokio::test]
async fn a_body_of_another_shape_is_an_error_with_its_place() {
    let error = get_pet(200, r#"{"id":"1","tags":[{"id":1},{"id":"two"}]}"#).await;
    let expected = "getPet: the server answered 200 OK, but `tags[1].id` in the body isn't as the API's document says: \
                    invalid type: string \"two\", expected i64; it reads: {\"id\":\"1\",\"tags\":[{\"id\":1},{\"id\":\"two\"}]}";
    assert_eq!(error.to_string(), expected);
    assert!(error.source().is_none());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert!(error.headers().is_some() && error.body().is_some());
    let Error::Decode(error) = error else {
        panic!("{error}")
    };
    assert_eq!(
        (error.path(), error.message()),
        ("tags[1].id", r#"invalid type: string "two", expected i64"#)
    );
    assert_eq!(
        (
            error.status().as_u16(),
            error.headers().len(),
            error.bytes().len()
        ),
        (200, 1, 41)
    );
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error_with_its_place() {
    let Error::Decode(error) = get_pet(200, r#"{"id":"1","tags":[{"id":"#).await else {
        panic!("another error")
    };
    assert_eq!(
        (error.path(), error.message()),
        ("tags[0].id", "EOF while parsing a value")
    );
    assert_eq!(error.excerpt(), r#"{"id":"1","tags":[{"id":"#);
}

#[tokio::test]
async fn no_body_at_all_is_an_error_that_names_the_status() {
    let error = get_pet(200, "").await;
    let expected = "getPet: the server answered 200 OK, but the body isn't as the API's document says: \
                    there is no body; it reads: no body";
    assert_eq!(error.to_string(), expected);
    assert!(matches!(error, Error::Decode(error) if error.path().is_empty()));
}

#[tokio::test]
async fn text_that_isnt_utf_8_is_an_error() {
    let memory = Memory::with(|| Ok(http::Response::new(Body::from(&b"a\xff"[..]))));
    let error = client(memory).ping().await.expect_err("an error");
    assert!(
        matches!(&error, Error::Decode(error) if error.message().starts_with("invalid utf-8 sequence"))
    );
    assert!(error.to_string().ends_with("it reads: a\u{fffd}"));
}

#[tokio::test]
async fn excerpts_are_bounded() {
    let long: &'static str =
        Box::leak(format!("{{\"id\":\"{}\",\"tags\":1}}", "x".repeat(10_000)).into_boxed_str());
    let errors = [
        get_pet(400, long).await,
        get_pet(500, long).await,
        get_pet(200, long).await,
    ];
    for error in errors {
        assert!(error.to_string().len() < 500, "{error}");
        assert!(format!("{error:?}").len() < 800, "{error:?}");
        assert_eq!(error.body().map(Bytes::len), Some(long.len()));
    }
    let Error::Decode(error) = get_pet(200, long).await else {
        panic!("another error")
    };
    assert!(error.excerpt().starts_with("…xxx") && error.excerpt().ends_with(r#"x","tags":1}"#));
    let wrong: &'static str =
        Box::leak(format!("{{\"tags\":\"{}\"}}", "x".repeat(10_000)).into_boxed_str());
    let Error::Decode(error) = get_pet(200, wrong).await else {
        panic!("another error")
    };
    assert!(
        error.message().starts_with("invalid type: string \"xxx") && error.message().len() < 210
    );
}

#[tokio::test]
async fn a_transport_fails_in_three_ways() {
    let timeout = Memory::with(|| Err(TransportError::timeout("30 s are over")));
    let error = client(timeout)
        .get_pet("1")
        .with_timeout(Duration::from_secs(5))
        .await
        .expect_err("an error");
    let expected = "getPet: no complete answer within 5s; the server may have seen the request; \
                    `with_timeout` gives a call more time";
    assert_eq!(error.to_string(), expected);
    assert_eq!(
        error.source().map(ToString::to_string).as_deref(),
        Some("30 s are over")
    );
    assert!(
        error.is_timeout()
            && !error.is_connect()
            && error.status().is_none()
            && error.body().is_none()
    );
    assert!(matches!(error, Error::Timeout(error) if error.after() == Duration::from_secs(5)));

    let refused = Memory::with(|| Err(TransportError::connect("connection refused")));
    let error = client(refused).get_pet("1").await.expect_err("an error");
    let expected =
        "getPet: there was no connection to the server; check the base URL, the network and TLS";
    assert_eq!(error.to_string(), expected);
    assert_eq!(
        error.source().map(ToString::to_string).as_deref(),
        Some("connection refused")
    );
    assert!(error.is_connect() && !error.is_timeout() && error.headers().is_none());

    let broken = streamed(|| vec![Ok(Bytes::from("{")), Err(TransportError::other("reset"))]);
    let error = client(broken).get_pet("1").await.expect_err("an error");
    let expected = "getPet: the exchange with the server broke off; it may have seen the request";
    assert_eq!(error.to_string(), expected);
    assert!(matches!(error, Error::Transport(error) if !error.is_connect()));
}

#[tokio::test]
async fn a_body_may_come_in_pieces_and_be_too_large() {
    let pieces = || {
        vec![
            Ok(Bytes::from("{\"id\"")),
            Ok(Bytes::new()),
            Ok(Bytes::from(":\"12\"}")),
        ]
    };
    let within = Client::builder()
        .bearer("T")
        .transport(streamed(pieces))
        .response_limit(11);
    assert_eq!(
        within
            .build()
            .expect("a client")
            .get_pet("1")
            .await
            .expect("a pet")
            .id,
        "12"
    );

    let pieces = Client::builder()
        .bearer("T")
        .transport(streamed(pieces))
        .response_limit(10);
    let whole = Client::builder()
        .bearer("T")
        .transport(Memory::new(200, r#"{"id":"123"}"#))
        .response_limit(10);
    for builder in [pieces, whole] {
        let error = builder
            .build()
            .expect("a client")
            .get_pet("1")
            .await
            .expect_err("an error");
        let expected = "getPet: the answer (200 OK) is longer than 10 bytes; `with_response_limit` allows more";
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        assert!(error.headers().is_some() && error.body().is_none());
        assert!(matches!(error, Error::ResponseTooLarge(error) if error.limit() == 10));
    }
}

#[tokio::test]
async fn a_mistake_is_reported_before_anything_is_sent() {
    let memory = Memory::new(200, "");
    let error = client(memory.clone())
        .get_pet("..")
        .await
        .expect_err("an error");
    assert_eq!(
        error.to_string(),
        "getPet: the path parameter `pet-id` can't be null, empty, `.` or `..`"
    );
    assert!(matches!(error, Error::InvalidRequest(_)));
    assert!(memory.requests().is_empty());
}

/// Callers put errors into other errors, and send them between threads.
#[test]
fn errors_and_calls_go_anywhere() {
    fn anywhere<T: Send + Sync + 'static>() {}
    fn error<T: std::error::Error>() {}
    fn sent<T: Send>(_: &T) {}
    anywhere::<Error<Problem>>();
    error::<Error>();
    error::<TransportError>();
    error::<bindery_runtime::BuildError>();
    let client = client(Memory::new(200, ""));
    sent(&client.get_pet("1").send());
    sent(&client.get_pet("1").into_future());
}
