//! Exchanges that took too long: as a whole, in one of their steps, or because too little came of all their waiting.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use crate::TransportError;
use crate::pace::Stalled;

/// A call that took longer than it was given, or whose bodies went too slowly.
#[derive(Debug)]
pub struct Timeout {
    pub(crate) operation: &'static str,
    pub(crate) missed: Missed,
    pub(crate) error: TransportError,
}

/// What didn't come in time.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Missed {
    /// A credential from its provider.
    Credential(Duration),
    /// The complete answer.
    Answer(Duration),
    /// The answer's head.
    Head(Duration),
    /// A further piece of the answer.
    Piece(Duration),
    /// The answer, at the throughput that it was to have.
    Download(Stalled),
    /// The same of the request.
    Upload(Stalled),
}

impl Timeout {
    /// How long the call was given: as a whole, or for the step that took longer. Where the throughput was too low, how
    /// long it was waited for that.
    #[must_use]
    pub fn after(&self) -> Duration {
        match self.missed {
            Missed::Credential(given)
            | Missed::Answer(given)
            | Missed::Head(given)
            | Missed::Piece(given) => given,
            Missed::Download(stalled) | Missed::Upload(stalled) => stalled.waited(),
        }
    }

    /// The throughput that was too low, in bytes a second, if that was the reason.
    #[must_use]
    pub fn throughput(&self) -> Option<u64> {
        match self.missed {
            Missed::Download(stalled) | Missed::Upload(stalled) => Some(stalled.bytes_per_second()),
            Missed::Credential(_) | Missed::Answer(_) | Missed::Head(_) | Missed::Piece(_) => None,
        }
    }

    pub(super) fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

impl Display for Timeout {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.operation)?;
        let (what, given) = match self.missed {
            Missed::Credential(given) => {
                return write!(
                    formatter,
                    "no credential within {given:?}; `with_timeout` gives a call more time"
                );
            }
            Missed::Answer(given) => ("complete answer", given),
            Missed::Head(given) => ("answer", given),
            Missed::Piece(given) => ("further piece of the answer", given),
            Missed::Download(_) => {
                return formatter
                    .write_str("the answer came too slowly; `with_throughput` allows less");
            }
            Missed::Upload(_) => {
                return formatter
                    .write_str("the request was taken too slowly; `with_throughput` allows less");
            }
        };
        write!(
            formatter,
            "no {what} within {given:?}; the server may have seen the request; `with_timeout` gives a call more time"
        )
    }
}
