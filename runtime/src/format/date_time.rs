//! Moments in time (`format: date-time`): a text comes in with its offset and its fraction, and goes out the same.
//!
//! RFC 3339 is what the format asks for, but many servers write offsets as `+0000`: such texts are read, and written
//! as RFC 3339. A text without an offset is refused, since it doesn't say which moment it means.

mod system_time;

use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;

use jiff::SignedDuration;
use jiff::civil;

use super::{clock, compared, formatted, has_shape};

/// A moment in time with the text it was read from, as `format: date-time` writes it (RFC 3339, section 5.6).
///
/// Read: RFC 3339, and the same with `+0000` or `+00` for the offset, a space for the `T`, or small letters.
/// Written: RFC 3339, and exactly the text that was read if it was that, with its fraction and its offset.
/// Compared: by the moment alone, so that `12:00Z` and `14:00+02:00` are equal.
#[derive(Clone)]
pub struct DateTime {
    text: Box<str>,
    unix_seconds: i64,
    subsec_nanos: u32,
    utc_offset_seconds: i32,
}

impl DateTime {
    /// The moment this many seconds after 1970-01-01T00:00:00Z, leap seconds not counted.
    ///
    /// # Errors
    /// When it falls outside the years 0 to 9999, which RFC 3339 can't write.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, InvalidDateTime> {
        Self::in_utc(SignedDuration::from_secs(seconds))
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down, leap seconds not counted.
    #[must_use]
    pub fn unix_seconds(&self) -> i64 {
        self.unix_seconds
    }

    /// Nanoseconds since the last whole second; further digits of the text are kept, but not counted.
    #[must_use]
    pub fn subsec_nanos(&self) -> u32 {
        self.subsec_nanos
    }

    /// How far the text's clock is ahead of UTC.
    #[must_use]
    pub fn utc_offset_seconds(&self) -> i32 {
        self.utc_offset_seconds
    }

    /// The text, in RFC 3339.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn in_utc(since_epoch: SignedDuration) -> Result<Self, InvalidDateTime> {
        let civil = EPOCH
            .checked_add(since_epoch)
            .ok()
            .filter(|civil| civil.year() >= 0);
        let civil = civil.ok_or_else(|| InvalidDateTime::new(&format!("{since_epoch:?}")))?;
        format!("{civil}Z").parse()
    }

    fn instant(&self) -> (i64, u32) {
        (self.unix_seconds, self.subsec_nanos)
    }
}

const EPOCH: civil::DateTime = civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

impl FromStr for DateTime {
    type Err = InvalidDateTime;

    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        read(text).ok_or_else(|| InvalidDateTime::new(text))
    }
}

fn read(text: &str) -> Option<DateTime> {
    let (date, rest) = text.split_at_checked(10)?;
    let clock = clock::read(rest.strip_prefix(['T', 't', ' '])?)?;
    let offset = clock.offset_seconds()?;
    if !has_shape(date, "0000-00-00") {
        return None;
    }
    // A civil time and an offset rather than a jiff timestamp: the latter ends before 9999-12-31T23:59:59Z, which is
    // how many servers write "never".
    let civil: civil::DateTime = format!("{date}T{}", clock.time).parse().ok()?;
    Some(DateTime {
        text: format!("{date}T{clock}").into(),
        unix_seconds: civil.duration_since(EPOCH).as_secs() - i64::from(offset),
        subsec_nanos: clock.nanos(),
        utc_offset_seconds: offset,
    })
}

compared!(DateTime by instant);

impl Display for DateTime {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl Debug for DateTime {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

formatted! {
    DateTime,
    /// A text that isn't a moment in time, or a moment that RFC 3339 or the platform's clock can't express.
    InvalidDateTime: "a date and time with an offset, such as 2017-05-24T17:53:03Z"
}
