//! Unions: a table of branches goes in, serde's traits come out.
//!
//! A value is read once, into JSON, and looked at once. The rule, in order: the branch whose tag the value carries;
//! without a tag, the branch that the value fits with the fewest unknown keys and values, then with the most known
//! ones, then the first. What fits none is kept as it is, and so is a value with a tag that isn't listed.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde_json::Value;

use super::judge::{Judge, Score};

/// Implements `serde::Serialize` and `serde::Deserialize` for an enum with one variant a branch, each holding one
/// value, and a last variant `Unrecognized(Value)`. A row that ends with `: foreign` has a type that serde can read, and
/// nothing else is known of.
///
/// Behind the enum stands the name of the property that carries the tag, if there is one. Each row names a variant and
/// the values of the tag that select it. Without a tag, or for a value that lacks it, the
/// branch is found by the value's shape: it must have the JSON type and all required properties; of several branches
/// that do, the one with the fewest unknown keys is taken, then the one with the most known ones, then the first. A
/// value that fits none is `Unrecognized`, and no key is ever dropped.
///
/// A value is read into JSON first, which has no integers beyond 64 bits: of a longer one only the digits of an `f64` are
/// left, and it fits no branch of integers.
///
/// # Errors
/// Reading fails when a value carries a branch's tag and can't be read as that branch.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// pub enum Id { Number(i64), Text(String), Unrecognized(bindery_runtime::Value) }
/// bindery_runtime::union! { Id { Number [], Text [] } }
///
/// assert_eq!(serde_json::from_str::<Id>("1")?, Id::Number(1));
/// assert_eq!(serde_json::to_string(&Id::Text("a".to_owned()))?, "\"a\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! union {
    ($union:path $(: $tag:literal)? { $($branch:ident [$($value:literal),* $(,)?] $(: $how:ident)?),* $(,)? }) => {
        impl $crate::__private::Serialize for $union {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$branch(value) => $crate::__private::Serialize::serialize(value, serializer),)*
                    Self::Unrecognized(value) => $crate::__private::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $union {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_union(deserializer)
            }
        }

        impl $crate::__private::Union for $union {
            const TAG: &'static [&'static str] = &[$($tag)?];

            const BRANCHES: &'static [$crate::__private::Branch<Self>] = &[$($crate::__private::Branch {
                tags: &[$($value),*],
                variant: &$crate::__private::variant::$($how::)?Of(Self::$branch),
            }),*];

            fn unrecognized(value: $crate::Value) -> Self {
                Self::Unrecognized(value)
            }
        }

        impl $crate::__private::Judge for $union {
            #[inline]
            fn judge(value: &$crate::Value) -> ::core::option::Option<$crate::__private::Score> {
                $crate::__private::judge_union::<Self>(value)
            }
        }
    };
}

/// An enum with a table: what [`union!`](crate::union) implements besides serde's traits.
pub trait Union: Sized + 'static {
    /// The property that carries the tag, if there is one.
    const TAG: &'static [&'static str];
    /// The rows of the table.
    const BRANCHES: &'static [Branch<Self>];

    /// What fits no branch.
    fn unrecognized(value: Value) -> Self;
}

/// One row of a union's table.
pub struct Branch<U: 'static> {
    /// The values of the tag that select it.
    pub tags: &'static [&'static str],
    /// What it holds.
    pub variant: &'static dyn Variant<U>,
}

/// A variant of a union, without the type being known that it holds.
pub trait Variant<U> {
    /// How well a value fits it.
    fn judge(&self, value: &Value) -> Option<Score>;

    /// Reads a value into it.
    fn read(&self, value: &Value) -> serde_json::Result<U>;
}

/// Variants by their constructors, from which the compiler finds the types that they hold.
pub mod variant {
    use super::{DeserializeOwned, Judge, Score, Value, Variant};

    /// A variant that holds a type which can be judged.
    pub struct Of<T, U>(pub fn(T) -> U);

    impl<T: Judge + DeserializeOwned, U> Variant<U> for Of<T, U> {
        fn judge(&self, value: &Value) -> Option<Score> {
            T::judge(value)
        }

        fn read(&self, value: &Value) -> serde_json::Result<U> {
            T::deserialize(value).map(self.0)
        }
    }

    /// Types of the user's own.
    pub mod foreign {
        use super::{DeserializeOwned, Judge, Score, Value, Variant};
        use crate::codec::judge::Foreign;

        /// A variant that holds one.
        pub struct Of<T, U>(pub fn(T) -> U);

        impl<T: DeserializeOwned, U> Variant<U> for Of<T, U> {
            fn judge(&self, value: &Value) -> Option<Score> {
                Foreign::<T>::judge(value)
            }

            fn read(&self, value: &Value) -> serde_json::Result<U> {
                T::deserialize(value).map(self.0)
            }
        }
    }
}

/// Reads a union by its table.
pub fn read_union<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    let value = Value::deserialize(deserializer)?;
    if let Some(tag) = tag::<U>(&value) {
        return match tagged::<U>(tag) {
            Some(branch) => branch.variant.read(&value).map_err(D::Error::custom),
            None if U::BRANCHES.iter().any(|branch| branch.tags.is_empty()) => {
                Ok(read_fitting(value))
            }
            None => Ok(U::unrecognized(value)),
        };
    }
    Ok(read_fitting(value))
}

/// Reads the best branch that can be read.
fn read_fitting<U: Union>(value: Value) -> U {
    let read = fitting::<U>(&value)
        .into_iter()
        .find_map(|branch| branch.variant.read(&value).ok());
    read.unwrap_or_else(|| U::unrecognized(value))
}

/// The score of the branch that a value belongs to.
pub fn judge_union<U: Union>(value: &Value) -> Option<Score> {
    match tag::<U>(value) {
        Some(tag) => tagged::<U>(tag)?.variant.judge(value),
        None => U::BRANCHES
            .iter()
            .filter_map(|branch| branch.variant.judge(value))
            .min(),
    }
}

/// The tag that a value carries, when the union has tags.
fn tag<U: Union>(value: &Value) -> Option<&str> {
    value.get(U::TAG.first()?)?.as_str()
}

fn tagged<U: Union>(tag: &str) -> Option<&'static Branch<U>> {
    U::BRANCHES.iter().find(|branch| branch.tags.contains(&tag))
}

/// The branches that a value fits, the best first.
fn fitting<U: Union>(value: &Value) -> Vec<&'static Branch<U>> {
    let scored = U::BRANCHES
        .iter()
        .filter_map(|branch| Some((branch.variant.judge(value)?, branch)));
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by_key(|(score, _)| *score);
    scored.into_iter().map(|(_, branch)| branch).collect()
}
