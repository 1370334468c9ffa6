//! The parts of a time of day as text: RFC 3339 and its common misspellings go in, RFC 3339 comes out of [`Display`].
//! Whether the hour exists isn't looked at here; jiff knows.

use std::fmt::{self, Display, Formatter};

use super::has_shape;

/// The parts of a time of day, as they were written.
pub(super) struct Clock<'t> {
    /// `17:53:03`
    pub(super) time: &'t str,
    /// The digits after the point; empty when there is no point.
    fraction: &'t str,
    zone: Option<Zone<'t>>,
}

/// How far the clock is ahead of UTC.
enum Zone<'t> {
    Utc,
    Offset {
        sign: char,
        hours: &'t str,
        minutes: &'t str,
    },
}

/// Takes a text apart; `None` when it has another shape.
pub(super) fn read(text: &str) -> Option<Clock<'_>> {
    let (time, rest) = text.split_at_checked(8)?;
    if !has_shape(time, "00:00:00") {
        return None;
    }
    let (fraction, zone) = match rest.strip_prefix('.') {
        None => ("", rest),
        Some(rest) => rest.split_at_checked(rest.bytes().take_while(u8::is_ascii_digit).count())?,
    };
    if rest.starts_with('.') && fraction.is_empty() {
        return None;
    }
    let zone = match zone {
        "" => None,
        "Z" | "z" => Some(Zone::Utc),
        _ => Some(read_offset(zone)?),
    };
    Some(Clock {
        time,
        fraction,
        zone,
    })
}

fn read_offset(zone: &str) -> Option<Zone<'_>> {
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
    valid.then_some(Zone::Offset {
        sign,
        hours,
        minutes,
    })
}

impl Clock<'_> {
    pub(super) fn nanos(&self) -> u32 {
        let digits = self.fraction.bytes().chain(std::iter::repeat(b'0'));
        digits
            .take(9)
            .fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0'))
    }

    /// How far the clock is ahead of UTC, if the text says it.
    pub(super) fn offset_seconds(&self) -> Option<i32> {
        self.zone.as_ref().map(Zone::seconds)
    }
}

impl Zone<'_> {
    fn seconds(&self) -> i32 {
        match self {
            Self::Utc => 0,
            Self::Offset {
                sign,
                hours,
                minutes,
            } => {
                // Both parts were found to be two digits.
                let number = |digits: &str| digits.parse::<i32>().unwrap_or_default();
                let seconds = number(hours) * 3600 + number(minutes) * 60;
                if *sign == '-' { -seconds } else { seconds }
            }
        }
    }
}

impl Display for Clock<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.time)?;
        if !self.fraction.is_empty() {
            write!(formatter, ".{}", self.fraction)?;
        }
        match &self.zone {
            None => Ok(()),
            Some(Zone::Utc) => formatter.write_str("Z"),
            Some(Zone::Offset {
                sign,
                hours,
                minutes,
            }) => write!(formatter, "{sign}{hours}:{minutes}"),
        }
    }
}
