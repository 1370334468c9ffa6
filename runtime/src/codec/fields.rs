//! Writing a JSON object: the rows of its table and its fields go in, entries come out in the order of the table.
//! How many there will be isn't counted first: JSON doesn't need to know.

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use super::row::Row;
use crate::{AdditionalProperties, Presence};

/// The fields of one object. The two slices keep the loop over them free of their types.
pub struct Fields<'f, M> {
    /// The rows of the table.
    pub rows: &'static [Row],
    /// One field a row.
    pub fields: &'f [&'f dyn Field<M>],
    /// The additional properties; empty when the schema has none.
    pub rest: &'f [&'f dyn Rest<M>],
}

/// Writes an object.
pub fn write<S: Serializer>(
    serializer: S,
    fields: Fields<'_, S::SerializeMap>,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (row, field) in fields.rows.iter().zip(fields.fields) {
        field.write(&mut map, row.name)?;
    }
    for rest in fields.rest {
        rest.write(&mut map, fields.rows)?;
    }
    map.end()
}

/// A field that can be written without its type being known.
pub trait Field<M> {
    /// Writes the entry, if there is one.
    fn write(&self, map: &mut M, name: &'static str) -> Result<(), M::Error>
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
    fn write(&self, map: &mut M, name: &'static str) -> Result<(), M::Error>
    where
        M: SerializeMap,
    {
        map.serialize_entry(name, self.0)
    }
}

impl<M, T: Serialize> Field<M> for IfSome<'_, T> {
    fn write(&self, map: &mut M, name: &'static str) -> Result<(), M::Error>
    where
        M: SerializeMap,
    {
        self.0
            .as_ref()
            .map_or(Ok(()), |value| map.serialize_entry(name, value))
    }
}

impl<M, T: Serialize> Field<M> for UnlessAbsent<'_, T> {
    fn write(&self, map: &mut M, name: &'static str) -> Result<(), M::Error>
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

/// Additional properties that can be written without their type being known.
pub trait Rest<M> {
    /// Writes them all; one that a row has a field for would be there twice, so it is an error.
    fn write(&self, map: &mut M, rows: &'static [Row]) -> Result<(), M::Error>
    where
        M: SerializeMap;
}

impl<M, V: Serialize> Rest<M> for AdditionalProperties<V> {
    fn write(&self, map: &mut M, rows: &'static [Row]) -> Result<(), M::Error>
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
