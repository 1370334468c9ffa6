//! Times of day (`format: time`): a text comes in with its fraction and its offset, and goes out the same.
//!
//! JSON Schema asks for RFC 3339's `full-time`, which has an offset; many documents mean a time on the wall, which has
//! none, so both are read. Without a day there is no moment, and so no arithmetic.

use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;

use jiff::civil;

use super::{clock, compared, formatted, has_shape};

/// A time of day with the text it was read from, as `format: time` writes it: `17:53:03Z`, `17:53:03`, `17:53`
/// (RFC 3339, section 5.6: `full-time` and `partial-time`; the latter also without its seconds).
///
/// Written: exactly the text that was read.
/// Compared: by the time on the clock, then by its offset; a time without one goes before all others.
#[derive(Clone)]
pub struct Time {
    text: Box<str>,
    clock: civil::Time,
    subsec_nanos: u32,
    utc_offset_seconds: Option<i32>,
}

impl Time {
    /// The time on the wall with this hour (0 to 23), minute (0 to 59) and second (0 to 59).
    ///
    /// # Errors
    /// When there is no such time.
    pub fn new(hour: u8, minute: u8, second: u8) -> Result<Self, InvalidTime> {
        format!("{hour:02}:{minute:02}:{second:02}").parse()
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(&self) -> u8 {
        self.clock.hour().unsigned_abs()
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(&self) -> u8 {
        self.clock.minute().unsigned_abs()
    }

    /// The second, 0 to 59; a leap second counts as the one before.
    #[must_use]
    pub fn second(&self) -> u8 {
        self.clock.second().unsigned_abs()
    }

    /// Nanoseconds since the last whole second; further digits of the text are kept, but not counted.
    #[must_use]
    pub fn subsec_nanos(&self) -> u32 {
        self.subsec_nanos
    }

    /// How far the clock is ahead of UTC, if the text says it.
    #[must_use]
    pub fn utc_offset_seconds(&self) -> Option<i32> {
        self.utc_offset_seconds
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn value(&self) -> (civil::Time, u32, Option<i32>) {
        (self.clock, self.subsec_nanos, self.utc_offset_seconds)
    }
}

impl FromStr for Time {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        read(text).ok_or_else(|| InvalidTime::new(text))
    }
}

fn read(text: &str) -> Option<Time> {
    let whole = with_seconds(text);
    let clock = clock::read(whole.as_deref().unwrap_or(text))?;
    Some(Time {
        text: text.into(),
        clock: clock.time.parse().ok()?,
        subsec_nanos: clock.nanos(),
        utc_offset_seconds: clock.offset_seconds(),
    })
}

/// The text with seconds, if it has none.
fn with_seconds(text: &str) -> Option<String> {
    let (minutes, rest) = text.split_at_checked(5)?;
    let lacks_seconds = has_shape(minutes, "00:00") && !rest.starts_with([':', '.']);
    lacks_seconds.then(|| format!("{minutes}:00{rest}"))
}

compared!(Time by value);

impl Display for Time {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl Debug for Time {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

formatted! {
    Time,
    /// A text that isn't a time of day.
    InvalidTime: "a time such as 17:53:03Z"
}
