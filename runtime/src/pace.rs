//! How fast bodies have to go: waits and bytes go in, and out comes whether too little came of too much waiting. Nothing
//! is timed here.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// The throughput that a body has to have while it is read as it comes, or sent as a stream.
///
/// What counts is waiting for the other side, not what the caller does between. A body may fall behind by a grace, and
/// whatever is faster makes up for what was slower, up to that grace; then it is given up, with
/// [`Error::Timeout`](crate::Error::Timeout). So a server that drips bytes can't hold a call for ever.
///
/// The standard is 100 bytes a second, and the grace that of a single wait: the call's timeout. It is for
/// [`Download`](crate::Download)s and for request bodies that are streams. Events and lines may be as seldom as they
/// like, unless a call of them has a throughput of its own. What is read or sent as a whole is bounded by the call's
/// timeout anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a throughput is set for a client or a call"]
pub struct Throughput {
    bytes_per_second: u32,
    grace: Option<Duration>,
}

impl Throughput {
    /// The throughput that clients begin with.
    pub const fn standard() -> Self {
        Self::at_least(100)
    }

    /// At least so many bytes a second.
    pub const fn at_least(bytes_per_second: u32) -> Self {
        Self {
            bytes_per_second,
            grace: None,
        }
    }

    /// Any throughput: only single waits are bounded, by the call's timeout.
    pub const fn any() -> Self {
        Self::at_least(0)
    }

    /// The same throughput with another grace than the call's timeout. No single wait may be longer than that then.
    pub const fn with_grace(mut self, grace: Duration) -> Self {
        self.grace = Some(grace);
        self
    }

    /// The longest that a single wait may be, of a call that allows so much.
    pub(crate) fn longest_wait(self, timeout: Duration) -> Duration {
        let grace = self.grace.filter(|_| self.bytes_per_second > 0);
        grace.map_or(timeout, |grace| grace.min(timeout))
    }

    /// What measures it, unless any will do.
    pub(crate) fn meter(self, timeout: Duration) -> Option<Meter> {
        (self.bytes_per_second > 0).then(|| Meter::new(self, timeout))
    }
}

impl Default for Throughput {
    fn default() -> Self {
        Self::standard()
    }
}

/// A body that is measured: it has a credit of time, which waits take from and bytes add to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meter {
    bytes_per_second: u32,
    grace: Duration,
    credit: Duration,
    /// What came since the credit was whole, and how long it took.
    slow: (u64, Duration),
}

impl Meter {
    fn new(throughput: Throughput, timeout: Duration) -> Self {
        let grace = throughput.grace.unwrap_or(timeout);
        Self {
            bytes_per_second: throughput.bytes_per_second,
            grace,
            credit: grace,
            slow: (0, Duration::ZERO),
        }
    }

    /// The same, as it began.
    pub(crate) fn restarted(&self) -> Self {
        Self {
            credit: self.grace,
            slow: (0, Duration::ZERO),
            ..*self
        }
    }

    /// Takes note of a piece that was waited for.
    ///
    /// # Errors
    /// When all in all it was too little.
    pub(crate) fn pass(&mut self, waited: Duration, bytes: usize) -> Result<(), Stalled> {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let worth = Duration::from_secs(bytes).checked_div(self.bytes_per_second);
        let credit = self.credit.saturating_add(worth.unwrap_or(Duration::MAX));
        self.slow.0 = self.slow.0.saturating_add(bytes);
        self.slow.1 = self.slow.1.saturating_add(waited);
        let left = credit.checked_sub(waited).ok_or(Stalled {
            bytes: self.slow.0,
            waited: self.slow.1,
            least: self.bytes_per_second,
        })?;
        self.credit = left.min(self.grace);
        if left >= self.grace {
            self.slow = (0, Duration::ZERO);
        }
        Ok(())
    }
}

/// A body that was too slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stalled {
    bytes: u64,
    waited: Duration,
    least: u32,
}

impl Stalled {
    pub(crate) fn waited(&self) -> Duration {
        self.waited
    }

    /// The throughput that it had, in bytes a second.
    pub(crate) fn bytes_per_second(&self) -> u64 {
        let nanos = self.waited.as_nanos().max(1);
        let rate = u128::from(self.bytes) * 1_000_000_000 / nanos;
        u64::try_from(rate).unwrap_or(u64::MAX)
    }
}

impl Display for Stalled {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            bytes,
            waited,
            least,
        } = self;
        write!(
            formatter,
            "{bytes} bytes in {waited:?} of waiting, where {least} a second are the least"
        )
    }
}

impl Error for Stalled {}

#[cfg(test)]
mod tests {
    use super::*;

    const fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    fn meter(throughput: Throughput) -> Meter {
        throughput.meter(secs(30)).expect("a meter")
    }

    #[test]
    fn a_drip_is_given_up_after_the_grace() {
        let mut meter = meter(Throughput::standard());
        let passed = (0..100).take_while(|_| meter.pass(secs(1), 1).is_ok());
        assert_eq!(passed.count(), 30);
        let stalled = meter.pass(secs(1), 1).expect_err("a stall");
        assert_eq!(stalled.bytes_per_second(), 1);
        assert_eq!(
            stalled.to_string(),
            "32 bytes in 32s of waiting, where 100 a second are the least"
        );
    }

    #[test]
    fn what_is_fast_makes_up_for_what_is_slow() {
        let mut meter = meter(Throughput::at_least(10).with_grace(secs(5)));
        for _ in 0..100 {
            assert_eq!(meter.pass(secs(4), 0), Ok(()));
            assert_eq!(meter.pass(secs(4), 80), Ok(()));
        }
        assert!(meter.pass(secs(6), 0).is_err());
    }

    #[test]
    fn nothing_is_saved_up_beyond_the_grace() {
        let mut meter = meter(Throughput::at_least(1));
        assert_eq!(meter.pass(secs(0), 1_000_000), Ok(()));
        assert_eq!(meter.pass(secs(30), 0), Ok(()));
        assert!(meter.pass(secs(1), 0).is_err());
        assert_eq!(meter.restarted().pass(secs(30), 0), Ok(()));
    }

    #[test]
    fn any_throughput_is_not_measured() {
        let any = Throughput::any().with_grace(secs(1));
        assert!(any.meter(secs(30)).is_none());
        assert_eq!(any.longest_wait(secs(30)), secs(30));
        let fast = Throughput::at_least(1).with_grace(secs(1));
        assert_eq!(fast.longest_wait(secs(30)), secs(1));
    }
}
