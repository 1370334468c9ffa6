//! Whether a call is made again: what came of an attempt goes in, and a wait or the end comes out. Nothing waits here.
//!
//! Only what is safe is repeated. A request whose method is idempotent (RFC 9110, section 9.2.2) may be sent twice; any
//! other only when the server can't have seen it, when it carries an idempotency key, or when the caller's own
//! [classification](RetryPolicy::classify) of the answer says so.

pub(crate) mod after;
mod attempt;
mod backoff;
mod budget;
mod key;
mod plan;
mod policy;

pub use attempt::{Attempt, Verdict};
pub use policy::RetryPolicy;

pub(crate) use backoff::Backoff;
pub(crate) use budget::Budget;
pub(crate) use plan::{Ended, Plan};

use http::StatusCode;

/// Statuses that tell of a state which passes: of the server, of a gateway before it, or of how much was asked of it.
pub(crate) const TRANSIENT: [StatusCode; 5] = [
    StatusCode::REQUEST_TIMEOUT,
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::BAD_GATEWAY,
    StatusCode::SERVICE_UNAVAILABLE,
    StatusCode::GATEWAY_TIMEOUT,
];
