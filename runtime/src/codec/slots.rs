//! Reading a JSON object: the rows of its table and a slot for each go in, and every value ends up in its slot.
//!
//! Documents mostly carry their properties in declared order, so a key is looked for from the row after the last hit.
//! Keys are compared as they are, without any folding of case.

use std::fmt::{self, Formatter};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

use super::row::Row;
use super::slot::Slot;
use crate::{AdditionalProperties, Map};

/// Where the entries of one object go. The two slices keep the loop over them free of the types of the fields.
pub struct Slots<'s, 'de, A> {
    /// The rows of the table.
    pub rows: &'static [Row],
    /// One slot a row.
    pub slots: &'s mut [&'s mut dyn Slot<'de, A>],
    /// The additional properties; empty when the schema has none.
    pub rest: &'s mut [&'s mut dyn Rest<'de, A>],
}

/// Reads every entry of an object into its slot.
///
/// # Errors
/// When a value can't be read, or a required property is missing.
pub fn read<'de, A: MapAccess<'de>>(access: &mut A, to: Slots<'_, 'de, A>) -> Result<(), A::Error> {
    let Slots { rows, slots, rest } = to;
    let mut keys = Keys {
        rows,
        start: 0,
        has_strayed: false,
        unlisted: String::new(),
    };
    while let Some(at) = access.next_key_seed(&mut keys)? {
        if let Some(slot) = slots.get_mut(at) {
            slot.fill(access)?;
            keys.start = at + 1;
        } else {
            set_aside(&mut keys.unlisted, rest, access)?;
        }
    }
    // Where no key has strayed all rows are full up to the last hit.
    let full = if keys.has_strayed { 0 } else { keys.start };
    let mut missing = rows
        .iter()
        .zip(slots)
        .skip(full)
        .filter(|(row, slot)| row.required && slot.is_empty());
    missing
        .next()
        .map_or(Ok(()), |(row, _)| Err(Error::missing_field(row.name)))
}

/// Reads the value of a key that no row has. Apart, so that the loop over keys is there once.
#[inline(never)]
fn set_aside<'de, A: MapAccess<'de>>(
    key: &mut String,
    rest: &mut [&mut dyn Rest<'de, A>],
    access: &mut A,
) -> Result<(), A::Error> {
    match rest.first_mut() {
        Some(rest) => rest.insert(std::mem::take(key), access),
        None => access.next_value::<IgnoredAny>().map(drop),
    }
}

/// The error that takes the place of a struct with an empty slot. [`read`] has named the property before.
pub fn incomplete<E: Error>() -> E {
    E::custom("a required property is missing")
}

/// The keys of an object: each is read as its position among the names, or as none of theirs and copied to `unlisted`,
/// whose memory serves one key after another.
struct Keys {
    rows: &'static [Row],
    /// The row after the last hit.
    start: usize,
    /// Whether some key wasn't that of the row after the last hit.
    has_strayed: bool,
    unlisted: String,
}

impl<'de> DeserializeSeed<'de> for &mut Keys {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Keys {
    type Value = usize;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a property name")
    }

    /// Apart, so that all else of a key is small enough to become a part of the loop.
    #[inline(never)]
    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        let next = self.rows.get(self.start);
        Ok(match next {
            Some(row) if is_short_and_same(row.name.as_bytes(), key.as_bytes()) => self.start,
            _ => self.search(key),
        })
    }
}

/// Whether two names are the same and short, as most are: for those a call that compares takes longer than comparing.
#[inline]
fn is_short_and_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && match one.len() {
            2..=4 => has_same_ends::<2>(one, other),
            5..=8 => has_same_ends::<4>(one, other),
            9..=16 => has_same_ends::<8>(one, other),
            _ => false,
        }
}

/// Whether the first `N` bytes are the same, and the last `N`.
#[inline]
fn has_same_ends<const N: usize>(one: &[u8], other: &[u8]) -> bool {
    let ends = |name: &[u8]| Some((*name.first_chunk::<N>()?, *name.last_chunk::<N>()?));
    matches!((ends(one), ends(other)), (Some(one), Some(other)) if one == other)
}

impl Keys {
    /// Looks a key up that isn't the next one; apart, so that it costs those nothing that are.
    #[inline(never)]
    fn search(&mut self, key: &str) -> usize {
        let mut positions = (self.start..self.rows.len()).chain(0..self.start);
        let found = positions.find(|&at| self.rows.get(at).is_some_and(|row| row.name == key));
        self.has_strayed |= found != Some(self.start);
        found.unwrap_or_else(|| {
            self.unlisted.clear();
            self.unlisted.push_str(key);
            self.rows.len()
        })
    }
}

/// Takes the properties that have no slot.
pub trait Rest<'de, A> {
    /// Reads the value that follows `key`.
    fn insert(&mut self, key: String, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>;
}

impl<'de, A, V: Deserialize<'de>> Rest<'de, A> for AdditionalProperties<V> {
    fn insert(&mut self, key: String, access: &mut A) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        let value = access.next_value()?;
        Map::insert(self, key, value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of every length up to the longest short ones and beyond, as they are and with another byte at each place.
    #[test]
    fn short_names_are_the_same_when_all_their_bytes_are() {
        for length in 0..20 {
            let name: Vec<u8> = (b'a'..).take(length).collect();
            assert_eq!(is_short_and_same(&name, &name), (2..=16).contains(&length));
            assert!(!is_short_and_same(&name, &[&*name, b"a"].concat()));
            for at in 0..length {
                let mut other = name.clone();
                other[at] = b'_';
                assert!(!is_short_and_same(&name, &other), "{length} {at}");
            }
        }
    }
}
