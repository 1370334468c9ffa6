//! The entries of a JSON object: a list of names and a slot for each go in, and every value ends up in its slot.
//!
//! The loop knows no field's type: each slot reads for itself, behind a `dyn`. So the loop is compiled once for a
//! format, and a slot once for a type of field, however many structs there are.

use std::fmt::{self, Formatter};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

use crate::Map;

/// Where the entries of one object go. The two slices keep the loop over them free of the types of the fields.
pub struct Entries<'s, 'de, A> {
    /// The properties' names.
    pub names: &'static [&'static str],
    /// One slot a name.
    pub slots: &'s mut [&'s mut dyn Slot<'de, A>],
    /// The map of additional properties; empty when the schema has none.
    pub rest: &'s mut [&'s mut dyn Rest<'de, A>],
}

/// Reads every entry of an object into its slot.
pub fn entries<'de, A: MapAccess<'de>>(
    access: &mut A,
    entries: Entries<'_, 'de, A>,
) -> Result<(), A::Error> {
    let mut unlisted = String::new();
    let mut start = 0;
    loop {
        let name = Name {
            names: entries.names,
            start,
            unlisted: &mut unlisted,
        };
        let Some(found) = access.next_key_seed(name)? else {
            return Ok(());
        };
        match (
            found.and_then(|at| entries.slots.get_mut(at)),
            entries.rest.first_mut(),
        ) {
            (Some(slot), _) => slot.fill(access)?,
            (None, Some(rest)) => rest.insert(std::mem::take(&mut unlisted), access)?,
            (None, None) => _ = access.next_value::<IgnoredAny>()?,
        }
        start = found.map_or(start, |at| at + 1);
    }
}

/// A key: read as its position among the names, or copied to `unlisted`, whose memory serves one key after another.
struct Name<'n> {
    names: &'static [&'static str],
    start: usize,
    unlisted: &'n mut String,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a property name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<usize>, E> {
        let mut positions = (self.start..self.names.len()).chain(0..self.start);
        let found = positions.find(|&at| self.names.get(at) == Some(&key));
        if found.is_none() {
            self.unlisted.clear();
            self.unlisted.push_str(key);
        }
        Ok(found)
    }
}

/// Takes the value of one property, without the caller knowing its type.
pub trait Slot<'de, A> {
    /// Reads the value that follows a key; what an earlier duplicate left is replaced.
    fn fill(&mut self, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>;
}

impl<'de, A, T: Deserialize<'de>> Slot<'de, A> for Option<T> {
    fn fill(&mut self, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        *self = Some(access.next_value()?);
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
