//! Webhooks: what comes, what gets in, and what becomes of it.

#[macro_use]
mod support;

mod handshake;
mod kinds;
mod messages;
mod notifications;
mod receiver;
