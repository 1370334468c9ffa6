//! Signatures checked before any service of tower's: a request goes in with a body of any kind, and goes on with the bytes
//! of it if they are signed. What comes of it is the service's business.
//!
//! ```
//! use messenger_bot::webhook::tower::SignatureLayer;
//! use messenger_bot::{AppSecret, signature};
//! use http_body_util::Full;
//! use messenger_bot::platform::runtime::{Bytes, http::{Request, Response}};
//! use tower::{Layer, Service, service_fn};
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!
//! let secret = AppSecret::new("APP_SECRET")?;
//! let signed = Request::post("/webhook")
//!     .header(signature::HEADER, signature::sign(&secret, b"{}"))
//!     .body(Full::<Bytes>::from("{}"))?;
//! let service = service_fn(async |request: Request<Full<Bytes>>| {
//!     Ok::<_, std::convert::Infallible>(Response::new(request.into_body()))
//! });
//!
//! let mut service = SignatureLayer::new(secret).layer(service);
//! assert_eq!(service.call(signed).await?.status(), 200);
//! let unsigned = Request::post("/webhook").body(Full::<Bytes>::from("{}"))?;
//! assert_eq!(service.call(unsigned).await?.status(), 403);
//! # Ok(())
//! # }
//! ```
//!
//! The body has to be read whole for it, up to a limit ([`SignatureLayer::with_limit`]), and before anybody knows whose it is.
//! Services of tower's have no clock, so there is no limit of the time here: who sends slowly holds memory for as long as the
//! server around it lets them. Put a layer with a timeout before this one, such as `tower::timeout::TimeoutLayer` or
//! `tower_http::timeout::TimeoutLayer`, of less than the 5 seconds in which Meta wants its answer.
//!
//! What passes is for
//! [`Notification::read`](crate::webhook::Notification::read) to read; duplicates are left to
//! [`Receiver::without_duplicates`](crate::webhook::Receiver::without_duplicates).

mod layer;
mod service;

pub use layer::SignatureLayer;
pub use service::Signatures;
