//! A request that can't be made from what was given: a parameter, a body or a credential. Its message names them and
//! never shows their values, any of which may be a secret.

use std::fmt::{self, Display, Formatter};

/// Why a request can't be made.
#[derive(Debug)]
pub struct InvalidRequest {
    operation: &'static str,
    reason: String,
}

impl InvalidRequest {
    pub(crate) fn new(operation: &'static str, reason: impl Into<String>) -> Self {
        Self {
            operation,
            reason: reason.into(),
        }
    }
}

impl Display for InvalidRequest {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.operation, self.reason)
    }
}
