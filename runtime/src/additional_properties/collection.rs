//! Additional properties as the collection that they are: made of maps and entries, and taken apart again.

use std::collections::btree_map::{IntoIter, Iter, IterMut};

use super::AdditionalProperties;
use crate::Map;

/// A map without entries isn't kept.
impl<V> From<Map<V>> for AdditionalProperties<V> {
    fn from(map: Map<V>) -> Self {
        Self((!map.is_empty()).then(|| Box::new(map)))
    }
}

impl<V> From<AdditionalProperties<V>> for Map<V> {
    fn from(properties: AdditionalProperties<V>) -> Self {
        properties.0.map(|map| *map).unwrap_or_default()
    }
}

impl<V, const N: usize> From<[(String, V); N]> for AdditionalProperties<V> {
    fn from(entries: [(String, V); N]) -> Self {
        Map::from(entries).into()
    }
}

impl<V> FromIterator<(String, V)> for AdditionalProperties<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        Map::from_iter(entries).into()
    }
}

impl<V> Extend<(String, V)> for AdditionalProperties<V> {
    fn extend<I: IntoIterator<Item = (String, V)>>(&mut self, entries: I) {
        for (name, value) in entries {
            self.insert(name, value);
        }
    }
}

impl<V> IntoIterator for AdditionalProperties<V> {
    type Item = (String, V);
    type IntoIter = IntoIter<String, V>;

    fn into_iter(self) -> Self::IntoIter {
        Map::from(self).into_iter()
    }
}

impl<'a, V> IntoIterator for &'a AdditionalProperties<V> {
    type Item = (&'a String, &'a V);
    type IntoIter = Iter<'a, String, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, V> IntoIterator for &'a mut AdditionalProperties<V> {
    type Item = (&'a String, &'a mut V);
    type IntoIter = IterMut<'a, String, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.as_deref_mut().map(Map::iter_mut).unwrap_or_default()
    }
}
