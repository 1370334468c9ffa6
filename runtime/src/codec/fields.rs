//! Writing a JSON object: the rows of its table and its fields go in, entries come out in the order of the table.
//! How many there will be isn't counted first: JSON doesn't need to know.

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use super::row::Row;
use crate::{AdditionalProperties, Presence};

/// Writes an object: the rows of its table, and what they write, one field a row; after them comes what no row has a field
/// for, if there is any.
pub fn write<S: Serializer>(
    serializer: S,
    rows: &'static [Row],
    fields: &[&dyn Field<S::SerializeMap>],
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (row, field) in rows.iter().zip(fields) {
        field.write(&mut map, row.name, rows)?;
    }
    for rest in fields.iter().skip(rows.len()) {
        rest.write(&mut map, "", rows)?;
    }
    map.end()
}

/// What can be written without its type being known.
pub trait Field<M> {
    /// Writes the entry of this name, if there is one, or those that none of the rows has a name for.
    fn write(&self, map: &mut M, name: &'static str, rows: &'static [Row]) -> Result<(), M::Error>
    where
        M: SerializeMap;
}

/// A field that is always written.
pub struct Always<'f, T>(pub(super) &'f T);

/// A field that is written when it is set.
pub struct IfSome<'f, T>(pub(super) &'f Option<T>);

/// A field that is written unless it is absent.
pub struct UnlessAbsent<'f, T>(pub(super) &'f Presence<T>);

impl<M, T: Serialize> Field<M> for Always<'_, T> {
    fn write(&self, map: &mut M, name: &'static str, _: &'static [Row]) -> Result<(), M::Error>
    where
        M: SerializeMap,
    {
        map.serialize_entry(name, self.0)
    }
}

impl<M, T: Serialize> Field<M> for IfSome<'_, T> {
    fn write(&self, map: &mut M, name: &'static str, _: &'static [Row]) -> Result<(), M::Error>
    where
        M: SerializeMap,
    {
        self.0
            .as_ref()
            .map_or(Ok(()), |value| map.serialize_entry(name, value))
    }
}

impl<M, T: Serialize> Field<M> for UnlessAbsent<'_, T> {
    fn write(&self, map: &mut M, name: &'static str, _: &'static [Row]) -> Result<(), M::Error>
    where
        M: SerializeMap,
    {
        if self.0.is_absent() {
            Ok(())
        } else {
            map.serialize_entry(name, self.0)
        }
    }
}

/// What no row has a field for; one that a row has would be there twice, so it is an error.
impl<M, V: Serialize> Field<M> for AdditionalProperties<V> {
    fn write(&self, map: &mut M, _: &'static str, rows: &'static [Row]) -> Result<(), M::Error>
    where
        M: SerializeMap,
    {
        self.iter().try_for_each(|(key, value)| {
            if rows.iter().any(|row| row.name == key) {
                return Err(M::Error::custom(format_args!(
                    "the additional property `{key}` has a field of its own"
                )));
            }
            map.serialize_entry(key, value)
        })
    }
}
