//! The formats of strings that have a type of their own: a text comes in, and goes out as it came.
//!
//! Each type keeps what it needs to write the text that it was read from, and compares by what the text means. A text
//! that isn't of the format is refused when it is read. Formats that aren't here stay strings.

mod base64;
mod clock;
mod date;
mod date_time;
mod secret;

mod time;
mod uuid;

pub use self::base64::{Base64, InvalidBase64};
pub use self::date::{Date, InvalidDate};
pub use self::date_time::{DateTime, InvalidDateTime};
pub use self::secret::Secret;
pub use self::time::{InvalidTime, Time};
pub use self::uuid::{InvalidUuid, Uuid};

/// What every such type has because of its `FromStr` and its `Display`, and the error of its `FromStr`.
macro_rules! formatted {
    ($ty:ident, $(#[$docs:meta])* $invalid:ident: $expected:literal) => {
        impl TryFrom<&str> for $ty {
            type Error = $invalid;

            fn try_from(text: &str) -> Result<Self, $invalid> {
                text.parse()
            }
        }

        impl serde::Serialize for $ty {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $ty {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::codec::text::parse(deserializer)
            }
        }

        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $invalid(Box<str>);

        impl $invalid {
            /// It keeps the beginning of the text, which is enough to recognize it in a message.
            fn new(text: &str) -> Self {
                Self(text.chars().take(40).collect())
            }
        }

        impl std::fmt::Display for $invalid {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, concat!("{:?} isn't ", $expected), self.0)
            }
        }

        impl std::error::Error for $invalid {}
    };
}

use formatted;

/// Equality, order and hash by what a method gives, since texts may differ and mean the same.
macro_rules! compared {
    ($ty:ident by $meaning:ident) => {
        impl PartialEq for $ty {
            fn eq(&self, other: &Self) -> bool {
                self.$meaning() == other.$meaning()
            }
        }

        impl Eq for $ty {}

        impl PartialOrd for $ty {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $ty {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.$meaning().cmp(&other.$meaning())
            }
        }

        impl std::hash::Hash for $ty {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.$meaning().hash(state);
            }
        }
    };
}

use compared;

/// Whether every `0` of the shape stands for a digit and everything else for itself.
fn has_shape(text: &str, shape: &str) -> bool {
    let fits = |(byte, shape): (u8, u8)| {
        if shape == b'0' {
            byte.is_ascii_digit()
        } else {
            byte == shape
        }
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}
