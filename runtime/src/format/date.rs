//! Calendar dates (`format: date`): an RFC 3339 `full-date` comes in, and goes out the same.
//! There is no arithmetic here: a date library of the caller's choice does it, from `year`, `month` and `day`.

use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;

use super::{formatted, has_shape};

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
            return Err(InvalidDate::new(text));
        };
        Ok(Self(date))
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

formatted! {
    Date,
    /// A text that isn't a calendar date.
    InvalidDate: "a date such as 2017-05-24"
}
