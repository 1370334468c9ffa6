//! Judging: how well a JSON value fits a type, found without decoding it.
//!
//! A value and a type go in, a [`Score`] comes out, or none where the type can't hold the value. Unions decide by it
//! which branch a value belongs to. Nothing is kept, and what decodes isn't decided here alone: bounds aren't looked at,
//! and of formats only those that have a type.

use std::cmp::Reverse;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::object::Object;
use super::whole::integer;
use crate::{Base64, Date, DateTime, Map, Presence, Secret, Time, Uuid};

/// How well a value fits: the less of it is unknown to a type the better, then the more of it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    misses: usize,
    hits: Reverse<usize>,
}

impl Score {
    /// A value that is of the type, with nothing more to be said.
    pub const PLAIN: Self = Self::new(0, 0);
    /// A value that the type has a name for.
    pub const HIT: Self = Self::new(0, 1);
    /// A value that the type can keep, but knows nothing about.
    pub const MISS: Self = Self::new(1, 0);

    const fn new(misses: usize, hits: usize) -> Self {
        Self {
            misses,
            hits: Reverse(hits),
        }
    }

    fn and(self, other: Self) -> Self {
        Self::new(
            self.misses.saturating_add(other.misses),
            self.hits.0.saturating_add(other.hits.0),
        )
    }
}

/// A type that can tell how well a value fits it.
pub trait Judge {
    /// The score; none when the type can't hold the value.
    fn judge(value: &Value) -> Option<Score>;
}

/// A judge, apart from its type.
type Judgement = fn(&Value) -> Option<Score>;

/// Implements [`Judge`](crate::__private::Judge) for a struct with an [`object!`](crate::object) table, by the types of
/// its fields in the same order, without what makes them optional. Behind `..` stands the type of what no field takes.
///
/// Types of which nothing is known but that serde reads them are [`Foreign`](crate::__private::Foreign).
///
/// Unions decide by it which of their branches a value belongs to; see [`union!`](crate::union). The types are named, where
/// all other tables leave it to the compiler to infer them: without an object it takes a closure a field to do so, and the
/// compiler twice as long to check.
#[macro_export]
macro_rules! judged {
    ($object:path { $($field:ident : $ty:ty,)* $(..$rest:ty)? }) => {
        impl $crate::__private::Judge for $object {
            #[inline]
            fn judge(value: &$crate::Value) -> ::core::option::Option<$crate::__private::Score> {
                $crate::__private::judge_object::<Self>(
                    value,
                    &[$(<$ty as $crate::__private::Judge>::judge),*],
                    &[$(<$rest as $crate::__private::Judge>::judge)?],
                )
            }
        }
    };
}

/// A type of the user's own, which serde can read.
pub struct Foreign<T>(PhantomData<T>);

/// What can be read is as wanted: who brings a type of their own knows better than the schema.
impl<T: DeserializeOwned> Judge for Foreign<T> {
    fn judge(value: &Value) -> Option<Score> {
        T::deserialize(value).is_ok().then_some(Score::HIT)
    }
}

/// Judges an object by its table: required properties must be there, and keys that no row takes are misses, or not
/// possible where the table has no place for them.
pub fn judge_object<T: Object>(
    value: &Value,
    fields: &[Judgement],
    rest: &[Judgement],
) -> Option<Score> {
    let object = value.as_object()?;
    let is_complete = T::ROWS
        .iter()
        .all(|row| !row.required || object.contains_key(row.name));
    if !is_complete {
        return None;
    }
    let field = |key: &str| T::ROWS.iter().position(|row| row.name == key);
    object.iter().try_fold(Score::PLAIN, |score, (key, value)| {
        let found = match field(key) {
            Some(index)
                if value.is_null() && !T::ROWS.get(index).is_some_and(|row| row.required) =>
            {
                Score::PLAIN
            }
            Some(index) => fields.get(index)?(value)?.and(Score::HIT),
            None => rest.first()?(value)?.and(Score::MISS),
        };
        Some(score.and(found))
    })
}

fn plain(is_of_type: bool) -> Option<Score> {
    is_of_type.then_some(Score::PLAIN)
}

macro_rules! judge_by {
    ($($ty:ty: $is:expr;)*) => {
        $(impl Judge for $ty {
            fn judge(value: &Value) -> Option<Score> {
                let is: fn(&Value) -> bool = $is;
                plain(is(value))
            }
        })*
    };
}

judge_by! {
    String: Value::is_string;
    bool: Value::is_boolean;
    i32: |value| integer::<i32>(value).is_some();
    i64: |value| integer::<i64>(value).is_some();
    u64: |value| integer::<u64>(value).is_some();
    // JSON that was read already has no integers beyond 64 bits.
    i128: |value| integer::<i128>(value).is_some();
    u128: |value| integer::<u128>(value).is_some();
    f64: Value::is_number;
    Base64: reads::<Base64>;
    Secret: Value::is_string;
}

macro_rules! judge_by_parsing {
    ($($ty:ty),*) => {
        $(impl Judge for $ty {
            /// A text of the format is more than any string, which is what a union's other branch may be.
            fn judge(value: &Value) -> Option<Score> {
                reads::<Self>(value).then_some(Score::HIT)
            }
        })*
    };
}

judge_by_parsing!(DateTime, Date, Time, Uuid);

fn reads<T: FromStr>(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<T>().is_ok())
}

impl Judge for Value {
    fn judge(_: &Value) -> Option<Score> {
        Some(Score::MISS)
    }
}

impl<T: Judge> Judge for Vec<T> {
    fn judge(value: &Value) -> Option<Score> {
        let items = value.as_array()?.iter();
        items
            .map(T::judge)
            .try_fold(Score::PLAIN, |score, item| Some(score.and(item?)))
    }
}

fn judge_items(value: &Value, judges: &[Judgement]) -> Option<Score> {
    let items = value
        .as_array()
        .filter(|items| items.len() == judges.len())?;
    let judged = judges.iter().zip(items).map(|(judge, item)| judge(item));
    judged
        .into_iter()
        .try_fold(Score::PLAIN, |score, item| Some(score.and(item?)))
}

macro_rules! judge_tuples {
    ($(($($item:ident)*))*) => {
        $(impl<$($item: Judge),*> Judge for ($($item,)*) {
            fn judge(value: &Value) -> Option<Score> {
                judge_items(value, &[$($item::judge),*])
            }
        })*
    };
}

judge_tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J)
    (A B C D E F G H I J K)
    (A B C D E F G H I J K L)
}

impl<T: Judge> Judge for Map<T> {
    fn judge(value: &Value) -> Option<Score> {
        let values = value.as_object()?.values();
        let judged = values.map(T::judge);
        judged
            .map(|score| Some(score?.and(Score::MISS)))
            .try_fold(Score::PLAIN, |score, item| Some(score.and(item?)))
    }
}

impl<T: Judge> Judge for Box<T> {
    fn judge(value: &Value) -> Option<Score> {
        T::judge(value)
    }
}

impl<T: Judge> Judge for Option<T> {
    fn judge(value: &Value) -> Option<Score> {
        if value.is_null() {
            Some(Score::PLAIN)
        } else {
            T::judge(value)
        }
    }
}

impl<T: Judge> Judge for Presence<T> {
    fn judge(value: &Value) -> Option<Score> {
        Option::<T>::judge(value)
    }
}
