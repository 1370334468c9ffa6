//! One key of a mapping.
//!
//! In comes a key of any scalar type; out goes its text as it is written, so that `200:` is `"200"` and `1.10:` isn't
//! `"1.1"`. A list or a mapping as a key is an error of the parser's.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// A key of a mapping, as it is written.
pub(super) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        // Asked for a string, the YAML parser gives the text of any scalar.
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }
}
