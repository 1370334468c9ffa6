//! The Messenger Platform for the tests of bots: a mock of its whole API that remembers what was set and sent, refuses in
//! Graph's words, and has users who write to a bot by signed webhooks.
//!
//! ```
//! use messenger_bot::platform::Client;
//! use messenger_bot::platform::models::SendMessageRequest;
//! use messenger_bot::platform::models::send_message_request::{Message, Recipient};
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!
//! let platform = messenger_mock::platform()?.accept_token("TOKEN").start().await?;
//! let client = Client::builder().base_url(platform.url()).bearer("TOKEN").build()?;
//!
//! let request = SendMessageRequest::new(Recipient::new().id("1")).message(Message::new().text("Hello!"));
//! let sent = client.send_message("PAGE", request).await?;
//! let read = client.get_message(sent.into_inner().message_id.unwrap()).fields("message").await?;
//! assert_eq!(read.message.as_deref(), Some("Hello!"));
//! # Ok(())
//! # }
//! ```
//!
//! - [`platform`] is a [`Mock`] as any other: replies can be scripted, with [`refusal`] for Graph's errors, and requests
//!   looked at.
//! - [`User`] writes to a page and presses its buttons; [`Webhook`] is the bot's end of it.
//!
//! As the real API does, it tells only `id` and `updated_time` of a conversation unless `fields` asks for more, writes dates
//! with `+0000`, and puts the token into `paging.next`; [`EMPTY_PAGE`] and [`RFC_3339`] in its state change lists and dates.
//! It knows nothing of rate limits: what should go wrong is scripted.

mod conversation;
mod fields;
mod list;
mod message;
mod node;
mod persona;
mod profile;
mod refusal;
mod thread;
mod user;
mod webhook;

use bindery_mock::{Mock, MockError, Recorded, Reply, State};

pub use list::EMPTY_PAGE;
pub use message::{RFC_3339, receive};
pub use refusal::refusal;
pub use user::User;
pub use webhook::Webhook;

/// The platform's document with what its overlay adds, as JSON.
pub const DOCUMENT: &str = include_str!(concat!(env!("OUT_DIR"), "/messenger.json"));

/// Answers some requests of an operation; the others are answered as the document says.
type Handler = fn(&Recorded, &mut State) -> Option<Reply>;

/// What the platform does beyond its document. Graph has one place for nodes of all kinds, so the first of its operations
/// stands for them.
const HANDLERS: [(&str, Handler); 16] = [
    ("sendMessage", message::send),
    ("uploadAttachment", message::upload),
    ("getMessengerProfile", profile::get),
    ("updateMessengerProfile", profile::update),
    ("deleteMessengerProfile", profile::delete),
    ("listConversations", conversation::list),
    ("listMessages", conversation::messages),
    ("getConversation", node::get),
    ("listPersonas", persona::list),
    ("createPersona", persona::create),
    ("deletePersona", persona::delete),
    ("passThreadControl", thread::pass),
    ("takeThreadControl", thread::take),
    ("requestThreadControl", thread::ask),
    ("releaseThreadControl", thread::release),
    ("getThreadOwner", thread::owner),
];

/// The platform, ready to be started.
///
/// # Errors
/// None, unless the document lost an operation.
pub fn platform() -> Result<Mock, MockError> {
    let mock = Mock::from_json(DOCUMENT)?;
    for (operation, handler) in HANDLERS {
        mock.on(operation, handler)?;
    }
    Ok(mock.on_refusal(refusal::worded))
}

/// What is answered where there is nothing to tell.
fn success() -> Reply {
    Reply::new(200).json(serde_json::json!({ "success": true }))
}
