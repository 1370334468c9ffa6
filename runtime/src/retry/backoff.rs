//! How long to wait when the server doesn't say: exponentially longer, with full jitter, so that clients which failed
//! together don't come back together.

use std::time::Duration;

use crate::chance;

/// The bounds of the waits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Backoff {
    pub(crate) first: Duration,
    pub(crate) longest: Duration,
}

impl Backoff {
    /// The wait after the attempt of this number: anything up to the bound, which doubles from one to the next.
    pub(crate) fn wait(self, attempt: u32) -> Duration {
        self.bound(attempt).mul_f64(chance::fraction())
    }

    fn bound(self, attempt: u32) -> Duration {
        let doublings = attempt.saturating_sub(1).min(31);
        self.first.saturating_mul(1 << doublings).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_double_up_to_the_longest() {
        let backoff = Backoff {
            first: Duration::from_millis(500),
            longest: Duration::from_secs(3),
        };
        let bounds: Vec<_> = [1, 2, 3, 4, 99]
            .map(|n| backoff.bound(n).as_millis())
            .into();
        assert_eq!(bounds, [500, 1000, 2000, 3000, 3000]);
        assert!((1..100).all(|n| backoff.wait(n) <= backoff.bound(n)));
    }
}
