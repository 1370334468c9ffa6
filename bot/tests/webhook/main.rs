//! Webhooks: what comes, what gets in, and what becomes of it.

#[macro_use]
mod support;

mod fixtures;
mod handshake;
mod kinds;
mod messages;
mod notifications;
mod receiver;
