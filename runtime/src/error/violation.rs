//! One thing by which a request doesn't keep to the document's schemas.

use std::fmt::{self, Display, Formatter};

/// What a part of a request breaks: a keyword of JSON Schema, with its bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    keyword: &'static str,
    bound: String,
    found: String,
}

impl Violation {
    #[cfg(feature = "validation")]
    pub(crate) fn new(path: String, keyword: &'static str, bound: String, found: String) -> Self {
        Self {
            path,
            keyword,
            bound,
            found,
        }
    }

    /// Where: `body.recipient.id`, `query.limit`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Which keyword of the schema: `maxLength`.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        self.keyword
    }

    /// What the keyword says: `20`, or the name that is `required`.
    #[must_use]
    pub fn bound(&self) -> &str {
        &self.bound
    }

    /// What there is instead: `has 21 characters`. Of a text no more than a short part is shown, and none of a secret.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl Display for Violation {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            keyword,
            bound,
            found,
        } = self;
        write!(formatter, "`{path}` {found}, where `{keyword}` is {bound}")
    }
}
