//! `Retry-After` (RFC 9110, section 10.2.3): the header's value goes in, a wait comes out.

use std::time::Duration;

use http::{HeaderMap, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::clock;

/// How long to wait; not at all for a date that is past. `None` without the header, or when it can't be read.
pub(crate) fn read(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match value.bytes().all(|byte| byte.is_ascii_digit()) {
        true if value.is_empty() => None,
        // What is too long for a number of seconds is too long to wait.
        true => Some(value.parse().map_or(Duration::MAX, Duration::from_secs)),
        false => until(value, clock::now()?),
    }
}

/// HTTP's dates are those of mail, always in GMT.
fn until(date: &str, now: Timestamp) -> Option<Duration> {
    let parser = DateTimeParser::new().relaxed_weekday(true);
    let date = parser.parse_timestamp(date).ok()?;
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(value: &'static str) -> Option<Duration> {
        let now = "2015-10-21T07:27:00Z".parse().expect("a time");
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, http::HeaderValue::from_static(value));
        match value.contains(':') {
            true => until(value, now),
            false => read(&headers),
        }
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(waits("120"), Some(Duration::from_secs(120)));
        assert_eq!(waits("99999999999999999999"), Some(Duration::MAX));
        let minute = Some(Duration::from_secs(60));
        assert_eq!(waits("Wed, 21 Oct 2015 07:28:00 GMT"), minute);
        assert_eq!(waits("Wed, 21 Oct 2015 07:00:00 GMT"), Some(Duration::ZERO));
    }

    #[test]
    fn anything_else_is_no_wait() {
        for value in ["", "-1", "1.5", "soon", "12:00"] {
            assert_eq!(waits(value), None, "{value:?}");
        }
    }
}
