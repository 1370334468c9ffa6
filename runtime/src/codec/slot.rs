//! The slots of fields: a key was read, and what reads its value goes in here, whatever the field's type.
//!
//! Values are read to where they stay, since a large one is moved at a cost. What `null` is to a field is known here; that a
//! property is missing is found out by `reader`.

use std::fmt::{self, Formatter};
use std::marker::PhantomData;
use std::mem;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, Visitor};

use super::reader::Reader;
use crate::{AdditionalProperties, Map, Presence};

/// Takes the value of one property, without the caller knowing its type.
pub trait Slot<'de, R> {
    /// Whether nothing was read.
    fn is_empty(&self) -> bool;

    /// Reads the value that follows a key; what an earlier duplicate left is replaced. The key is `unlisted` where no row
    /// takes it.
    fn fill(&mut self, unlisted: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>;
}

/// Puts a value into its slot. What it takes to drop that of an earlier duplicate is apart, since there is mostly none.
#[inline]
fn replace<T>(slot: &mut Option<T>, value: Option<T>) {
    #[cold]
    #[inline(never)]
    fn clear<T>(slot: &mut Option<T>) {
        *slot = None;
    }

    if slot.is_some() {
        clear(slot);
    }
    // The slot is empty by now, which the compiler can't know.
    mem::forget(mem::replace(slot, value));
}

/// The slot of a field whose type has no value for a property that isn't there.
pub struct Full<T>(pub Option<T>);

impl<'de, R, T: Deserialize<'de>> Slot<'de, R> for Full<T> {
    fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn fill(&mut self, _: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>,
    {
        let value = reader.value(PhantomData)?;
        replace(&mut self.0, Some(value));
        Ok(())
    }
}

/// A field is its own slot where its type has such a value: moving it out of another would cost time for each field, and
/// code for each type.
impl<'de, R, T: Deserialize<'de>> Slot<'de, R> for Option<T> {
    fn is_empty(&self) -> bool {
        self.is_none()
    }

    fn fill(&mut self, _: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>,
    {
        reader.value(Optional(self))
    }
}

/// Reads a value that may be `null` into its slot, where serde's own impl would hand it over twice.
struct Optional<'s, T>(&'s mut Option<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Optional<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Optional<'_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("option")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        replace(self.0, None);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let value = T::deserialize(deserializer)?;
        replace(self.0, Some(value));
        Ok(())
    }
}

impl<'de, R, T: Deserialize<'de>> Slot<'de, R> for Presence<T> {
    fn is_empty(&self) -> bool {
        self.is_absent()
    }

    fn fill(&mut self, _: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>,
    {
        *self = reader.value(PhantomData)?;
        Ok(())
    }
}

/// What no row takes is kept by its key.
impl<'de, R, V: Deserialize<'de>> Slot<'de, R> for AdditionalProperties<V> {
    fn is_empty(&self) -> bool {
        Map::is_empty(self)
    }

    fn fill(&mut self, unlisted: &mut String, reader: &mut R) -> Result<(), R::Error>
    where
        R: Reader<'de>,
    {
        let key = mem::take(unlisted);
        let value = reader.value(PhantomData)?;
        Map::insert(self, key, value);
        Ok(())
    }
}
