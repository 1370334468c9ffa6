//! String enums that stay open: a table of texts goes in, conversions and serde's traits come out.
//! An unlisted text is never an error; it is carried in the last variant, so that it survives a round trip.

use std::fmt::{self, Formatter};
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

use super::judge::Score;
use crate::{Unrecognized, Value};

/// Implements the conversions and serde's traits for an enum of strings from a table of its texts.
///
/// The enum's last variant is `Unrecognized(bindery_runtime::Unrecognized)`, which carries a text that the table
/// doesn't list. A listed text never ends there, so comparing values is comparing texts.
///
/// Gives `as_str`, `Display`, `From<&str>`, `From<String>`, `Eq`, `PartialEq`, `Ord`, `PartialOrd`, `Hash`,
/// `serde::Serialize` and `serde::Deserialize`. Values are in the order of their texts, so that the order stays when
/// another text is listed.
///
/// ```
/// #[derive(Debug)]
/// pub enum Color { Red, Unrecognized(bindery_runtime::Unrecognized) }
/// bindery_runtime::open_enum! { Color { Red = "RED" } }
///
/// assert_eq!(Color::from("RED"), Color::Red);
/// assert_eq!(Color::from("BLUE").as_str(), "BLUE");
/// ```
#[macro_export]
macro_rules! open_enum {
    ($open:path { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $open {
            /// The text as it is on the wire.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unrecognized(text) => text.as_str(),
                }
            }
        }

        impl $crate::__private::OpenEnum for $open {
            #[inline]
            fn listed(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($text => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            #[inline]
            fn unlisted(text: $crate::Unrecognized) -> Self {
                Self::Unrecognized(text)
            }
        }

        $crate::__by_wire!($open: as_str);

        impl ::core::fmt::Display for $open {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::core::convert::From<&str> for $open {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::__private::parse(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $open {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::__private::parse(text)
            }
        }

        impl $crate::__private::Judge for $open {
            #[inline]
            fn judge(value: &$crate::Value) -> ::core::option::Option<$crate::__private::Score> {
                $crate::__private::judge_open_enum::<Self>(value)
            }
        }

        impl $crate::__private::Serialize for $open {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $open {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::open_enum(deserializer)
            }
        }
    };
}

/// Equality, order and hash of an open enum, which are those of what it is on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! __by_wire {
    ($open:path : $wire:ident) => {
        impl ::core::cmp::PartialEq for $open {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.$wire() == other.$wire()
            }
        }

        impl ::core::cmp::Eq for $open {}

        impl ::core::cmp::Ord for $open {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&self.$wire(), &other.$wire())
            }
        }

        impl ::core::cmp::PartialOrd for $open {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::hash::Hash for $open {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.$wire(), state);
            }
        }
    };
}

/// An enum with a table: what [`open_enum!`](crate::open_enum) implements besides the usual traits.
pub trait OpenEnum: Sized {
    /// The variant that the table lists for a text.
    fn listed(text: &str) -> Option<Self>;

    /// The variant that carries any other text.
    fn unlisted(text: Unrecognized) -> Self;
}

/// A listed text is a hit, any other a miss.
pub fn judge_open_enum<T: OpenEnum>(value: &Value) -> Option<Score> {
    let text = value.as_str()?;
    Some(if T::listed(text).is_some() {
        Score::HIT
    } else {
        Score::MISS
    })
}

/// Reads a text; only an unlisted one is copied.
pub fn parse<T: OpenEnum>(text: impl AsRef<str> + Into<Box<str>>) -> T {
    T::listed(text.as_ref()).unwrap_or_else(|| T::unlisted(Unrecognized::new(text)))
}

/// Reads a string by the enum's table.
pub fn open_enum<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(OpenEnumVisitor(PhantomData))
}

struct OpenEnumVisitor<T>(PhantomData<T>);

impl<T: OpenEnum> Visitor<'_> for OpenEnumVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(parse(text))
    }
}
