//! The parts of a date-time text: RFC 3339 and its common misspellings go in, RFC 3339 comes out of [`Display`].
//! Whether the day and the hour exist isn't looked at here; jiff knows.

use std::fmt::{self, Display, Formatter};

use jiff::civil;

use crate::date::has_shape;

/// The parts of a date-time, as they were written.
pub(super) struct Parts<'t> {
    date: &'t str,
    time: &'t str,
    /// The digits after the point; empty when there is no point.
    fraction: &'t str,
    /// `None` for UTC as `Z`.
    offset: Option<Offset<'t>>,
}

struct Offset<'t> {
    sign: char,
    hours: &'t str,
    minutes: &'t str,
}

/// Takes a text apart; `None` when it has another shape.
pub(super) fn read(text: &str) -> Option<Parts<'_>> {
    let (date, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
    if !has_shape(date, "0000-00-00") || !has_shape(time, "00:00:00") {
        return None;
    }
    let (fraction, zone) = match rest.strip_prefix('.') {
        None => ("", rest),
        Some(rest) => rest.split_at_checked(rest.bytes().take_while(u8::is_ascii_digit).count())?,
    };
    if rest.starts_with('.') && fraction.is_empty() {
        return None;
    }
    let offset = match zone {
        "Z" | "z" => None,
        _ => Some(read_offset(zone)?),
    };
    Some(Parts {
        date,
        time,
        fraction,
        offset,
    })
}

fn read_offset(zone: &str) -> Option<Offset<'_>> {
    let sign = zone
        .chars()
        .next()
        .filter(|sign| matches!(sign, '+' | '-'))?;
    let (hours, rest) = zone.get(1..)?.split_at_checked(2)?;
    let minutes = match rest.strip_prefix(':').unwrap_or(rest) {
        "" if rest.is_empty() => "00",
        minutes => minutes,
    };
    let valid =
        has_shape(hours, "00") && hours < "24" && has_shape(minutes, "00") && minutes < "60";
    valid.then_some(Offset {
        sign,
        hours,
        minutes,
    })
}

impl Parts<'_> {
    /// What the calendar and the clock on the wall showed; `None` when there is no such day or hour.
    pub(super) fn civil(&self) -> Option<civil::DateTime> {
        format!("{}T{}", self.date, self.time).parse().ok()
    }

    pub(super) fn nanos(&self) -> u32 {
        let digits = self.fraction.bytes().chain(std::iter::repeat(b'0'));
        digits
            .take(9)
            .fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0'))
    }

    pub(super) fn offset_seconds(&self) -> i32 {
        self.offset.as_ref().map_or(0, Offset::seconds)
    }
}

impl Offset<'_> {
    fn seconds(&self) -> i32 {
        // Both parts were found to be two digits.
        let number = |digits: &str| digits.parse::<i32>().unwrap_or_default();
        let seconds = number(self.hours) * 3600 + number(self.minutes) * 60;
        if self.sign == '-' { -seconds } else { seconds }
    }
}

impl Display for Parts<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}T{}", self.date, self.time)?;
        if !self.fraction.is_empty() {
            write!(formatter, ".{}", self.fraction)?;
        }
        match &self.offset {
            None => formatter.write_str("Z"),
            Some(offset) => write!(
                formatter,
                "{}{}:{}",
                offset.sign, offset.hours, offset.minutes
            ),
        }
    }
}
