//! The error of texts and moments that aren't a date-time. It shows the beginning of the text, which is enough to find it.

use std::fmt::{self, Display, Formatter};

/// A text that isn't a moment in time, or a moment that RFC 3339 or the platform's clock can't express.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDateTime(pub(super) Box<str>);

impl Display for InvalidDateTime {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:?} isn't a date and time with an offset, such as 2017-05-24T17:53:03Z",
            self.0
        )
    }
}

impl std::error::Error for InvalidDateTime {}
