//! A credential that a provider has given, and how long it can be used.

use std::time::Duration;

use super::Credential;
use crate::clock::Deadline;

/// How long before its end a credential is renewed at the most.
const LONGEST_MARGIN: Duration = Duration::from_secs(60);

/// What a provider has given.
pub(crate) struct Held {
    pub(crate) credential: Credential,
    /// When it should be renewed, and when it can't be used any more.
    end: Option<(Deadline, Deadline)>,
}

impl Held {
    pub(super) fn new(credential: Credential) -> Self {
        let end = credential.life.map(|life| {
            let margin = (life / 10).min(LONGEST_MARGIN);
            (Deadline::after(life - margin), Deadline::after(life))
        });
        Self { credential, end }
    }

    /// Whether there is no need for another yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.end.is_none_or(|(due, _)| !due.has_passed())
    }

    /// Whether the server should still take it.
    pub(super) fn is_valid(&self) -> bool {
        self.end.is_none_or(|(_, over)| !over.has_passed())
    }

    #[cfg(test)]
    pub(super) fn ending(due: Duration, over: Duration) -> Self {
        Self {
            credential: Credential::bearer("T"),
            end: Some((Deadline::after(due), Deadline::after(over))),
        }
    }
}
