//! A request that can't be made from what was given: a parameter, a body or a credential. Its message names them and
//! never shows their values, any of which may be a secret; but of what breaks a rule of the document it shows a short
//! part, unless the document or the client knows it for a secret.

use std::fmt::{self, Display, Formatter};

use super::Violation;

/// How many violations a message tells.
const TOLD: usize = 10;

/// Why a request can't be made.
#[derive(Debug)]
pub struct InvalidRequest {
    operation: &'static str,
    reason: String,
    violations: Vec<Violation>,
}

impl InvalidRequest {
    pub(crate) fn new(operation: &'static str, reason: impl Into<String>) -> Self {
        Self {
            operation,
            reason: reason.into(),
            violations: Vec::new(),
        }
    }

    #[cfg(feature = "validation")]
    pub(crate) fn violating(operation: &'static str, violations: Vec<Violation>) -> Self {
        Self {
            operation,
            reason: "the request doesn't keep to the document".to_owned(),
            violations,
        }
    }

    /// All that doesn't keep to the document's schemas. There is none where something else is wrong, and none in clients
    /// that were generated without validation.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl Display for InvalidRequest {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.operation, self.reason)?;
        for (index, violation) in self.violations.iter().take(TOLD).enumerate() {
            let separator = if index == 0 { ":" } else { ";" };
            write!(formatter, "{separator} {violation}")?;
        }
        match self.violations.len().saturating_sub(TOLD) {
            0 => Ok(()),
            more => write!(formatter, "; and {more} more"),
        }
    }
}
