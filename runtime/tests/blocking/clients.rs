//! Clients and transports that are made for something else.

use std::time::Duration;

use crate::petstore::wire::{self, serve};
use crate::petstore::{Client, endpoints};
use bindery_runtime::transport::{BoxFuture, Carried, Patience, Recorder, Reply};
use bindery_runtime::{Body, Error, StatusCode, Transport, TransportError, http};

/// A transport with a runtime of its own, on another thread.
struct Elsewhere(Recorder, tokio::runtime::Runtime);

impl Transport for Elsewhere {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        let recorder = self.0.clone();
        let sent = self.1.spawn(async move {
            tokio::task::yield_now().await;
            recorder.send(request, patience).await
        });
        Box::pin(async { sent.await.expect("no panic") })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.0.sleep(duration)
    }
}

#[test]
fn a_transport_may_work_on_another_thread() {
    let recorder = Recorder::new();
    recorder.reply(Reply::failure(TransportError::connect("refused")));
    recorder.reply(Reply::ok().json(&serde_json::json!({"id": "1"})));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let builder = Client::builder().bearer("t");
    let builder = builder.transport(Elsewhere(recorder.clone(), runtime));
    let client = builder.build_blocking().expect("a client");
    assert_eq!(client.get_pet("1").send_blocking().expect("a pet").id, "1");
    assert_eq!(recorder.waits().len(), 1);
}

#[cfg(feature = "reqwest")]
mod with_an_async_client {
    use super::*;

    fn refused(client: &Client) {
        let error = client
            .get_pet("1")
            .send_blocking()
            .expect_err("an async client");
        let expected = "getPet: the client is an async one, which can't be waited for; `build_blocking` of its \
                        builder makes one for `send_blocking`";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn outside_of_a_runtime() {
        refused(&wire::builder(&wire::listen()).build().expect("a client"));
    }

    /// Waiting would keep the runtime's only thread from ever bringing the answer.
    #[tokio::test]
    async fn inside_of_a_runtime() {
        refused(&wire::builder(&wire::listen()).build().expect("a client"));
    }

    #[tokio::test]
    async fn whose_download_is_waited_for() {
        let (builder, serving) = serve("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\none");
        let client = builder.build().expect("a client");
        let picture = client.picture().await.expect("a picture").into_inner();
        serving.join().expect("a request");
        let error = picture
            .into_blocking()
            .next()
            .expect("an item")
            .expect_err("an async client");
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    }
}

/// A blocking client blocks where it is awaited, and answers all the same.
#[tokio::test]
async fn a_blocking_client_can_be_awaited() {
    let (builder, serving) = serve("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"1\"}");
    let client = builder.build_blocking().expect("a client");
    client.get_pet("1").await.expect("a pet");
    serving.join().expect("a request");
}

#[test]
fn https_needs_a_feature() {
    let built = Client::builder().build_blocking();
    match cfg!(any(feature = "rustls", feature = "native-tls")) {
        true => assert!(built.is_ok(), "{built:?}"),
        false => assert!(matches!(built, Err(bindery_runtime::BuildError::NoTls))),
    }
}

#[test]
fn an_agent_of_the_callers_own_is_used() {
    let (builder, serving) = serve("HTTP/1.1 404 No\r\ncontent-length: 10\r\n\r\n{\"code\":40}");
    let agent = ureq::Agent::config_builder()
        .user_agent("never sent")
        .build();
    let client = builder.ureq_agent(agent.into()).build().expect("a client");
    let call: endpoints::GetPet<'_> = client.get_pet("1");
    let error = call.send_blocking().expect_err("404");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    serving.join().expect("a request");
}
