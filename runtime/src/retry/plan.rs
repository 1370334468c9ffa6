//! The attempts of one call.

use std::time::Duration;

use http::{HeaderName, HeaderValue};

use super::{Attempt, Budget, RetryPolicy, TRANSIENT, Verdict, key};
use crate::clock::Deadline;
use crate::error::Answer;
use crate::{Operation, TransportError};

/// What an attempt came to.
pub(crate) type Ended<'a> = Result<&'a Answer, &'a TransportError>;

/// How far a call has got with its attempts.
pub(crate) struct Plan {
    policy: RetryPolicy,
    operation: &'static Operation,
    /// The attempt that is made now.
    number: u32,
    timeout: Duration,
    deadline: Deadline,
    is_keyed: bool,
}

impl Plan {
    pub(crate) fn new(
        policy: RetryPolicy,
        operation: &'static Operation,
        timeout: Duration,
    ) -> Self {
        Self {
            policy,
            operation,
            number: 1,
            timeout,
            deadline: Deadline::after(timeout),
            is_keyed: false,
        }
    }

    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// How long the attempt that is made now may take.
    pub(crate) fn left(&self) -> Duration {
        match self.number {
            1 => self.timeout,
            _ => self.deadline.left(),
        }
    }

    /// The header that lets the server know the request again, for one that isn't idempotent by its method.
    pub(crate) fn key(&mut self) -> Option<(HeaderName, HeaderValue)> {
        let header = self.policy.key.clone()?;
        let is_wanted = self.policy.attempts > 1 && !self.operation.method().is_idempotent();
        let key = is_wanted.then(key::new)??;
        self.is_keyed = true;
        Some((header, key))
    }

    /// How long to wait for the next attempt, if there is to be one; it is begun with that.
    pub(crate) fn next(&mut self, ended: Ended<'_>, budget: &Budget) -> Option<Duration> {
        if self.number >= self.policy.attempts {
            return None;
        }
        let wait = self.wait(&Attempt {
            operation: self.operation,
            number: self.number,
            outcome: ended,
        })?;
        if wait >= self.deadline.left() || !budget.pay() {
            return None;
        }
        self.number += 1;
        Some(wait)
    }

    /// Takes note of how the last attempt ended.
    pub(crate) fn end(&self, ended: Ended<'_>, budget: &Budget) {
        if ended.is_ok_and(|answer| answer.status.is_success()) {
            budget.refund(self.number - 1);
        }
    }

    fn wait(&self, attempt: &Attempt<'_>) -> Option<Duration> {
        let usual = || {
            let asked = attempt.retry_after();
            asked.unwrap_or_else(|| self.policy.backoff.wait(attempt.number))
        };
        match self.policy.verdict(attempt) {
            Verdict::Standard => self.is_safe(attempt.outcome).then(usual),
            Verdict::Retry => Some(usual()),
            Verdict::RetryAfter(wait) => Some(wait),
            Verdict::Stop => None,
        }
    }

    /// Whether another attempt is of use, and does nothing twice.
    fn is_safe(&self, ended: Ended<'_>) -> bool {
        let is_repeatable = self.is_keyed || self.operation.method().is_idempotent();
        match ended {
            Ok(answer) => is_repeatable && TRANSIENT.contains(&answer.status),
            Err(error) => is_repeatable || error.is_connect(),
        }
    }
}
