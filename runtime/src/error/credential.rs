//! Credentials that a provider was to give and didn't. What the provider failed with is the `source`, and shows nowhere
//! else: it is the user's own, and may hold the secrets that the provider works with.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};

use crate::credential::Unprovided;
use crate::security::{Refused, Ungranted};

/// A call that wasn't sent because the provider of its credential gave none.
pub struct CredentialError {
    operation: &'static str,
    scheme: &'static str,
    why: Ungranted,
}

impl CredentialError {
    pub(crate) fn new(operation: &'static str, scheme: &'static str, why: Ungranted) -> Self {
        Self {
            operation,
            scheme,
            why,
        }
    }

    /// The security scheme's name in the document.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    pub(super) fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.why {
            Ungranted::Unprovided(Unprovided::Failed(cause)) => Some(cause.as_ref()),
            Ungranted::Unprovided(Unprovided::Nested | Unprovided::Late)
            | Ungranted::Refused(_) => None,
        }
    }

    fn reason(&self) -> &'static str {
        match &self.why {
            Ungranted::Unprovided(Unprovided::Failed(_)) => "failed",
            Ungranted::Unprovided(Unprovided::Late) => "took too long",
            Ungranted::Unprovided(Unprovided::Nested) => {
                "makes a call itself that needs the credential; it has to use another client"
            }
            Ungranted::Refused(Refused::Kind) => "gave one of another kind than the scheme",
            Ungranted::Refused(Refused::Text) => {
                "gave one that is empty or has a character that can't be sent"
            }
        }
    }
}

impl Display for CredentialError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            operation, scheme, ..
        } = self;
        let reason = self.reason();
        write!(
            formatter,
            "{operation}: the provider of the credential for `{scheme}` {reason}"
        )
    }
}

impl Debug for CredentialError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CredentialError")
            .field("operation", &self.operation)
            .field("scheme", &self.scheme)
            .field("reason", &self.reason())
            .finish()
    }
}
