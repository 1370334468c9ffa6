//! Webhooks: what Meta tells a bot. Requests go in, events come out, each once.
//!
//! ```
//! use messenger_bot::webhook::{Channel, Kind, Receiver, VerifyToken};
//! use messenger_bot::{AppSecret, signature};
//! # use messenger_bot::platform::runtime::HeaderMap;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//!
//! let secret = AppSecret::new("APP_SECRET")?;
//! # let (body, mut headers) = (br#"{"object":"page","entry":[{"id":"1","time":1,"messaging":[{"sender":{"id":"2"},"message":{"mid":"m_1","text":"Hi"}}]}]}"#, HeaderMap::new());
//! # headers.insert(signature::HEADER, signature::sign(&secret, body).parse()?);
//! let receiver = Receiver::new(secret, VerifyToken::new("VERIFY_TOKEN")?);
//!
//! // Of a POST, in any server: the headers, and the body as it came.
//! let notification = receiver.read(&headers, body)?;
//! # let mut greeted = 0;
//! for event in receiver.without_duplicates(notification).in_order().events {
//!     if event.channel() != Channel::Messaging { continue }       // another app has the conversation
//!     let Some(user) = event.sender().and_then(|sender| sender.id()) else { continue };
//!     match event.kind() {
//!         Kind::Message(message) => println!("{user}: {:?}", message.text()),
//!         Kind::Postback(postback) => println!("{user} pressed {:?}", postback.payload()),
//!         _ => {}
//!     }
//! #   greeted += 1;
//! }
//! # assert_eq!(greeted, 1);
//! # Ok(())
//! # }
//! ```
//!
//! An [`Event`] reads what it is asked for, whatever the rest of it is like, takes ids that are numbers where others are strings,
//! and keeps the JSON that came. The bindings have types for the same notifications
//! ([`webhooks::Notification`](crate::platform::webhooks::Notification)), for those who want them whole: one property of
//! another type than documented is an error there.
//!
//! # What to subscribe to
//!
//! | field of the subscription | kinds of events |
//! |---|---|
//! | `messages` | [`Message`](Kind::Message), those that users delete included |
//! | `message_echoes` | [`Echo`](Kind::Echo): what the page itself writes |
//! | `message_edits`, `message_reactions` | [`MessageEdit`](Kind::MessageEdit), [`Reaction`](Kind::Reaction) |
//! | `messaging_postbacks` | [`Postback`](Kind::Postback): buttons, the menu, "Get Started" |
//! | `message_deliveries`, `message_reads` | [`Delivery`](Kind::Delivery), [`Read`](Kind::Read); on Instagram `messaging_seen` |
//! | `messaging_optins`, `messaging_referrals` | [`OptIn`](Kind::OptIn), [`Referral`](Kind::Referral) |
//! | `messaging_handovers` | thread control, [`AppRoles`](Kind::AppRoles) |
//! | `standby` | what is said while another app has the conversation: [`Channel::Standby`] |
//! | `messaging_policy_enforcement` | [`PolicyEnforcement`](Kind::PolicyEnforcement) |
//!
//! An echo has the page for its sender: a bot that answers each message without telling the two apart talks to itself.
//!
//! # In time, once, in order
//!
//! Meta wants an answer within 5 seconds, sends again what didn't get one, and turns off a webhook that has failed for an
//! hour. So the work is for a queue. With the feature `axum` the module `axum` does that, and with the feature `tower` the
//! module `tower` checks signatures before any service.
//!
//! Events are read as they are asked for, over the JSON that came: what isn't documented is at hand, and kinds that aren't
//! known are [`Kind::Unknown`]. Order isn't promised by Meta; [`Notification::in_order`] makes it within a request, and
//! [`Event::timestamp_ms`] tells it from one request to the next.

#[cfg(any(feature = "axum", feature = "tower"))]
mod body;
mod event;
mod handshake;
mod notification;
mod receiver;
mod seen;

/// How many bytes a body may have, unless told otherwise. Meta puts up to 1000 events together.
const LIMIT: usize = 1024 * 1024;

#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "tower")]
pub mod tower;

pub use event::{
    AccountLinking, AppRoles, Attachment, AttachmentPayload, Change, Channel, Coordinates,
    Delivery, Event, Feedback, GamePlay, Kind, Message, MessageEdit, Object, OptIn, Party, Payment,
    PolicyEnforcement, Postback, QuickReply, Reaction, Read, Referral, ReplyTo, ThreadControl,
};
pub use handshake::{HandshakeError, VerifyToken};
pub use notification::{InvalidNotification, Notification};
pub use receiver::{Receiver, Refused};
