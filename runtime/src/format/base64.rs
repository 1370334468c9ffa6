//! Bytes as text (`format: byte`, `contentEncoding: base64`): Base64 comes in, bytes are had, the same text goes out.
//!
//! Servers differ in alphabet, padding and line breaks, so all of these are read (RFC 4648, sections 4 and 5), and
//! whatever the bytes alone don't tell is kept with them.

use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::{
    GeneralPurpose, STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD,
};
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use bytes::Bytes;

use super::{compared, formatted};

/// Bytes that JSON carries as Base64, as `format: byte` writes them (RFC 4648).
///
/// Read: with either alphabet, with padding or without, and with white space between the characters.
/// Written: exactly the text that was read; bytes that weren't read from a text in the standard alphabet with padding,
/// or as [`url_safe`](Self::url_safe) says.
/// Compared: by the bytes alone.
///
/// ```
/// use bindery_runtime::Base64;
///
/// let read: Base64 = "aGk".parse()?;
/// assert_eq!((read.as_bytes(), read.to_string()), (&b"hi"[..], "aGk".to_owned()));
/// assert_eq!(Base64::from(b"hi").to_string(), "aGk=");
/// # Ok::<(), bindery_runtime::InvalidBase64>(())
/// ```
#[derive(Clone)]
pub struct Base64 {
    bytes: Bytes,
    spelling: Spelling,
}

/// What gives the text back, besides the bytes.
#[derive(Clone)]
enum Spelling {
    Engine(&'static GeneralPurpose),
    /// No engine writes it: line breaks, or bits after the last byte.
    Text(Box<str>),
}

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const LENIENT_STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const LENIENT_URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

impl Base64 {
    /// Bytes to be written in the alphabet for URLs and without padding (RFC 4648, section 5), which is what
    /// `contentEncoding: base64url` asks for.
    #[must_use]
    pub fn url_safe(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            spelling: Spelling::Engine(&URL_SAFE_NO_PAD),
        }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes alone.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }
}

impl FromStr for Base64 {
    type Err = InvalidBase64;

    fn from_str(text: &str) -> Result<Self, InvalidBase64> {
        read(text).ok_or_else(|| InvalidBase64::new(text))
    }
}

fn read(text: &str) -> Option<Base64> {
    // Each refuses what it wouldn't write itself.
    for engine in [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD] {
        if let Ok(bytes) = engine.decode(text) {
            return Some(Base64 {
                bytes: bytes.into(),
                spelling: Spelling::Engine(engine),
            });
        }
    }
    let plain: String = text.split_ascii_whitespace().collect();
    let bytes = [LENIENT_STANDARD, LENIENT_URL_SAFE]
        .iter()
        .find_map(|engine| engine.decode(&plain).ok())?;
    Some(Base64 {
        bytes: bytes.into(),
        spelling: Spelling::Text(text.into()),
    })
}

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        Self {
            bytes,
            spelling: Spelling::Engine(&STANDARD),
        }
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

compared!(Base64 by as_bytes);

/// Writes the text.
impl Display for Base64 {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match &self.spelling {
            Spelling::Engine(engine) => formatter.write_str(&engine.encode(&self.bytes)),
            Spelling::Text(text) => formatter.write_str(text),
        }
    }
}

/// Shows how many bytes there are: they may be a secret, or megabytes.
impl Debug for Base64 {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "Base64({} bytes)", self.bytes.len())
    }
}

formatted! {
    Base64,
    /// A text that isn't Base64.
    InvalidBase64: "Base64 such as aGVsbG8="
}
