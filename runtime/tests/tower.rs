//! Services of tower as transports, and layers of tower around a transport.
#![cfg(feature = "tower")]

mod petstore;

use std::convert::Infallible;
use std::time::Duration;

use bindery_runtime::transport::{Patience, Recorder, Reply, ServiceTransport, TransportService};
use bindery_runtime::{Body, Bytes, Error, HeaderValue, RetryPolicy, TransportError, http};
use http_body_util::{BodyExt, Full};
use hyper_util::{client::legacy, rt::TokioExecutor};
use petstore::models::Pet;
use petstore::{Client, wire};
use tower::util::BoxCloneService;
use tower::{BoxError, ServiceBuilder, ServiceExt, service_fn};

type Request = http::Request<Body>;
type Answer = http::Response<Full<Bytes>>;

/// A client of a service, which makes each call up to three times.
fn client(service: BoxCloneService<Request, Answer, BoxError>) -> Client {
    let credential = bindery_runtime::Credential::api_key("KEY");
    let builder = Client::builder()
        .bearer("T")
        .credential("QueryKey", credential);
    let waits = Recorder::new();
    let sleep = move |duration| {
        let waits = waits.clone();
        async move { bindery_runtime::Transport::sleep(&waits, duration).await }
    };
    let builder = builder.transport(ServiceTransport::new(service, sleep));
    builder.build().expect("a client")
}

#[tokio::test]
async fn layers_of_tower_stand_around_a_transport() {
    let recorder = Recorder::with(|_| Reply::ok().json(&serde_json::json!({"id": "1"})));
    let builder = Client::builder().bearer("T").transport(recorder.clone());
    let builder = builder.layer(|inner| {
        let layers = ServiceBuilder::new().concurrency_limit(1);
        let layers = layers.map_request(|mut request: Request| {
            let value = HeaderValue::from_static("yes");
            request.headers_mut().insert("x-layered", value);
            request
        });
        let service = layers.service(TransportService::new(inner));
        ServiceTransport::new(service, tokio::time::sleep)
    });
    let client = builder.build().expect("a client");
    for _ in 0..2 {
        let call = client.get_pet("1").with_timeout(Duration::from_secs(7));
        assert_eq!(call.await.expect("a pet").id, "1");
    }
    let request = &recorder.requests()[1];
    assert_eq!(request.headers()["x-layered"], "yes");
    let left = Patience::Exchange(Duration::from_secs(7));
    assert_eq!(request.patience(), left, "the layers keep it");
}

#[tokio::test]
async fn a_service_that_never_becomes_ready_is_a_timeout() {
    let recorder = Recorder::with(|_| Reply::ok());
    let limit = ServiceBuilder::new().concurrency_limit(0);
    let service = limit.service(TransportService::new(recorder.clone()));
    let builder = Client::builder().bearer("T");
    let builder = builder.transport(ServiceTransport::new(service, tokio::time::sleep));
    let client = builder.build().expect("a client");
    let call = client.get_pet("1").with_timeout(Duration::from_millis(20));
    let error = call.await.expect_err("no answer");
    assert!(error.is_timeout(), "{error:?}");
    assert!(recorder.requests().is_empty());
}

#[derive(Debug)]
struct Wrapped(TransportError);

impl std::fmt::Display for Wrapped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a layer failed")
    }
}

impl std::error::Error for Wrapped {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// The error of a service, and how often the service was asked.
async fn failing(fail: fn() -> BoxError) -> (Error<Vec<Pet>>, usize) {
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = asked.clone();
    let service = service_fn(move |_: Request| {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        async move { Err::<Answer, _>(fail()) }
    });
    let outcome = client(service.boxed_clone()).add_pet(Pet::new("1")).await;
    let error = match outcome.expect_err("a failure") {
        Error::Transport(error) => Error::Transport(error),
        other => panic!("{other:?}"),
    };
    (error, asked.load(std::sync::atomic::Ordering::Relaxed))
}

#[tokio::test]
async fn errors_of_services_are_what_their_causes_tell() {
    let (error, asked) = failing(|| "anything".into()).await;
    assert!(!error.is_connect() && asked == 1, "{error:?} {asked}");
    let (error, asked) = failing(|| Box::new(TransportError::connect("refused"))).await;
    assert!(error.is_connect() && asked == 3, "{error:?} {asked}");
    let (error, asked) = failing(|| Box::new(Wrapped(TransportError::connect("refused")))).await;
    assert!(error.is_connect() && asked == 3, "{error:?} {asked}");
    let cause = std::error::Error::source(&error).expect("a cause");
    assert_eq!(cause.to_string(), "a layer failed");
}

#[tokio::test]
async fn trailers_are_left_out() {
    let service = service_fn(async |_: Request| {
        let trailers = http::HeaderMap::from_iter([(
            http::HeaderName::from_static("x-trailer"),
            HeaderValue::from_static("1"),
        )]);
        let body =
            Full::new(Bytes::from(r#"{"id":"1"}"#)).with_trailers(async { Some(Ok(trailers)) });
        Ok::<_, Infallible>(http::Response::new(body))
    });
    let builder = Client::builder().bearer("T");
    let builder = builder.transport(ServiceTransport::new(service, tokio::time::sleep));
    let client = builder.build().expect("a client");
    assert_eq!(client.get_pet("1").await.expect("a pet").id, "1");
}

#[tokio::test]
async fn a_client_of_hypers_is_a_transport() {
    let (builder, serving) = wire::serve("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]");
    let hyper = legacy::Client::builder(TokioExecutor::new()).build_http();
    let builder = builder.transport(ServiceTransport::new(hyper, tokio::time::sleep));
    let client = builder
        .retry(RetryPolicy::none())
        .build()
        .expect("a client");
    client.add_pet(Pet::new("1")).await.expect("no pets");
    let head = serving.join().expect("a request");
    assert!(
        head.starts_with("POST /v1/pets?key=KEY HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(head.contains("\r\ncontent-length: 10\r\n"), "{head}");
}
