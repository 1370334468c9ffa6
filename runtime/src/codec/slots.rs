//! Reading a JSON object: the rows of its table and a slot for each go in, and every value ends up in its slot.
//!
//! Documents mostly carry their properties in declared order, so a key is looked for from the row after the last hit.
//! Keys are compared as they are, without any folding of case.

use std::fmt::{self, Formatter};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

use super::row::Row;
use crate::{Map, Presence};

/// Where the entries of one object go. The two slices keep the loop over them free of the types of the fields.
pub struct Slots<'s, 'de, A> {
    /// The rows of the table.
    pub rows: &'static [Row],
    /// One slot a row.
    pub slots: &'s mut [&'s mut dyn Slot<'de, A>],
    /// The map of additional properties; empty when the schema has none.
    pub rest: &'s mut [&'s mut dyn Rest<'de, A>],
}

/// Reads every entry of an object into its slot.
///
/// # Errors
/// When a value can't be read, or a required property is missing.
pub fn read<'de, A: MapAccess<'de>>(access: &mut A, to: Slots<'_, 'de, A>) -> Result<(), A::Error> {
    let Slots { rows, slots, rest } = to;
    let mut unlisted = String::new();
    let mut start = 0;
    while let Some(at) = access.next_key_seed(Name {
        rows,
        start,
        unlisted: &mut unlisted,
    })? {
        if let Some(slot) = slots.get_mut(at) {
            slot.fill(access)?;
            start = at + 1;
        } else if let Some(rest) = rest.first_mut() {
            rest.insert(std::mem::take(&mut unlisted), access)?;
        } else {
            access.next_value::<IgnoredAny>()?;
        }
    }
    let mut missing = rows
        .iter()
        .zip(slots)
        .filter(|(row, slot)| row.required && slot.is_empty());
    missing
        .next()
        .map_or(Ok(()), |(row, _)| Err(Error::missing_field(row.name)))
}

/// The error that takes the place of a struct with an empty slot. [`read`] has named the property before.
pub fn incomplete<E: Error>() -> E {
    E::custom("a required property is missing")
}

/// A key: read as its position among the names, or as none of theirs and copied to `unlisted`, whose memory serves one
/// key after another.
struct Name<'n> {
    rows: &'static [Row],
    start: usize,
    unlisted: &'n mut String,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = usize;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a property name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        let next = self.rows.get(self.start);
        Ok(match next.is_some_and(|row| row.name == key) {
            true => self.start,
            false => self.search(key),
        })
    }
}

impl Name<'_> {
    /// Looks a key up that isn't the next one; apart, so that it costs those nothing that are.
    #[inline(never)]
    fn search(self, key: &str) -> usize {
        let mut positions = (self.start..self.rows.len()).chain(0..self.start);
        let found = positions.find(|&at| self.rows.get(at).is_some_and(|row| row.name == key));
        found.unwrap_or_else(|| {
            self.unlisted.clear();
            self.unlisted.push_str(key);
            self.rows.len()
        })
    }
}

/// Takes the value of one property, without the caller knowing its type.
pub trait Slot<'de, A> {
    /// Whether nothing was read.
    fn is_empty(&self) -> bool;

    /// Reads the value that follows a key; what an earlier duplicate left is replaced.
    fn fill(&mut self, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>;
}

/// The slot of a field whose type has no value for a property that isn't there.
pub struct Full<T>(pub Option<T>);

impl<'de, A, T: Deserialize<'de>> Slot<'de, A> for Full<T> {
    fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn fill(&mut self, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        self.0 = Some(access.next_value()?);
        Ok(())
    }
}

/// A field is its own slot where its type has such a value: moving it out of another would cost time for each field, and
/// code for each type.
impl<'de, A, T: Deserialize<'de>> Slot<'de, A> for Option<T> {
    fn is_empty(&self) -> bool {
        self.is_none()
    }

    fn fill(&mut self, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        *self = access.next_value()?;
        Ok(())
    }
}

impl<'de, A, T: Deserialize<'de>> Slot<'de, A> for Presence<T> {
    fn is_empty(&self) -> bool {
        self.is_absent()
    }

    fn fill(&mut self, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        *self = access.next_value()?;
        Ok(())
    }
}

/// Takes the properties that have no slot.
pub trait Rest<'de, A> {
    /// Reads the value that follows `key`.
    fn insert(&mut self, key: String, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>;
}

impl<'de, A, V: Deserialize<'de>> Rest<'de, A> for Map<V> {
    fn insert(&mut self, key: String, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        Map::insert(self, key, access.next_value()?);
        Ok(())
    }
}
