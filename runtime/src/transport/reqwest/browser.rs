//! reqwest in a browser, or whatever else has `fetch`.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;

use super::failure;
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

/// reqwest sends no streams in a browser, so they are read first.
pub(super) async fn body(body: Body) -> Result<reqwest::Body, TransportError> {
    body.into_bytes().await.map(Into::into)
}

/// A browser doesn't tell.
pub(super) fn is_connect(_: &reqwest::Error) -> bool {
    false
}
