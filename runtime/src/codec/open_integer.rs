//! Integer enums that stay open: a table of integers goes in, conversions and serde's traits come out.
//! An unlisted integer is never an error; it is carried in the last variant, so that it survives a round trip.

use std::fmt::{self, Formatter};
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde_json::Value;

use super::judge::Score;
use crate::unrecognized::UnrecognizedInteger;

/// Implements the conversions and serde's traits for an enum of integers from a table of its values.
///
/// Behind the enum stands the type of its integers: `i32`, `i64`, `u64` or `i128`. The enum's last variant is
/// `Unrecognized(bindery_runtime::UnrecognizedInteger<..>)`, which carries an integer that the table doesn't list. A
/// listed integer never ends there, so comparing values is comparing integers.
///
/// Gives `value`, `Display`, `From` in both directions, `serde::Serialize` and `serde::Deserialize`.
///
/// # Errors
/// Reading fails for what is no integer, and for integers outside of the type. `2.0` is the integer 2, as JSON Schema
/// has it.
///
/// ```
/// #[derive(Debug, Clone, Copy, PartialEq)]
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
    type Integer: TryFrom<i128> + Copy;

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
    let integer = T::Integer::try_from(integer(value)?).ok()?;
    Some(if T::listed(integer).is_some() {
        Score::HIT
    } else {
        Score::MISS
    })
}

fn integer(value: &Value) -> Option<i128> {
    let whole = value.as_i64().map(i128::from);
    let whole = whole.or_else(|| value.as_u64().map(i128::from));
    whole.or_else(|| integral(value.as_f64()?))
}

/// The integer that a float is, if it can be but one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "neighbouring floats are at most one apart below the bound, so the cast is exact"
)]
fn integral(float: f64) -> Option<i128> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i128)
}

/// Reads an integer by the enum's table.
pub fn open_integer<'de, T: OpenInteger, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    // Only this hint makes serde_json keep integers beyond 64 bits, and it knows no other numbers then.
    if size_of::<T::Integer>() > size_of::<u64>() {
        deserializer.deserialize_i128(OpenIntegerVisitor(PhantomData))
    } else {
        deserializer.deserialize_i64(OpenIntegerVisitor(PhantomData))
    }
}

struct OpenIntegerVisitor<T>(PhantomData<T>);

impl<T: OpenInteger> Visitor<'_> for OpenIntegerVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("an integer of its type")
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<T, E> {
        self.visit_i128(integer.into())
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<T, E> {
        self.visit_i128(integer.into())
    }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<T, E> {
        let fitting = T::Integer::try_from(integer);
        fitting.map(of_integer).map_err(|_| {
            let text = integer.to_string();
            E::invalid_value(Unexpected::Other(&text), &self)
        })
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<T, E> {
        match integral(float) {
            Some(integer) => self.visit_i128(integer),
            None => Err(E::invalid_type(Unexpected::Float(float), &self)),
        }
    }
}
