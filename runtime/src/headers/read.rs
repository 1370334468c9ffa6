//! Reading one header: all its lines go in as one text, the value of a field comes out. What its type needs decides how
//! the text is taken apart.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, header};
use serde::de::DeserializeOwned;

use super::InvalidHeader;
use super::text::Text;

/// How a header's value is written (OpenAPI 3.0.4, "Style Values" and "Fixed Fields for use with `content`").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// `blue,black`; an object is `R,100,G,200`.
    Simple,
    /// `blue,black`; an object is `R=100,G=200`.
    Exploded,
    /// Its JSON text.
    Json,
}

/// Reads a header that has to be there.
pub fn required<T: DeserializeOwned>(
    headers: &HeaderMap,
    name: &'static str,
    written: Written,
) -> Result<T, InvalidHeader> {
    optional(headers, name, written)?.ok_or_else(|| InvalidHeader::new(name, "it is missing"))
}

/// Reads a header that may be there.
pub fn optional<T: DeserializeOwned>(
    headers: &HeaderMap,
    name: &'static str,
    written: Written,
) -> Result<Option<T>, InvalidHeader> {
    let separator = separator(name);
    let Some(text) = text(headers, name, separator)? else {
        return Ok(None);
    };
    let value = match written {
        Written::Json => serde_json::from_str(&text).map_err(|_| "it isn't such JSON"),
        Written::Simple | Written::Exploded => {
            let text = Text {
                text: &text,
                separator,
                is_exploded: written == Written::Exploded,
            };
            T::deserialize(text).map_err(|mismatch| mismatch.0)
        }
    };
    value
        .map(Some)
        .map_err(|reason| InvalidHeader::new(name, reason))
}

/// Lines of one header are one list (RFC 9110, section 5.3), except for cookies, whose values have commas.
fn separator(name: &str) -> char {
    if name.eq_ignore_ascii_case(header::SET_COOKIE.as_str()) {
        '\n'
    } else {
        ','
    }
}

fn text<'h>(
    headers: &'h HeaderMap,
    name: &'static str,
    separator: char,
) -> Result<Option<Cow<'h, str>>, InvalidHeader> {
    let invalid = |_| InvalidHeader::new(name, "it isn't UTF-8");
    // What can't be the name of a header is never sent as one.
    let Ok(key) = HeaderName::try_from(name) else {
        return Ok(None);
    };
    let mut joined: Option<Cow<'h, str>> = None;
    for line in headers.get_all(key) {
        let line = std::str::from_utf8(line.as_bytes()).map_err(invalid)?;
        match &mut joined {
            None => joined = Some(Cow::Borrowed(line)),
            Some(joined) => {
                let joined = joined.to_mut();
                joined.push(separator);
                joined.push(' ');
                joined.push_str(line);
            }
        }
    }
    Ok(joined)
}
