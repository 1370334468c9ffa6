//! Webhooks in a server of axum: [`route`] answers handshakes, checks signatures and puts what comes into a queue.
//!
//! ```
//! use std::sync::Arc;
//! use axum::Router;
//! use messenger_bot::webhook::{Receiver, VerifyToken, axum::route};
//! use messenger_bot::AppSecret;
//! use tokio::sync::mpsc;
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!
//! let receiver = Receiver::new(AppSecret::new("APP_SECRET")?, VerifyToken::new("VERIFY_TOKEN")?);
//! let (queue, mut notifications) = mpsc::channel(1000);
//! let app: Router = Router::new().route("/webhook", route(Arc::new(receiver), queue));
//!
//! let worker = tokio::spawn(async move {
//!     while let Some(notification) = notifications.recv().await {
//!         for event in notification.events {
//!             println!("{:?}", event.kind());
//!         }
//!     }
//! });
//! # drop(app);
//! # worker.await?;
//! # Ok(())
//! # }
//! ```
//!
//! The queue is in memory: what is in it when the process ends is lost, since Meta has its answer. Where that matters,
//! [`Signed`] is the extractor for a handler of one's own, which keeps notifications safe before it answers.

mod route;
mod signed;

pub use route::route;
pub use signed::{Rejection, Signed};
