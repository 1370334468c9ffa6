//! Pages that don't lead to another one as they should. Nothing was sent for what is reported here: the page is kept as
//! it came, and messages show of it only what is no secret.

use std::fmt::{self, Debug, Display, Formatter};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{Answer, Excerpt};
use crate::headers::Shown;

/// Why the page after one can't be asked for.
pub struct PagingError {
    pub(crate) operation: &'static str,
    pub(crate) astray: Astray,
    pub(crate) answer: Box<Answer>,
}

/// What is wrong with the way to the next page.
pub(crate) enum Astray {
    /// It was there before.
    Loop(&'static str),
    /// It is on this origin.
    OtherOrigin(Excerpt),
    /// It isn't what it should be.
    Unusable(&'static str),
}

impl PagingError {
    /// Whether the pages go round in a circle: a cursor, a URL or a page came twice.
    #[must_use]
    pub fn is_loop(&self) -> bool {
        matches!(self.astray, Astray::Loop(_))
    }

    /// Whether the next page is on another origin, to which nothing is sent: it would get the credentials. Behind a proxy
    /// the server may have to be told where it is.
    #[must_use]
    pub fn is_other_origin(&self) -> bool {
        matches!(self.astray, Astray::OtherOrigin(_))
    }

    /// The status of the page.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers of the page.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body of the page as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.answer.bytes
    }
}

impl Display for PagingError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the next page isn't fetched: ",
            self.operation
        )?;
        match &self.astray {
            Astray::Loop(what) => {
                write!(
                    formatter,
                    "{what} came before, so that the pages would never end"
                )
            }
            Astray::OtherOrigin(origin) => write!(
                formatter,
                "it is at {origin}, and only the origin of the operation's server gets requests"
            ),
            Astray::Unusable(reason) => formatter.write_str(reason),
        }
    }
}

impl Debug for PagingError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PagingError")
            .field("message", &format_args!("{self}"))
            .field("status", &self.answer.status)
            .field("headers", &Shown(&self.answer.headers))
            .finish_non_exhaustive()
    }
}
