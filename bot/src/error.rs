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
//! What a bot does about each [`Class`]:
//!
//! | class | what happened | what to do |
//! |---|---|---|
//! | `Throttled` | too many calls; this one did nothing | go on after [`Refusal::regain_access`]; [`retry`](crate::retry) does |
//! | `Transient` | Graph is down; it may have been done | ask again what is only read, and look before a message is sent again |
//! | `Auth` | the token is no good any more | get another one; no call will work before |
//! | `Permission` | the app or the page isn't allowed to | mend it in the app's dashboard |
//! | `WindowClosed` | the user hasn't written for 24 hours | wait for them, or send what their consent or a tag allows |
//! | `Recipient` | this user can't be written to | leave them alone |
//! | `Parameter` | the request is wrong | mend the bot; [`GraphError::data`] may name the field |
//! | `Policy` | Meta forbids it, for a while or for good | stop sending it |
//! | `ThreadControl` | another app has the conversation | ask for it, or wait until it is passed |
//! | `AlreadySent` | the message was sent all the same | nothing |
//!
//! ```
//! use messenger_bot::{CallError, Class};
//!
//! /// Whether it is worth trying with the next user.
//! fn goes_on(error: &CallError) -> bool {
//!     matches!(error.class(), Some(Class::Recipient | Class::WindowClosed | Class::ThreadControl))
//! }
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
