//! What the overlay adds, by typed calls to a mock that plays the platform: it judges each request by the document, and
//! remembers what was sent.

mod attachments;
mod conversations;
mod messages;
mod personas;
mod profile;
mod refusals;
mod support;
mod webhooks;
