//! What is wrong with a body, and where. The place is looked for only now, so that bodies which decode pay nothing for
//! it.

use std::fmt::{self, Display, Formatter};

use super::Excerpt;
use crate::decode::Undecodable;
use crate::json_path;
use crate::security::Secrets;

/// Why a body isn't as the document says.
pub(crate) struct Fault {
    pub(crate) path: Excerpt,
    pub(crate) message: Excerpt,
    pub(crate) excerpt: Excerpt,
}

impl Fault {
    pub(crate) fn of(body: &[u8], cause: &Undecodable, secrets: &Secrets) -> Self {
        let place = cause
            .position
            .map(|position| json_path::find(body, position));
        let place = place.unwrap_or_default();
        Self {
            path: Excerpt::of(place.path.as_bytes(), secrets),
            message: Excerpt::of(cause.message.as_bytes(), secrets),
            excerpt: Excerpt::around(body, place.offset, secrets),
        }
    }
}

impl Display for Fault {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let place = match self.path.as_str() {
            "" => "the body".to_owned(),
            path => format!("`{path}` in the body"),
        };
        write!(
            formatter,
            "{place} isn't as the API's document says: {}; it reads: {}",
            self.message, self.excerpt
        )
    }
}
