//! A layer around a transport that proves with every call that its sender knows the app's secret: a request with an access
//! token goes in, and goes on with an `appsecret_proof` for that token in its query. One without a token stays as it is.
//!
//! Source: <https://developers.facebook.com/docs/graph-api/guides/secure-requests>.

use std::time::Duration;

use messenger_platform::runtime::http::{Error, Request};
use messenger_platform::runtime::transport::{BoxFuture, Carried, Patience};
use messenger_platform::runtime::{Body, Transport, TransportError};

use crate::{AppSecret, query, token};

const PROOF: &str = "appsecret_proof";

/// A transport that adds an `appsecret_proof` to every request which has an access token, as a bearer token or as
/// `access_token` in the query. A proof that is there already, as in the URL of a next page, is replaced.
///
/// ```
/// use messenger_bot::platform::Client;
/// use messenger_bot::{AppSecret, AppSecretProof};
/// # use messenger_bot::platform::runtime::transport::{Recorder, Reply};
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let recorder = Recorder::with(|_| Reply::ok().json(&serde_json::json!({})));
///
/// let secret = AppSecret::new("shhhhh!is.my.secret")?;
/// let client = Client::builder()
///     .bearer("foo_token")
/// #   .transport(recorder.clone())
///     .layer(|transport| AppSecretProof::new(transport, secret))
///     .build()?;
/// client.get_messenger_profile("PAGE").await?;
/// # let uri = recorder.requests()[0].uri().to_string();
/// # assert!(uri.ends_with("?appsecret_proof=796ba0d8a6b339e476a7b166a9e8ac0a395f7de736dc37de5f2f4397f5854eb8"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct AppSecretProof<T> {
    inner: T,
    secret: AppSecret,
}

impl<T: Transport> AppSecretProof<T> {
    /// A layer around a transport.
    pub fn new(inner: T, secret: AppSecret) -> Self {
        Self { inner, secret }
    }

    fn prove(&self, request: &mut Request<Body>) -> Result<(), Error> {
        if let Some(token) = token::of(request) {
            let proof = self.secret.proof(&token);
            *request.uri_mut() = query::with(request.uri(), PROOF, &proof)?;
        }
        Ok(())
    }
}

impl<T: Transport> Transport for AppSecretProof<T> {
    fn send(&self, mut request: Request<Body>, patience: Patience) -> Carried<'_> {
        match self.prove(&mut request) {
            Ok(()) => self.inner.send(request, patience),
            // What is wrong is told without the URL, in which the token may be.
            Err(_) => Box::pin(async {
                let reason = "its URL can't have an `appsecret_proof`";
                Err(TransportError::rejected(reason))
            }),
        }
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }
}
