//! What the rows of an `object!` table do: each module is named like the word of the row, which is how the macro's
//! expansion finds it. `read` takes what its slot holds at the end of the object, `write` writes the property.

use serde::de::Error;
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::object::Object;
use crate::Map;

/// Begins an object of unknown length: how many optional properties are set isn't worth a pass over them.
pub fn start<S: Serializer>(serializer: S) -> Result<S::SerializeMap, S::Error> {
    serializer.serialize_map(None)
}

/// Writes the additional properties of a `T`.
pub fn additional<T: Object, M: SerializeMap, V: Serialize>(
    map: &mut M,
    properties: &Map<V>,
) -> Result<(), M::Error> {
    properties.iter().try_for_each(|(key, value)| {
        if T::NAMES.contains(&key.as_str()) {
            return Err(M::Error::custom(format_args!(
                "the additional property `{key}` has a field of its own"
            )));
        }
        map.serialize_entry(key, value)
    })
}

/// Rows of properties that must be there: `required` and `nullable`, which differ only in the field's type.
pub mod required {
    use super::{Error, Serialize, SerializeMap};

    /// The value of the slot, or the error that names the missing property.
    pub fn read<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
        slot.ok_or_else(|| E::missing_field(name))
    }

    /// Writes the property.
    pub fn write<M: SerializeMap, T: Serialize>(
        map: &mut M,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        map.serialize_entry(name, value)
    }
}

/// Rows of properties that may be left out.
pub mod optional {
    use super::{Error, Serialize, SerializeMap};

    /// The value of the slot; absent and `null` are the same.
    pub fn read<T, E: Error>(slot: Option<Option<T>>, _: &'static str) -> Result<Option<T>, E> {
        Ok(slot.flatten())
    }

    /// Writes the property when it is set.
    pub fn write<M: SerializeMap, T: Serialize>(
        map: &mut M,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        value
            .as_ref()
            .map_or(Ok(()), |value| map.serialize_entry(name, value))
    }
}

/// Rows of properties for which absent and `null` differ.
pub mod presence {
    use super::{Error, Serialize, SerializeMap};
    use crate::Presence;

    /// The value of the slot.
    pub fn read<T, E: Error>(slot: Option<Presence<T>>, _: &'static str) -> Result<Presence<T>, E> {
        Ok(slot.unwrap_or_default())
    }

    /// Writes the property unless it is absent.
    pub fn write<M: SerializeMap, T: Serialize>(
        map: &mut M,
        name: &'static str,
        value: &Presence<T>,
    ) -> Result<(), M::Error> {
        if value.is_absent() {
            Ok(())
        } else {
            map.serialize_entry(name, value)
        }
    }
}
