//! The operations that the document has without its overlay, on the wire, by the bindings that have more of them.

#[path = "support/operations.rs"]
mod operations;
mod support;

use messenger_platform as bindings;
use messenger_platform::models::send_message_request::message::Attachment;
use messenger_platform::models::send_message_request::{Message, MessagingType, Recipient};
use messenger_platform::models::{AttachmentPayload, SendMessageRequest};
use messenger_platform::runtime::{JsonObject, Value};

/// Nothing but the recipient is required.
fn message(user: &str, message: Message) -> SendMessageRequest {
    SendMessageRequest::new(Recipient::new().id(user))
        .messaging_type(MessagingType::Response)
        .message(message)
}

/// A payload is one of those that are known, or any other.
fn with_payload(attachment: Attachment, payload: JsonObject) -> Attachment {
    let payload = Value::Object(payload.into_iter().collect());
    attachment.payload(AttachmentPayload::Unrecognized(payload))
}
