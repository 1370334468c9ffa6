//! Credentials that a provider gives: when it is asked, how often, and what comes of what it gives.

mod petstore;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::{
    Body, Credential, CredentialProvider, Error, HeaderValue, RetryPolicy, TransportError, http,
};
use petstore::models::Pet;
use petstore::tokens::{Get, Post, Server, Tokens, client, status};
use petstore::{Client, Memory};

#[tokio::test]
async fn a_provider_is_asked_once_until_it_is_refused() {
    let (server, tokens) = (Server::wanting(1), Tokens::default());
    let client = client(server.clone(), tokens.clone());
    assert_eq!(tokens.asked(), 0, "nobody needs one yet");
    assert_eq!(status::<Get>(&client).await, 200);
    assert_eq!(status::<Post>(&client).await, 200);
    server.wants.store(2, Ordering::Relaxed);
    assert_eq!(status::<Post>(&client).await, 200);
    assert_eq!(status::<Get>(&client).await, 200);
    let expected = [
        "GET Bearer T1 200",
        "POST Bearer T1 200",
        "POST Bearer T1 401",
        "POST Bearer T2 200",
        "GET Bearer T2 200",
    ];
    assert_eq!(server.got(), expected);
    assert_eq!(tokens.asked(), 2);
}

#[tokio::test]
async fn a_call_is_repeated_once_for_it() {
    let (server, tokens) = (Server::wanting(9), Tokens::default());
    let client = client(server.clone(), tokens.clone());
    assert_eq!(status::<Get>(&client).await, 401);
    assert_eq!(server.got().len(), 2);
    // What is given instead may be right for other calls.
    assert_eq!(status::<Get>(&client).await, 401);
    assert_eq!(server.got()[2], "GET Bearer T2 401");
    assert_eq!(tokens.asked(), 3);
}

#[tokio::test]
async fn it_is_no_retry() {
    let server = Server::wanting(2).busy();
    let client = client(server.clone(), Tokens::default());
    let call = client.call::<Get>().with_retry(RetryPolicy::none());
    assert!(call.send::<Get>().await.is_err());
    assert_eq!(server.got(), ["GET Bearer T1 401", "GET Bearer T2 503"]);
    assert_eq!(status::<Get>(&client).await, 503);
    assert_eq!(server.got().len(), 2 + 3, "the policy's three attempts");
}

#[tokio::test]
async fn a_body_that_comes_once_is_not_sent_again() {
    let (server, tokens) = (Server::wanting(2), Tokens::default());
    let client = client(server.clone(), tokens.clone());
    let mut call = client.call::<Post>();
    call.raw_body(
        "text/plain",
        Body::stream(petstore::memory::Pieces([].into())),
    );
    let error = call.send::<Post>().await.expect_err("401");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    // Its credential is known to be refused all the same.
    assert_eq!(status::<Post>(&client).await, 200);
    assert_eq!(server.got(), ["POST Bearer T1 401", "POST Bearer T2 200"]);
}

#[tokio::test]
async fn what_cant_be_sent_is_told_and_not_kept() {
    let table = [
        (
            Credential::api_key("SECRET"),
            "gave one of another kind than the scheme",
        ),
        (
            Credential::provider(Tokens::default()),
            "gave one of another kind than the scheme",
        ),
        (
            Credential::bearer(""),
            "gave one that is empty or has a character that can't be sent",
        ),
        (
            Credential::bearer("SE\nCRET"),
            "gave one that is empty or has a character that can't be sent",
        ),
    ];
    for (credential, reason) in table {
        let given = Mutex::new(vec![Credential::bearer("T1"), credential]);
        let provider = move || {
            let next = given.lock().expect("no panic").pop();
            async move { Ok(next.ok_or("no more")?) }
        };
        let client = client(Server::wanting(1), provider);
        let error = client.call::<Get>().send::<Get>().await;
        let text = error.expect_err("an error").to_string();
        assert!(text.ends_with(reason), "{text}");
        assert_eq!(status::<Get>(&client).await, 200);
    }
}

#[tokio::test]
async fn the_end_of_a_credential_is_kept_to() {
    let asked_in_three_calls = async |life: Duration| {
        let tokens = Tokens::default();
        let asked = tokens.clone();
        let provider = move || {
            let tokens = tokens.clone();
            async move { Ok(tokens.provide().await?.expiring_in(life)) }
        };
        let client = client(Memory::new(200, "{}"), provider);
        for _ in 0..3 {
            assert_eq!(status::<Get>(&client).await, 200);
        }
        asked.asked()
    };
    assert_eq!(asked_in_three_calls(Duration::ZERO).await, 3);
    assert_eq!(asked_in_three_calls(Duration::from_secs(3600)).await, 1);
    assert_eq!(asked_in_three_calls(Duration::MAX).await, 1);
}

#[tokio::test]
async fn requests_that_are_not_sent_have_what_is_there() {
    let client = Client::builder()
        .credential("Token", Credential::provider(Tokens::default()))
        .transport(Memory::new(200, "{\"id\":\"1\"}"));
    let client = client.build().expect("a client");
    let error = client
        .get_pet("1")
        .into_request()
        .expect_err("no credential");
    let expected = "getPet: the provider of the credential for `Token` isn't asked yet; await `prepare` instead of \
                    `into_request`";
    assert_eq!(error.to_string(), expected);
    let request = client.get_pet("1").prepare().await.expect("a request");
    assert_eq!(request.headers()["authorization"], "Bearer T1");
    let request = client.get_pet("1").into_request().expect("a request");
    assert_eq!(request.headers()["authorization"], "Bearer T1");
}

#[tokio::test]
async fn copies_of_a_credential_have_one_provider_and_each_scheme_its_place() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let key = Credential::provider(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        async { Ok(Credential::api_key("K/1")) }
    });
    let client = Client::builder()
        .credential("HeaderKey", key.clone())
        .credential("CookieKey", key.clone())
        .transport(Memory::new(200, "[]"));
    let client = client.build().expect("a client");
    let request = client.add_pet(Pet::new("1")).prepare().await;
    let request = request.expect("a request");
    assert_eq!(request.headers()["x-key"], "K/1");
    assert_eq!(request.headers()["cookie"], "session=K%2F1");
    assert!(request.headers()["x-key"].is_sensitive());
    let other = Client::builder()
        .credential("QueryKey", key)
        .transport(Memory::new(200, "[]"));
    let other = other.build().expect("a client");
    let request = other.add_pet(Pet::new("1")).into_request();
    let request = request.expect("a request");
    assert_eq!(request.uri().query(), Some("key=K%2F1"));
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_header_of_the_calls_own_asks_nobody() {
    let (server, tokens) = (Server::wanting(7), Tokens::default());
    let client = client(server.clone(), tokens.clone());
    let own = || {
        let own = HeaderValue::from_static("Bearer own");
        client
            .call::<Get>()
            .with_header(http::header::AUTHORIZATION, own)
    };
    assert!(own().send::<Get>().await.is_err());
    assert_eq!((server.got().len(), tokens.asked()), (1, 0));
}

#[tokio::test]
async fn what_a_provider_gave_shows_nowhere() {
    let answers = Mutex::new(vec![
        (500, "TOKEN/1 was once, TOKEN/2 is now"),
        (401, "TOKEN/1 has expired"),
    ]);
    let memory = Memory::with(move || {
        let (status, body) = answers.lock().expect("no panic").pop().expect("an answer");
        let mut response = http::Response::new(Body::from(body));
        *response.status_mut() = status.try_into().expect("a status");
        Ok::<_, TransportError>(response)
    });
    let number = AtomicUsize::new(0);
    let credential = Credential::provider(move || {
        let number = number.fetch_add(1, Ordering::Relaxed) + 1;
        async move { Ok(Credential::bearer(format!("TOKEN/{number}"))) }
    });
    assert_eq!(format!("{credential:?}"), "Provider(..)");
    let builder = Client::builder()
        .credential("Token", credential)
        .transport(memory);
    assert!(format!("{builder:?}").contains("[(\"Token\", Provider(..))]"));
    let client = builder.build().expect("a client");
    let error = client.get_pet("1").await.expect_err("500");
    let text = format!("{error} {error:?} {client:?}");
    assert!(
        !text.contains("TOKEN") && text.contains("******* was once, ******* is now"),
        "{text}"
    );
}

#[tokio::test]
async fn a_mistake_in_a_call_asks_nobody() {
    let tokens = Tokens::default();
    let client = Client::builder()
        .credential("Token", Credential::provider(tokens.clone()))
        .transport(Memory::new(200, "{\"id\":\"1\"}"));
    let client = client.build().expect("a client");
    let error = client.get_pet("..").await.expect_err("no such path");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert_eq!(tokens.asked(), 0);
}
