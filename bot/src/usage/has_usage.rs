//! Whatever has an answer's headers tells of usage.

use messenger_platform::runtime::{Error, Response};

use super::Usage;
use crate::{CallError, Refusal};

/// An answer, or an error that may have come with one.
pub trait HasUsage {
    /// What its headers say of limits; nothing where there was no answer.
    fn usage(&self) -> Usage;
}

impl<T> HasUsage for Response<T> {
    fn usage(&self) -> Usage {
        Usage::of(self.headers())
    }
}

impl HasUsage for Refusal {
    fn usage(&self) -> Usage {
        Usage::of(self.headers())
    }
}

impl<F> HasUsage for Error<F> {
    fn usage(&self) -> Usage {
        self.headers().map(Usage::of).unwrap_or_default()
    }
}

impl<F> HasUsage for CallError<F> {
    fn usage(&self) -> Usage {
        self.headers().map(Usage::of).unwrap_or_default()
    }
}
