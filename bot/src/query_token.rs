//! A layer around a transport that moves the access token into the query: a request with a bearer token goes in, and goes
//! on without that header and with `access_token` in its URL. One without such a header stays as it is.
//!
//! Sources: <https://developers.facebook.com/docs/graph-api/overview>, whose samples have the token in the query, and RFC
//! 6750, section 2.3, which says why a header is better.

use std::time::Duration;

use messenger_platform::runtime::http::{Error, Request, header};
use messenger_platform::runtime::transport::{BoxFuture, Carried, Patience};
use messenger_platform::runtime::{Body, Transport, TransportError};

use crate::{query, token};

/// A transport that sends the access token as `access_token` in the query, where a proxy or a gateway keeps the header
/// `Authorization` to itself. It is for whoever needs it: servers on the way write URLs into their logs, and headers not.
///
/// The client itself still has a bearer token, so that it isn't in the URLs which errors and spans of `tracing` show, and
/// only goes to the client's own origin. It goes together with [`AppSecretProof`](crate::AppSecretProof) and
/// [`Paced`](crate::Paced) in any order.
///
/// ```
/// use messenger_bot::QueryToken;
/// use messenger_bot::platform::Client;
/// # use messenger_bot::platform::runtime::transport::{Recorder, Reply};
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let recorder = Recorder::with(|_| Reply::ok().json(&serde_json::json!({})));
///
/// let client = Client::builder()
///     .bearer("PAGE_ACCESS_TOKEN")
/// #   .transport(recorder.clone())
///     .layer(QueryToken::new)
///     .build()?;
/// client.get_messenger_profile("PAGE").await?;
/// # let requests = recorder.requests();
/// # assert_eq!(requests[0].uri().query(), Some("access_token=PAGE_ACCESS_TOKEN"));
/// # assert!(!requests[0].headers().contains_key("authorization"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct QueryToken<T> {
    inner: T,
}

impl<T: Transport> QueryToken<T> {
    /// A layer around a transport.
    pub fn new(inner: T) -> Self {
        Self { inner }
    }
}

impl<T: Transport> Transport for QueryToken<T> {
    fn send(&self, mut request: Request<Body>, patience: Patience) -> Carried<'_> {
        match moved(&mut request) {
            Ok(()) => self.inner.send(request, patience),
            // What is wrong is told without the URL, in which the token may be.
            Err(_) => Box::pin(async {
                let reason = "its URL can't have an `access_token`";
                Err(TransportError::rejected(reason))
            }),
        }
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }
}

fn moved(request: &mut Request<Body>) -> Result<(), Error> {
    if let Some(token) = token::bearer(request) {
        *request.uri_mut() = query::with(request.uri(), token::PARAMETER, &token)?;
        request.headers_mut().remove(header::AUTHORIZATION);
    }
    Ok(())
}
