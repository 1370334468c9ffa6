//! A route that does all that Meta asks of a webhook, and leaves the work to whoever takes it from the queue.

use std::sync::Arc;

use axum::extract::{RawQuery, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use tokio::sync::mpsc::Sender;
use tokio::time::{Instant, timeout_at};

use super::signed::{PATIENCE, Rejection, read};
use crate::webhook::{Notification, Receiver, Refused};

/// A route that answers the handshake (`GET`) and takes notifications (`POST`), to be mounted wherever it is wanted.
///
/// Events that were there before are dropped, and the rest goes into the queue before Meta gets its 200. While the queue
/// is full a request waits until it has taken 3 seconds and is then answered with 503, as it is when nobody takes from the queue
/// any more: Meta sends it again later, and nothing of it counts as seen. A body that isn't there in this time is refused with
/// 408, so that nobody holds memory by sending slowly.
pub fn route<S>(receiver: Arc<Receiver>, queue: Sender<Notification>) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    let asked = Arc::clone(&receiver);
    get(async move |RawQuery(query): RawQuery| handshake(&asked, query.as_deref()))
        .post(async move |request: Request| notify(&receiver, &queue, request).await)
}

fn handshake(receiver: &Receiver, query: Option<&str>) -> Response {
    match receiver.handshake(query.unwrap_or_default()) {
        Ok(challenge) => challenge.into_response(),
        Err(_) => StatusCode::FORBIDDEN.into_response(),
    }
}

async fn notify(
    receiver: &Receiver,
    queue: &Sender<Notification>,
    request: Request,
) -> Result<StatusCode, Rejection> {
    // One time for both: what reading has taken is gone for waiting.
    let end = Instant::now() + PATIENCE;
    let read = timeout_at(end, read(receiver, request)).await;
    let notification = read.unwrap_or(Err(Rejection(Refused::TooSlow)))?;
    // The place comes first: once events count as seen they have to be in the queue.
    let Ok(Ok(place)) = timeout_at(end, queue.reserve()).await else {
        return Ok(StatusCode::SERVICE_UNAVAILABLE);
    };
    let fresh = receiver.without_duplicates(notification);
    if !fresh.events.is_empty() {
        place.send(fresh);
    }
    Ok(StatusCode::OK)
}
