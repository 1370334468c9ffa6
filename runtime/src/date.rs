//! Calendar dates (`format: date`): an RFC 3339 `full-date` comes in, and goes out the same.
//! There is no arithmetic here: a date library of the caller's choice does it, from `year`, `month` and `day`.

use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::codec::text;

/// A calendar date, as `format: date` writes it: an RFC 3339 `full-date` such as `2017-05-24`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The date with this year (0 to 9999), month (1 to 12) and day (1 to 31).
    ///
    /// # Errors
    /// When there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidDate> {
        format!("{year:04}-{month:02}-{day:02}").parse()
    }

    /// The year, 0 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        // jiff also reads `20170524`, years of six digits and a time that follows; none of these is a `full-date`.
        let Some(date) = has_shape(text, "0000-00-00")
            .then(|| text.parse().ok())
            .flatten()
        else {
            return Err(InvalidDate(excerpt(text)));
        };
        Ok(Self(date))
    }
}

/// Whether every `0` of the shape stands for a digit and everything else for itself.
pub(crate) fn has_shape(text: &str, shape: &str) -> bool {
    let fits = |(byte, shape): (u8, u8)| {
        if shape == b'0' {
            byte.is_ascii_digit()
        } else {
            byte == shape
        }
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

/// The beginning of a refused text: enough to recognize it in a message.
pub(crate) fn excerpt(text: &str) -> Box<str> {
    text.chars().take(40).collect()
}

impl TryFrom<&str> for Date {
    type Error = InvalidDate;

    fn try_from(text: &str) -> Result<Self, InvalidDate> {
        text.parse()
    }
}

impl Display for Date {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, formatter)
    }
}

impl Debug for Date {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, formatter)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::parse(deserializer)
    }
}

/// A text that isn't a calendar date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDate(Box<str>);

impl Display for InvalidDate {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} isn't a date such as 2017-05-24", self.0)
    }
}

impl std::error::Error for InvalidDate {}
