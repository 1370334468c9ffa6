//! The properties that a schema allows beyond those that it lists (OpenAPI 3.0.4, "Schema Object",
//! `additionalProperties`), as structs have them.
//!
//! Most objects have none, so that case is what this is made for: it takes a pointer where a map takes three, nothing is
//! allocated, and dropping it is to look whether there is a map. Whether there is one without entries isn't to be seen.

mod collection;

use std::cmp::Ordering;
use std::fmt::{self, Debug, Formatter};
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::{Map, Value};

/// The properties of an object that its schema doesn't list, by their names: a [`Map`] that takes the room of a pointer
/// until it has an entry.
///
/// It has the methods of a `BTreeMap`, and is made of one or of what one is made of.
///
/// ```
/// # use bindery_runtime::{AdditionalProperties, Map};
/// let mut labels = AdditionalProperties::from([("colour".to_owned(), 1)]);
/// labels.insert("size".to_owned(), 2);
///
/// assert_eq!(labels["size"], 2);
/// assert_eq!(Map::from(labels).len(), 2);
/// ```
pub struct AdditionalProperties<V = Value>(Option<Box<Map<V>>>);

impl<V> AdditionalProperties<V> {
    /// None at all. Nothing is allocated.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }
}

impl<V> Default for AdditionalProperties<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V> Deref for AdditionalProperties<V> {
    type Target = Map<V>;

    fn deref(&self) -> &Map<V> {
        match &self.0 {
            Some(map) => map,
            None => const { &Map::new() },
        }
    }
}

/// To change the map is to make room for it, unless it has been made.
impl<V> DerefMut for AdditionalProperties<V> {
    fn deref_mut(&mut self) -> &mut Map<V> {
        self.0.get_or_insert_default()
    }
}

impl<V: Clone> Clone for AdditionalProperties<V> {
    fn clone(&self) -> Self {
        Map::clone(self).into()
    }
}

impl<V: Debug> Debug for AdditionalProperties<V> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Map::fmt(self, formatter)
    }
}

impl<V: PartialEq> PartialEq for AdditionalProperties<V> {
    fn eq(&self, other: &Self) -> bool {
        Map::eq(self, other)
    }
}

impl<V: Eq> Eq for AdditionalProperties<V> {}

impl<V: PartialOrd> PartialOrd for AdditionalProperties<V> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Map::partial_cmp(self, other)
    }
}

impl<V: Ord> Ord for AdditionalProperties<V> {
    fn cmp(&self, other: &Self) -> Ordering {
        Map::cmp(self, other)
    }
}

impl<V: Hash> Hash for AdditionalProperties<V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Map::hash(self, state);
    }
}

impl<V: Serialize> Serialize for AdditionalProperties<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Map::serialize(self, serializer)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for AdditionalProperties<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::from)
    }
}
