//! Integer enums that stay open: a table of integers goes in, conversions and serde's traits come out.
//! An unlisted integer is never an error; it is carried in the last variant, so that it survives a round trip.

use serde::de::Deserializer;
use serde_json::Value;

use super::judge::Score;
use super::whole::{Whole, integer};
use crate::unrecognized::UnrecognizedInteger;

/// Implements the conversions and serde's traits for an enum of integers from a table of its values.
///
/// Behind the enum stands the type of its integers: `i32`, `i64`, `u64` or `i128`. The enum's last variant is
/// `Unrecognized(bindery_runtime::UnrecognizedInteger<..>)`, which carries an integer that the table doesn't list. A
/// listed integer never ends there, so comparing values is comparing integers.
///
/// Gives `value`, `Display`, `From` in both directions, `Eq`, `PartialEq`, `Ord`, `PartialOrd`, `Hash`,
/// `serde::Serialize` and `serde::Deserialize`. Values are in the order of their integers.
///
/// # Errors
/// Reading fails for what is no integer, and for integers outside of the type. `2.0` is the integer 2, as JSON Schema
/// has it.
///
/// ```
/// #[derive(Debug, Clone, Copy)]
/// pub enum Level { Low, Minus1, Unrecognized(bindery_runtime::UnrecognizedInteger<i64>) }
/// bindery_runtime::open_integer! { Level: i64 { Low = 1, Minus1 = -1 } }
///
/// assert_eq!(Level::from(1), Level::Low);
/// assert_eq!(i64::from(Level::from(7)), 7);
/// ```
#[macro_export]
macro_rules! open_integer {
    ($open:path : $integer:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $open {
            /// The integer as it is on the wire.
            #[inline]
            #[must_use]
            pub const fn value(self) -> $integer {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unrecognized(integer) => integer.get(),
                }
            }
        }

        impl $crate::__private::OpenInteger for $open {
            type Integer = $integer;

            #[inline]
            fn listed(integer: $integer) -> ::core::option::Option<Self> {
                match integer {
                    $($value => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            #[inline]
            fn unlisted(integer: $crate::UnrecognizedInteger<$integer>) -> Self {
                Self::Unrecognized(integer)
            }
        }

        $crate::__by_wire!($open: value);

        impl ::core::fmt::Display for $open {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), formatter)
            }
        }

        impl ::core::convert::From<$integer> for $open {
            #[inline]
            fn from(integer: $integer) -> Self {
                $crate::__private::of_integer(integer)
            }
        }

        impl ::core::convert::From<$open> for $integer {
            #[inline]
            fn from(value: $open) -> Self {
                value.value()
            }
        }

        impl $crate::__private::Judge for $open {
            #[inline]
            fn judge(value: &$crate::Value) -> ::core::option::Option<$crate::__private::Score> {
                $crate::__private::judge_open_integer::<Self>(value)
            }
        }

        impl $crate::__private::Serialize for $open {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::Serialize::serialize(&self.value(), serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $open {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::open_integer(deserializer)
            }
        }
    };
}

/// An enum with a table: what [`open_integer!`](crate::open_integer) implements besides the usual traits.
pub trait OpenInteger: Sized {
    /// The type of the integers.
    type Integer: Whole + TryFrom<i128> + Copy;

    /// The variant that the table lists for an integer.
    fn listed(integer: Self::Integer) -> Option<Self>;

    /// The variant that carries any other integer.
    fn unlisted(integer: UnrecognizedInteger<Self::Integer>) -> Self;
}

/// The variant of an integer.
pub fn of_integer<T: OpenInteger>(integer: T::Integer) -> T {
    T::listed(integer).unwrap_or_else(|| T::unlisted(UnrecognizedInteger::new(integer)))
}

/// A listed integer is a hit, any other a miss.
pub fn judge_open_integer<T: OpenInteger>(value: &Value) -> Option<Score> {
    let integer = integer(value)?;
    Some(if T::listed(integer).is_some() {
        Score::HIT
    } else {
        Score::MISS
    })
}

/// Reads an integer by the enum's table.
pub fn open_integer<'de, T: OpenInteger, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::Integer::read(deserializer).map(of_integer)
}
