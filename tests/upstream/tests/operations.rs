//! The operations on the wire, as the document has them without its overlay.

#[path = "../../support/operations.rs"]
mod operations;
mod support;

use messenger_upstream as bindings;
use messenger_upstream::models::SendMessageRequest;
use messenger_upstream::models::send_message_request::message::Attachment;
use messenger_upstream::models::send_message_request::{Message, MessagingType, Recipient};
use messenger_upstream::runtime::JsonObject;

/// All three properties are required.
fn message(user: &str, message: Message) -> SendMessageRequest {
    SendMessageRequest::new(Recipient::new(user), MessagingType::Response, message)
}

/// A payload is any object.
fn with_payload(attachment: Attachment, payload: JsonObject) -> Attachment {
    attachment.payload(payload)
}
