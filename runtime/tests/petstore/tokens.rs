//! A server that wants tokens, and a provider that gives them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{
    Body, Credential, CredentialProvider, Endpoint, Method, Operation, Provided, Transport, decode,
    http,
};

use super::Client;

/// A server that wants the token of this number, and records what it gets.
#[derive(Clone, Default)]
pub struct Server {
    pub wants: Arc<AtomicUsize>,
    got: Arc<Mutex<Vec<String>>>,
    /// Whether it is busy each time that the token is right.
    is_busy: bool,
}

impl Server {
    pub fn wanting(token: usize) -> Self {
        let server = Self::default();
        server.wants.store(token, Ordering::Relaxed);
        server
    }

    pub fn busy(mut self) -> Self {
        self.is_busy = true;
        self
    }

    pub fn got(&self) -> Vec<String> {
        self.got.lock().expect("no panic").clone()
    }
}

impl Transport for Server {
    fn send(&self, request: http::Request<Body>, _: Patience) -> Carried<'_> {
        let token = request.headers()["authorization"].to_str().expect("ASCII");
        let wanted = format!("Bearer T{}", self.wants.load(Ordering::Relaxed));
        let status = match token == wanted {
            true if self.is_busy => 503,
            true => 200,
            false => 401,
        };
        let line = format!("{} {token} {status}", request.method());
        self.got.lock().expect("no panic").push(line);
        Box::pin(async move {
            // Whatever else can run, runs first.
            tokio::task::yield_now().await;
            let mut response = http::Response::new(Body::from("{}"));
            *response.status_mut() = status.try_into().expect("a status");
            Ok(response)
        })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// Gives the tokens `T1`, `T2` and so on, and counts them.
#[derive(Clone, Default)]
pub struct Tokens(Arc<AtomicUsize>);

impl Tokens {
    pub fn asked(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl CredentialProvider for Tokens {
    fn provide(&self) -> BoxFuture<'_, Provided> {
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        Box::pin(async move {
            tokio::task::yield_now().await;
            Ok(Credential::bearer(format!("T{number}")))
        })
    }
}

macro_rules! endpoint {
    ($($name:ident $method:ident)*) => {$(
        pub struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation =
                &Operation::new(stringify!($name), Method::$method, "/pets")
                    .security(&[&["Token"]])
                    .responses(&["2XX", "4XX", "5XX"]);
            type Success = decode::Empty;
            type Failure = decode::Empty;
        }
    )*};
}
endpoint! { Get GET Post POST }

pub fn client(
    transport: impl Transport,
    provider: impl CredentialProvider,
) -> bindery_runtime::Client {
    let builder = Client::builder()
        .credential("Token", Credential::provider(provider))
        .transport(transport);
    builder.build().expect("a client").into_inner()
}

pub async fn status<E: Endpoint>(client: &bindery_runtime::Client) -> u16 {
    match client.call::<E>().send::<E>().await {
        Ok(answer) => answer.status().as_u16(),
        Err(error) => error.status().map_or(0, |status| status.as_u16()),
    }
}
