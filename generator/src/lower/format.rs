//! Formats of strings: which of them have a type, and whether a text is of one.
//!
//! The names come from the OpenAPI Format Registry and from JSON Schema (2020-12 Validation, section 7.3). Only what
//! the runtime's type reads and gives back as it was is of a format here. All other formats are documentation.

use crate::ir::Format;

/// The format that a document calls like this.
pub(super) fn format(name: &str) -> Option<Format> {
    match name {
        "date-time" => Some(Format::DateTime),
        "date" => Some(Format::Date),
        "time" => Some(Format::Time),
        "uuid" => Some(Format::Uuid),
        "byte" | "base64" | "base64url" => Some(Format::Base64),
        "password" => Some(Format::Secret),
        _ => None,
    }
}

/// Whether the type of a format shows all that its name says: it doesn't show which Base64 is meant.
pub(super) fn is_shown(name: &str) -> bool {
    name != "base64url" && format(name).is_some()
}

/// Whether a text is of a format.
pub(super) fn fits(text: &str, format: Format) -> bool {
    match format {
        Format::DateTime => is_date_time(text),
        Format::Date => is_date(text),
        Format::Time => is_time(text),
        Format::Uuid => is_uuid(text),
        Format::Base64 => is_base64(text),
        Format::Secret => true,
    }
}

/// What a text of a format is, for messages.
pub(super) fn expected(format: Format) -> &'static str {
    match format {
        Format::DateTime => "a date and time as in RFC 3339",
        Format::Date => "a date as in RFC 3339",
        Format::Time => "a time as in RFC 3339",
        Format::Uuid => "a UUID as in RFC 9562",
        Format::Base64 => "Base64 as in RFC 4648",
        Format::Secret => "a string",
    }
}

/// Whether text is RFC 3339's `full-date` (section 5.6).
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(digits);
    let (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    text.len() == 10 && (1..=days).contains(&day)
}

/// Whether text is RFC 3339's `date-time` (section 5.6).
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    is_date(date) && after_clock(time).is_some_and(is_offset)
}

/// Whether text is RFC 3339's `full-time` or `partial-time` (section 5.6), or a time of hours and minutes.
fn is_time(text: &str) -> bool {
    after_clock(text).is_some_and(|offset| offset.is_empty() || is_offset(offset))
        || is_clock(text, [23, 59])
}

/// What stands behind a time with seconds and perhaps a fraction of them.
fn after_clock(text: &str) -> Option<&str> {
    let (clock, rest) = text.split_at_checked(8)?;
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            (offset.len() < fraction.len()).then_some(offset)?
        }
        None => rest,
    };
    is_clock(clock, [23, 59, 59]).then_some(offset)
}

fn is_offset(offset: &str) -> bool {
    offset == "Z"
        || offset
            .strip_prefix(['+', '-'])
            .is_some_and(|clock| is_clock(clock, [23, 59]))
}

/// Whether text is as many two-digit numbers as there are limits, none above its limit.
fn is_clock<const N: usize>(text: &str, limits: [u32; N]) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let fits = |(part, limit): (&&str, u32)| {
        part.len() == 2 && digits(part).is_some_and(|number| number <= limit)
    };
    parts.len() == N && parts.iter().zip(limits).all(fits)
}

fn digits(text: &str) -> Option<u32> {
    text.chars()
        .all(|c| c.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// Whether text is a UUID (RFC 9562, section 4).
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let is_group = |(group, length): (&&str, usize)| {
        group.len() == length && group.chars().all(|c| c.is_ascii_hexdigit())
    };
    groups.len() == 5 && groups.iter().zip([8, 4, 4, 4, 12]).all(is_group)
}

/// Whether text is Base64 (RFC 4648, sections 4 and 5), perhaps without padding or with white space in it.
fn is_base64(text: &str) -> bool {
    let plain: String = text.split_ascii_whitespace().collect();
    let digits = plain.trim_end_matches('=');
    let is_padded = matches!(plain.len() - digits.len(), 1 | 2) && plain.len().is_multiple_of(4);
    let is_of = |signs: &str| {
        digits
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
    };
    (is_of("+/") || is_of("-_")) && digits.len() % 4 != 1 && (is_padded || digits == plain)
}
