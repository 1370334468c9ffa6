//! Headers as they are shown in `Debug`: all names, and the values of those that can be known to hold no secret. Links and
//! cookies may, and who knows what else.

use std::fmt::{self, Debug, Formatter};

use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue};

/// Headers of which the standards say what they hold.
const HARMLESS: [HeaderName; 24] = [
    header::ACCEPT_RANGES,
    header::AGE,
    header::ALLOW,
    header::CACHE_CONTROL,
    header::CONNECTION,
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LENGTH,
    header::CONTENT_RANGE,
    header::CONTENT_TYPE,
    header::DATE,
    header::ETAG,
    header::EXPIRES,
    header::LAST_MODIFIED,
    header::RETRY_AFTER,
    header::SERVER,
    header::STRICT_TRANSPORT_SECURITY,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::VARY,
    header::VIA,
    header::WARNING,
];

/// What the names of headers have that tell how much may still be asked, or by what an operator finds the request again.
const HARMLESS_PARTS: [&str; 4] = ["ratelimit", "rate-limit", "request-id", "correlation-id"];

/// Headers whose values show only where they are harmless.
pub(crate) struct Shown<'h>(pub(crate) &'h HeaderMap);

impl Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let shown = self
            .0
            .iter()
            .map(|(name, value)| (name, shown(name, value)));
        formatter.debug_map().entries(shown).finish()
    }
}

fn shown(name: &HeaderName, value: &HeaderValue) -> HeaderValue {
    let mut parts = HARMLESS_PARTS.iter();
    let is_harmless = HARMLESS.contains(name) || parts.any(|part| name.as_str().contains(part));
    let mut value = value.clone();
    value.set_sensitive(!is_harmless || value.is_sensitive());
    value
}
