//! reqwest in a browser, or whatever else has `fetch`.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;

use super::failure;
use super::urls::Urls;
use crate::transport::BoxFuture;
use crate::{Body, TransportError};

pub(super) fn client() -> Result<reqwest::Client, TransportError> {
    reqwest::Client::builder().build().map_err(failure)
}

/// Futures always go on in a browser.
pub(super) fn check() -> Result<(), TransportError> {
    Ok(())
}

/// A browser's timer ends at once when it is given more than 31 bits of milliseconds, which are 24 days.
pub(super) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    const LONGEST: u32 = i32::MAX.unsigned_abs();
    let millis = u32::try_from(duration.as_millis()).unwrap_or(LONGEST);
    Box::pin(TimeoutFuture::new(millis.min(LONGEST)))
}

/// Sends a request. reqwest sends no streams in a browser, so they are read first.
pub(super) async fn execute(
    client: &reqwest::Client,
    urls: &Urls,
    request: http::Request<Body>,
) -> Result<reqwest::Response, TransportError> {
    let (head, body) = request.into_parts();
    let mut request = reqwest::Request::new(head.method, urls.url(&head.uri)?);
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(body.into_bytes().await?.into());
    client.execute(request).await.map_err(failure)
}

/// A browser doesn't tell.
pub(super) fn is_connect(_: &reqwest::Error) -> bool {
    false
}
