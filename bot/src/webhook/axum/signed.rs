//! The extractor: a request goes in, and the notification of it comes out if it is signed.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRef, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use crate::webhook::{Notification, Receiver, Refused, body};

/// How long a request may take until it is known whose it is and what is to become of it: within the 5 seconds that Meta gives
/// for all of it. Before that anybody may send it, and slowly.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

/// A notification whose signature was checked over the bytes that came. The state of the router is, or has, an
/// `Arc<Receiver>`, which says how long bodies may be. One that isn't there within 3 seconds is refused with 408.
///
/// Events that were there before are still in it: [`Receiver::without_duplicates`] leaves them out.
#[derive(Debug, Clone, PartialEq)]
pub struct Signed(pub Notification);

impl<S> FromRequest<S> for Signed
where
    S: Send + Sync,
    Arc<Receiver>: FromRef<S>,
{
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        let receiver = Arc::<Receiver>::from_ref(state);
        let read = timeout(PATIENCE, read(&receiver, request)).await;
        read.unwrap_or(Err(Rejection(Refused::TooSlow))).map(Self)
    }
}

pub(super) async fn read(receiver: &Receiver, request: Request) -> Result<Notification, Rejection> {
    let (head, body) = request.into_parts();
    let body = body::read(body, receiver.limit()).await;
    let body = body.map_err(Rejection)?;
    receiver.read(&head.headers, &body).map_err(Rejection)
}

/// Why a request isn't taken. Its answer is the status alone: who forges requests learns nothing from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rejection(pub Refused);

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        StatusCode::into_response(self.0.status())
    }
}
