//! Which calls are made again. What came of an attempt goes in, and what the runtime is to do about it comes out.
//!
//! ```
//! use messenger_bot::platform::Client;
//! use messenger_bot::retry;
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use messenger_bot::platform::runtime::{StatusCode, transport::{Recorder, Reply}};
//! # let recorder = Recorder::new();
//! # let busy = serde_json::json!({ "error": { "message": "(#613) ..", "code": 613 } });
//! # recorder.reply(Reply::new(StatusCode::BAD_REQUEST).json(&busy));
//! # recorder.reply(Reply::ok().json(&serde_json::json!({ "data": [] })));
//!
//! let client = Client::builder()
//!     .bearer("PAGE_ACCESS_TOKEN")
//!     .retry(retry::policy().with_attempts(4))
//! #   .transport(recorder.clone())
//!     .build()?;
//! client.list_conversations("PAGE").await?;    // goes on after `(#613) Calls to this api have exceeded the rate limit`
//! # assert_eq!(recorder.requests().len(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! Graph has no idempotency keys, and there are errors with which a message was sent all the same. So a `POST` is repeated
//! only where Graph itself says that it took no more calls, or where there was no connection. Throttled calls wait for
//! `estimated_time_to_regain_access`, if Graph tells it: these are minutes, so within the usual time of a call they end
//! instead, and [`Refusal::regain_access`](crate::Refusal::regain_access) says when to go on.

use std::time::Duration;

use messenger_platform::runtime::{Attempt, RetryPolicy, Verdict};

use crate::{Class, GraphError, Usage};

/// The runtime's standard policy, with Graph's own errors for its classification.
pub fn policy() -> RetryPolicy {
    RetryPolicy::standard().classify(classify)
}

/// The same for a call that may be done twice, such as an update of the profile: a `POST` is repeated after failures that
/// pass, too. Never for messages.
///
/// ```
/// # use messenger_bot::{platform::{Client, models::MessengerProfileUpdate}, retry};
/// # let client = Client::builder().base_url("http://localhost:1").bearer("TOKEN").build()?;
/// let update = MessengerProfileUpdate::new();
/// let call = client.update_messenger_profile("PAGE", update).with_retry(retry::repeatable());
/// # Ok::<(), messenger_bot::platform::runtime::BuildError>(())
/// ```
pub fn repeatable() -> RetryPolicy {
    RetryPolicy::standard().classify(classify_repeatable)
}

/// What is to be done after an attempt, for a [`RetryPolicy::classify`] of one's own.
#[must_use]
pub fn classify(attempt: &Attempt<'_>) -> Verdict {
    match Ended::of(attempt) {
        Ended::Throttled(wait) => wait.map_or(Verdict::Retry, Verdict::RetryAfter),
        Ended::Uncertain if attempt.operation().method().is_idempotent() => Verdict::Retry,
        Ended::Uncertain | Ended::Refused => Verdict::Stop,
        Ended::Otherwise => Verdict::Standard,
    }
}

fn classify_repeatable(attempt: &Attempt<'_>) -> Verdict {
    let is_lost = attempt.error().is_some_and(|error| !error.is_rejected());
    match Ended::of(attempt) {
        Ended::Uncertain => Verdict::Retry,
        Ended::Otherwise if is_lost => Verdict::Retry,
        _ => classify(attempt),
    }
}

/// How an attempt ended.
enum Ended {
    /// Nothing was done, and calls are taken again after this time.
    Throttled(Option<Duration>),
    /// It may have been done.
    Uncertain,
    /// Another attempt would end the same, or do it twice.
    Refused,
    /// Graph said nothing.
    Otherwise,
}

impl Ended {
    fn of(attempt: &Attempt<'_>) -> Self {
        let error = attempt.body().and_then(|body| GraphError::read(body));
        match error.map(|error| error.class()) {
            Some(Class::Throttled) => {
                let usage = attempt.headers().map(Usage::of);
                Self::Throttled(usage.and_then(|usage| usage.regain_access()))
            }
            Some(Class::Transient) => Self::Uncertain,
            Some(_) => Self::Refused,
            None if attempt
                .status()
                .is_some_and(|status| status.is_server_error()) =>
            {
                Self::Uncertain
            }
            None => Self::Otherwise,
        }
    }
}
