//! What a caller wants of retries. It is set for a client or for a call.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use http::HeaderName;

use super::backoff::Backoff;
use super::{Attempt, Verdict};

type Classify = Arc<dyn Fn(&Attempt<'_>) -> Verdict + Send + Sync>;

/// When a call is made again.
///
/// The standard policy makes up to three attempts. Requests whose method is idempotent (GET, HEAD, OPTIONS, TRACE, PUT,
/// DELETE) are repeated after the statuses 408, 429, 502, 503 and 504 and when the exchange broke off; others only when
/// there was no connection. It waits for as long as `Retry-After` says, else for a random time up to half a second,
/// then up to a second, and so on. All attempts and waits are within the call's timeout: a wait that would end after it
/// isn't begun. A client's retries have a common budget, so that a server which is down isn't asked three times as often.
/// Requests whose body is a stream are repeated only if it can be made again; an answer that is read as it comes is never
/// asked for again once it has begun.
///
/// ```
/// use std::time::Duration;
/// use bindery_runtime::{HeaderName, RetryPolicy, Verdict};
///
/// let policy = RetryPolicy::standard()
///     .with_attempts(5)
///     .with_backoff(Duration::from_millis(200), Duration::from_secs(10))
///     .with_idempotency_key(HeaderName::from_static("idempotency-key"))
///     .classify(|attempt| match attempt.status() {
///         Some(status) if status == 423 => Verdict::RetryAfter(Duration::from_secs(1)),
///         _ => Verdict::Standard,
///     });
/// ```
#[derive(Clone)]
#[must_use = "a policy is set for a client or a call"]
pub struct RetryPolicy {
    pub(super) attempts: u32,
    pub(super) backoff: Backoff,
    pub(super) key: Option<HeaderName>,
    classify: Option<Classify>,
}

impl RetryPolicy {
    /// The policy that clients begin with.
    pub const fn standard() -> Self {
        Self {
            attempts: 3,
            backoff: Backoff {
                first: Duration::from_millis(500),
                longest: Duration::from_secs(8),
            },
            key: None,
            classify: None,
        }
    }

    /// One attempt, whatever comes of it.
    pub const fn none() -> Self {
        let mut policy = Self::standard();
        policy.attempts = 1;
        policy
    }

    /// The same policy with at most so many attempts, the first one included.
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The same policy with other waits where the server doesn't say: the first is up to `first`, each further one up to
    /// twice as long, and none is over `longest`.
    pub fn with_backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.backoff = Backoff { first, longest };
        self
    }

    /// The same policy for an API that knows a repeated request by this header: requests whose method isn't idempotent
    /// get one with a new key, the same for all attempts of a call, and are repeated as if it were. A header that the
    /// caller has set is kept.
    pub fn with_idempotency_key(mut self, header: HeaderName) -> Self {
        self.key = Some(header);
        self
    }

    /// The same policy with a look at each attempt first: at failures and at answers of any status, since some servers
    /// report errors with success. It isn't asked about the last attempt.
    pub fn classify(
        mut self,
        classify: impl Fn(&Attempt<'_>) -> Verdict + Send + Sync + 'static,
    ) -> Self {
        self.classify = Some(Arc::new(classify));
        self
    }

    pub(super) fn verdict(&self, attempt: &Attempt<'_>) -> Verdict {
        let classify = self.classify.as_ref();
        classify.map_or(Verdict::Standard, |classify| classify(attempt))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}

impl Debug for RetryPolicy {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RetryPolicy")
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
