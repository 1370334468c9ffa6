//! Redirects that aren't followed. Nothing was sent for what is reported here; of where they lead only the origin shows.

use std::fmt::{self, Debug, Display, Formatter};

use http::{HeaderMap, StatusCode};

use super::Excerpt;
use crate::headers::Shown;

/// A call whose answers lead on and on, or to where they mustn't.
pub struct RedirectError {
    pub(crate) operation: &'static str,
    pub(crate) refused: Refused,
    pub(crate) status: StatusCode,
    pub(crate) headers: Box<HeaderMap>,
}

/// Why a redirect isn't followed.
pub(crate) enum Refused {
    /// There were so many before it.
    TooMany(u32),
    /// It leads from `https` to this origin, of `http`.
    Insecure(Excerpt),
}

impl RedirectError {
    /// Whether there were as many redirects before this one as the client follows.
    #[must_use]
    pub fn is_too_many(&self) -> bool {
        matches!(self.refused, Refused::TooMany(_))
    }

    /// Whether it leads from `https` to `http`.
    #[must_use]
    pub fn is_insecure(&self) -> bool {
        matches!(self.refused, Refused::Insecure(_))
    }

    /// The status of the last redirect.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the last redirect.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl Display for RedirectError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.operation)?;
        match &self.refused {
            Refused::TooMany(limit) => write!(
                formatter,
                "the server redirected more than {limit} times; `redirects` of the client's builder allows more"
            ),
            Refused::Insecure(origin) => write!(
                formatter,
                "the server redirected from https to {origin}, which isn't encrypted and so isn't asked"
            ),
        }
    }
}

impl Debug for RedirectError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RedirectError")
            .field("message", &format_args!("{self}"))
            .field("status", &self.status)
            .field("headers", &Shown(&self.headers))
            .finish_non_exhaustive()
    }
}
