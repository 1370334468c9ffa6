//! Integers as JSON Schema has them: `2.0` is the integer 2 (2020-12 Validation, section 6.1.1).
//!
//! A deserializer goes in, an integer comes out, or a list or map of them. Serde's own impls refuse what is written as
//! a float, and can't be told otherwise, so the tables say which fields are whole. A float counts only while it can be
//! but one integer. Beyond 64 bits only digits are read: serde_json looks for nothing else there.

use std::any::type_name;
use std::fmt::{self, Formatter};
use std::marker::PhantomData;
use std::mem;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::Value;

use super::reader::Reader;
use super::slot::{self, Full};
use crate::{AdditionalProperties, Map, Presence};

/// What consists of integers.
pub trait Whole: Sized {
    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// The integer that a value is, if it is of this type.
pub(crate) fn integer<T: TryFrom<i128>>(value: &Value) -> Option<T> {
    let whole = value.as_i64().map(i128::from);
    let whole = whole.or_else(|| value.as_u64().map(i128::from));
    let whole = whole.or_else(|| integral(value.as_f64()?))?;
    T::try_from(whole).ok()
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

macro_rules! whole {
    ($($integer:ident by $hint:ident;)*) => {
        $(impl Whole for $integer {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.$hint(Integer(PhantomData))
            }
        })*
    };
}

whole! {
    i32 by deserialize_i64;
    i64 by deserialize_i64;
    u64 by deserialize_u64;
    i128 by deserialize_i128;
    u128 by deserialize_u128;
}

struct Integer<T>(PhantomData<T>);

impl<T: TryFrom<i128> + TryFrom<u128>> Visitor<'_> for Integer<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(type_name::<T>())
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<T, E> {
        T::try_from(i128::from(integer))
            .map_err(|_| E::invalid_value(Unexpected::Signed(integer), &self))
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<T, E> {
        T::try_from(i128::from(integer))
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(integer), &self))
    }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<T, E> {
        T::try_from(integer).map_err(|_| E::invalid_value(Unexpected::Other("integer"), &self))
    }

    fn visit_u128<E: Error>(self, integer: u128) -> Result<T, E> {
        T::try_from(integer).map_err(|_| E::invalid_value(Unexpected::Other("integer"), &self))
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<T, E> {
        let integer = integral(float).and_then(|integer| T::try_from(integer).ok());
        integer.ok_or_else(|| E::invalid_type(Unexpected::Float(float), &self))
    }
}

/// Reads something whole where serde asks for a seed.
struct Seed<T>(PhantomData<T>);

impl<'de, T: Whole> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// What is whole inside of something else.
struct Inside<T>(PhantomData<T>);

impl<T: Whole> Whole for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Inside::<Self>(PhantomData))
    }
}

impl<'de, T: Whole> Visitor<'de> for Inside<Option<T>> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("option")
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer).map(Some)
    }
}

impl<T: Whole> Whole for Presence<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::read(deserializer).map(Self::from)
    }
}

impl<T: Whole> Whole for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Inside::<Self>(PhantomData))
    }
}

impl<'de, T: Whole> Visitor<'de> for Inside<Vec<T>> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Seed(PhantomData))? {
            items.push(item);
        }
        Ok(items)
    }
}

impl<T: Whole> Whole for Map<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Inside::<Self>(PhantomData))
    }
}

impl<'de, T: Whole> Visitor<'de> for Inside<Map<T>> {
    type Value = Map<T>;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Map<T>, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key()? {
            map.insert(key, access.next_value_seed(Seed(PhantomData))?);
        }
        Ok(map)
    }
}

/// The slot of a field that is whole.
pub struct Slot<'s, T>(pub &'s mut T);

impl<'de, R, T: Whole> slot::Slot<'de, R> for Slot<'_, Full<T>> {
    fn is_empty(&self) -> bool {
        self.0.0.is_none()
    }

    fn fill(&mut self, _: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>,
    {
        self.0.0 = Some(reader.value(Seed(PhantomData))?);
        Ok(())
    }
}

impl<'de, R, T: Whole> slot::Slot<'de, R> for Slot<'_, Option<T>> {
    fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn fill(&mut self, _: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>,
    {
        *self.0 = reader.value(Seed(PhantomData))?;
        Ok(())
    }
}

impl<'de, R, T: Whole> slot::Slot<'de, R> for Slot<'_, Presence<T>> {
    fn is_empty(&self) -> bool {
        self.0.is_absent()
    }

    fn fill(&mut self, _: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>,
    {
        *self.0 = reader.value(Seed(PhantomData))?;
        Ok(())
    }
}

impl<'de, R, V: Whole> slot::Slot<'de, R> for Slot<'_, AdditionalProperties<V>> {
    fn is_empty(&self) -> bool {
        Map::is_empty(self.0)
    }

    fn fill(&mut self, unlisted: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>,
    {
        let key = mem::take(unlisted);
        let value = reader.value(Seed(PhantomData))?;
        Map::insert(self.0, key, value);
        Ok(())
    }
}
