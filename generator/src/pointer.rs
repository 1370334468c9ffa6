//! Where a part of a document is: a JSON pointer.
//!
//! In come the keys and indexes that lead from the root of a document to one of its values; out goes their RFC 6901
//! text, as a pointer or as the fragment of a `$ref`. A pointer doesn't know whether anything is there: that is
//! [`Positions`](crate::position::Positions)'s to say.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), such as `/paths/~1users/get`.
///
/// It is kept escaped, so that making a child is one allocation. The order is that of the escaped text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer of the whole document: the empty text.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The pointer of the value under `key`, which is given unescaped.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + 1 + key.len());
        text.push_str(&self.0);
        push_segment(&mut text, key);
        Self(text)
    }

    /// The pointer of the item of a list, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer of the mapping or list that holds this value; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some(Self(parent.to_owned()))
    }

    /// The last key or index, unescaped; `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let (_, last) = self.0.rsplit_once('/')?;
        Some(unescape(last))
    }

    /// The keys and indexes from the root on, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// The pointer with its beginning replaced; `None` when it doesn't begin with `from`.
    #[must_use]
    pub fn rebased(&self, from: &Self, to: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(&from.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(format!("{}{rest}", to.0)))
    }

    /// Whether this is the pointer of the whole document.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The escaped text, which is empty for the root.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Writes the escaped text.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The pointer that these keys, given unescaped, lead to.
impl<S: AsRef<str>> FromIterator<S> for Pointer {
    fn from_iter<I: IntoIterator<Item = S>>(segments: I) -> Self {
        let mut text = String::new();
        for segment in segments {
            push_segment(&mut text, segment.as_ref());
        }
        Self(text)
    }
}

/// Reads a pointer (`/a~1b`), or one in the fragment of a URI (`#/a~1b/c%20d`, RFC 6901 section 6).
impl FromStr for Pointer {
    type Err = PointerError;

    fn from_str(text: &str) -> Result<Self, PointerError> {
        let decoded = match text.strip_prefix('#') {
            Some(fragment) => percent_decode(fragment)?,
            None => text.to_owned(),
        };
        if !decoded.is_empty() && !decoded.starts_with('/') {
            return Err(PointerError::NoSlash);
        }
        if decoded
            .split('~')
            .skip(1)
            .any(|rest| !rest.starts_with(['0', '1']))
        {
            return Err(PointerError::Escape);
        }
        Ok(Self(decoded))
    }
}

/// Why a text isn't a JSON pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PointerError {
    /// It is neither empty nor begins with `/`.
    NoSlash,
    /// A `~` is followed by neither `0` nor `1`.
    Escape,
    /// A `%` isn't followed by two hexadecimal digits, or the bytes aren't UTF-8.
    Percent,
}

impl fmt::Display for PointerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSlash => "a JSON pointer begins with `/`",
            Self::Escape => "`~` in a JSON pointer is written `~0`, and `/` in a name `~1`",
            Self::Percent => {
                "`%` in a reference is followed by two hexadecimal digits of UTF-8 text"
            }
        })
    }
}

impl std::error::Error for PointerError {}

fn push_segment(text: &mut String, segment: &str) {
    text.push('/');
    for character in segment.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        // `~1` goes first, so that `~01` is read as `~1` and not as `/` (RFC 6901, section 4).
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// The text that `fragment`, a part of a URI, stands for (RFC 3986, section 2.1).
pub(crate) fn percent_decode(fragment: &str) -> Result<String, PointerError> {
    let mut pieces = fragment.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let digits = piece
            .get(..2)
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.ok_or(PointerError::Percent)?);
        bytes.extend(piece.bytes().skip(2));
    }
    String::from_utf8(bytes).map_err(|_| PointerError::Percent)
}
