//! Numbers that differ from process to process and from call to call. They aren't secret, so the seeds of the standard
//! library's maps are random enough, and no crate is needed for them.

use std::hash::{BuildHasher, RandomState};

/// Any number.
pub(crate) fn number() -> u64 {
    RandomState::new().hash_one(())
}

/// A number from 0 to 1.
#[expect(
    clippy::cast_precision_loss,
    reason = "a few bits less are random enough"
)]
pub(crate) fn fraction() -> f64 {
    number() as f64 / u64::MAX as f64
}
