//! What Graph's errors mean. The answer to a call goes in, of success or not; its value comes out, or what was refused and
//! what can be done about it.
//!
//! ```
//! use messenger_bot::{Class, GraphError};
//!
//! let body = br#"{"error":{"message":"(#10) ..","type":"OAuthException","code":10,"error_subcode":2018278}}"#;
//! let error = GraphError::read(body).expect("this is an error");
//! assert_eq!(error.class(), Class::WindowClosed);
//! assert_eq!(error.to_string(), "Graph error 10/2018278 (OAuthException): (#10) ..");
//! ```
//!
//! With the bindings' calls, [`GraphAnswer::graph`] behind `.await` does it, which also finds errors in answers that report
//! success. The HTTP status says little: Graph answers throttling with 400, 403 and 429, so it is never looked at here.
//! The items of a batch are read by [`batch`](crate::batch).
//!
//! Sources: <https://developers.facebook.com/docs/graph-api/guides/error-handling>,
//! <https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes>.

mod answer;
mod call_error;
mod class;
mod graph_error;
mod redacted;
mod refusal;

pub use answer::GraphAnswer;
pub use call_error::CallError;
pub use class::Class;
pub use graph_error::GraphError;
pub use refusal::Refusal;
