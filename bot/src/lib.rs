//! What bots on the Messenger Platform need beyond its bindings, written on top of [`messenger_platform`] as any crate
//! that uses them would be.
//!
//! ```
//! use messenger_bot::platform::Client;
//! use messenger_bot::platform::models::SendMessageRequest;
//! use messenger_bot::platform::models::send_message_request::{Message, MessagingType, Recipient};
//! use messenger_bot::{AppSecret, AppSecretProof, Class, GraphAnswer, retry};
//! # use messenger_bot::platform::runtime::transport::{Recorder, Reply};
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let recorder = Recorder::new();
//! # let closed = serde_json::json!({ "error": { "message": "(#10) ..", "code": 10, "error_subcode": 2018278 } });
//! # recorder.reply(Reply::new(messenger_bot::platform::runtime::StatusCode::FORBIDDEN).json(&closed));
//!
//! let secret = AppSecret::new("APP_SECRET")?;
//! let client = Client::builder()
//!     .bearer("PAGE_ACCESS_TOKEN")
//!     .layer(|transport| AppSecretProof::new(transport, secret))    // appsecret_proof on every call
//!     .retry(retry::policy())                                       // what Graph's own errors say of another attempt
//! #   .transport(recorder)
//!     .build()?;
//!
//! let message = Message::new().text("Hello!");
//! let request = SendMessageRequest::new(Recipient::new().id("USER")).messaging_type(MessagingType::Response).message(message);
//! match client.send_message("PAGE", request).await.graph() {
//!     Ok(sent) => println!("{:?}", sent.message_id),
//!     Err(error) if error.class() == Some(Class::WindowClosed) => println!("the user has to write first"),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Where to go on
//!
//! | a bot's author wants to | and finds it in |
//! |---|---|
//! | hear what users write and press | [`webhook`]: handshakes, and events of any kind, each once |
//! | mount that in a server | `webhook::axum`, `webhook::tower`; in any other, [`webhook::Receiver`] |
//! | know that it comes from Meta | [`signature`], which the above do by themselves |
//! | know why a call was refused, and what to do | [`error`]: by code and subcode, in answers of any status |
//! | have calls made again, and no message twice | [`retry`] |
//! | stay within the limits | [`Paced`] for those per second, [`usage`] for those per hour and day |
//! | prove that calls are the app's own | [`AppSecretProof`] |
//! | send the token where headers don't get through | `api_key` of the client's builder, in place of `bearer` |
//! | read answers to batches | [`batch`] |
//! | read dates in all of Graph's forms | [`date`] |
//!
//! # Layers
//! [`AppSecretProof`] and [`Paced`] stand around a client's transport, and go together in either order:
//!
//! ```
//! # use messenger_bot::{AppSecret, AppSecretProof, Paced, platform::Client};
//! # let secret = AppSecret::new("APP_SECRET")?;
//! let client = Client::builder()
//!     .bearer("PAGE_ACCESS_TOKEN")
//!     .layer(|transport| AppSecretProof::new(transport, secret))
//!     .layer(Paced::new)
//!     .build()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Tests of a bot
//! [`signature::sign`] signs what a test posts as Meta would, a [`Recorder`](platform::runtime::transport::Recorder) answers
//! calls without a server, and the crate `bindery-mock` serves the API's document, with its faults.
//!
//! # Features
//! `reqwest` (default), `blocking`, `rustls` (default) and `native-tls` are those of the bindings. `axum` brings a route and an
//! extractor for webhooks, `tower` a layer that checks their signatures; neither is needed for [`webhook`] itself.

pub use messenger_platform as platform;

pub mod batch;
pub mod date;
pub mod error;
mod mac;
mod object;
mod pace;
mod proof;
mod query;
pub mod retry;
mod secret;
pub mod signature;
mod token;
pub mod usage;
pub mod webhook;

pub use error::{CallError, Class, GraphAnswer, GraphError, Refusal};
pub use pace::Paced;
pub use proof::AppSecretProof;
pub use secret::{AppSecret, InvalidSecret};
pub use usage::{HasUsage, Usage};
