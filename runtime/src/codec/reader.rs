//! Reading a JSON object: the rows of its table and a slot for each go in, and every value ends up in its slot.
//!
//! Documents mostly carry their properties in declared order, so a key is looked for from the row after the last hit.
//! Keys are compared as they are, without any folding of case.

use std::fmt::{self, Formatter};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::row::Row;
use super::slot::Slot;

/// What an object is read from. It keeps the error, so that a table's own code is free of it.
pub trait Reader<'de>: Sized {
    /// Why a value can't be read.
    type Error;

    /// Reads every entry of an object into its slot: one for each row, and after them one for what no row takes, if that is
    /// kept.
    fn read(&mut self, slots: &mut [&mut dyn Slot<'de, Self>]);

    /// Reads the value that follows a key.
    fn value<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Self::Error>;
}

/// The entries of an object, and the rows of its table.
pub(super) struct Entries<A, E> {
    access: A,
    rows: &'static [Row],
    outcome: Result<(), E>,
}

impl<'de, A: MapAccess<'de>> Entries<A, A::Error> {
    pub(super) fn new(access: A, rows: &'static [Row]) -> Self {
        Self {
            access,
            rows,
            outcome: Ok(()),
        }
    }

    /// The object, or why there is none.
    pub(super) fn finish<T>(self, object: Option<T>) -> Result<T, A::Error> {
        self.outcome?;
        object.ok_or_else(|| A::Error::custom("a required property is missing"))
    }

    fn fill(&mut self, slots: &mut [&mut dyn Slot<'de, Self>]) -> Result<(), A::Error> {
        let rows = self.rows;
        let mut keys = Keys {
            rows,
            start: 0,
            has_strayed: false,
            unlisted: String::new(),
        };
        while let Some(at) = self.access.next_key_seed(&mut keys)? {
            if let Some(slot) = slots.get_mut(at) {
                slot.fill(&mut keys.unlisted, self)?;
                keys.start = at + 1;
            } else {
                self.access.next_value::<IgnoredAny>()?;
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
}

impl<'de, A: MapAccess<'de>> Reader<'de> for Entries<A, A::Error> {
    type Error = A::Error;

    fn read(&mut self, slots: &mut [&mut dyn Slot<'de, Self>]) {
        self.outcome = self.fill(slots);
    }

    fn value<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.access.next_value_seed(seed)
    }
}

/// The keys of an object: each is read as its position among the names, or as none of theirs and copied to `unlisted`,
/// whose memory serves one key after another.
struct Keys {
    rows: &'static [Row],
    /// The row after the last hit; beyond all of them after a key that was kept though no row takes it.
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
