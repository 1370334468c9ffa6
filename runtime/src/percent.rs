//! Percent-encoding for each position of a URL (RFC 3986, section 2).
//! A space is `%20` everywhere: `+` means a space in HTML forms only, and a plus sign in a path.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// For `allowReserved`: reserved characters stay, except those that would end the value (`&`, `#`), that aren't
/// allowed in a query (`[`, `]`), or that servers read as a space (`+`).
const RESERVED_VALUE: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What can't stand in a URL at all. The document's own path is otherwise taken as it is written; a backslash is here
/// because URL parsers read it as a slash.
const TEMPLATE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A value, anywhere in a URL.
pub(crate) fn value(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, VALUE)
}

/// A query value whose parameter says `allowReserved`. A percent sign is encoded here too, although OpenAPI 3.0.4 lets
/// triplets such as `%41` through: a value that holds one would arrive as another.
pub(crate) fn reserved_value(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED_VALUE)
}

/// The literal parts of a path template.
pub(crate) fn template(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, TEMPLATE)
}
