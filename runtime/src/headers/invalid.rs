//! The error of headers that aren't as the document says. It doesn't show values, which may be cookies.

use std::fmt::{self, Display, Formatter};

/// A header that isn't as the document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidHeader {
    name: &'static str,
    reason: String,
}

impl InvalidHeader {
    pub(crate) fn new(name: &'static str, reason: impl Display) -> Self {
        Self {
            name,
            reason: reason.to_string(),
        }
    }

    /// The header's name, as the document spells it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl Display for InvalidHeader {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { name, reason } = self;
        write!(
            formatter,
            "the header `{name}` isn't as the API's document says: {reason}"
        )
    }
}

impl std::error::Error for InvalidHeader {}
