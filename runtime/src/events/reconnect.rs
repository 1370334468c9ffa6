//! When an event stream is asked for again: what the caller wants of it, and the waits that follow from that.

use std::time::Duration;

use crate::retry::Backoff;

/// When the events of an answer that ended are asked for again (HTML standard, section 9.2.3).
///
/// The standard policy makes up to five attempts without an event in between. It waits for as long as the server has last
/// told by `retry`, else for three seconds; after an attempt that failed for a random time more, up to a second, then up
/// to two, and so on to a minute; and at least for as long as the answer's `Retry-After` says. No server can make it wait
/// for longer than ten minutes, though. Attempts that fail as
/// [`Error::is_retryable`](crate::Error::is_retryable) has it are followed by another, and so are answers that end
/// without an event.
#[derive(Debug, Clone, Copy)]
#[must_use = "a policy is given to an event stream"]
pub struct Reconnect {
    attempts: u32,
    delay: Duration,
    longest_told: Duration,
    backoff: Backoff,
}

impl Reconnect {
    /// The standard policy.
    pub const fn standard() -> Self {
        Self {
            attempts: 5,
            delay: Duration::from_secs(3),
            longest_told: Duration::from_secs(600),
            backoff: Backoff {
                first: Duration::from_secs(1),
                longest: Duration::from_secs(60),
            },
        }
    }

    /// The same policy with at most so many attempts without an event in between.
    pub const fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The same policy with another wait, for servers that don't tell one.
    pub const fn with_delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same policy with another bound to what servers tell by `retry` and `Retry-After`.
    pub const fn with_longest_told(mut self, longest: Duration) -> Self {
        self.longest_told = longest;
        self
    }

    /// The same policy with other waits on top of that after attempts that failed: the first is up to `first`, each
    /// further one up to twice as long, and none is over `longest`.
    pub const fn with_backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.backoff = Backoff { first, longest };
        self
    }

    /// Whether there may be another attempt after so many in a row.
    pub(super) fn allows(self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    /// How long to wait for the attempt that follows so many which failed in a row: as the stream has told or as its own
    /// delay is, and at least for as long as the last answer asks.
    pub(super) fn wait(
        self,
        told: Option<Duration>,
        asked: Option<Duration>,
        failures: u32,
    ) -> Duration {
        let [told, asked] = [told, asked].map(|wait| wait.map(|it| it.min(self.longest_told)));
        let delay = told.unwrap_or(self.delay);
        let wait = match failures {
            0 => delay,
            _ => delay.saturating_add(self.backoff.wait(failures)),
        };
        asked.map_or(wait, |asked| asked.max(wait))
    }
}

impl Default for Reconnect {
    fn default() -> Self {
        Self::standard()
    }
}
