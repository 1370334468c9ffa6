//! Extents: how large a value is, by all measures that are limited.
//!
//! A value comes in, its measures go out. What is allowed is the [`budget`](super::budget)'s to say.

use serde_json::Value;

/// The measures of a value and of all values below it.
#[derive(Clone, Debug, Default)]
pub(super) struct Extent {
    /// How many values there are.
    pub(super) values: usize,
    /// How many bytes all keys and strings have.
    pub(super) text: usize,
    /// How many bytes the pointers of all values have, from this value on.
    pub(super) places: usize,
    /// How many keys and indexes lead to each of the values, all together, by how many lead to it.
    pub(super) steps: Vec<usize>,
}

impl Extent {
    pub(super) fn of(value: &Value) -> Self {
        let mut extent = Self::default();
        extent.add(value, 0, 0);
        extent
    }

    /// How many levels there are.
    pub(super) fn depth(&self) -> usize {
        self.steps.len()
    }

    fn add(&mut self, value: &Value, depth: usize, place: usize) {
        self.values += 1;
        self.places += place;
        if self.steps.len() <= depth {
            self.steps.resize(depth + 1, 0);
        }
        if let Some(steps) = self.steps.get_mut(depth) {
            *steps += depth + 1;
        }
        match value {
            Value::String(text) => self.text += text.len(),
            Value::Array(items) => {
                for item in items {
                    self.add(item, depth + 1, place + 8);
                }
            }
            Value::Object(map) => {
                for (key, value) in map {
                    self.text += key.len();
                    self.add(value, depth + 1, place + key.len() + 1);
                }
            }
            _ => {}
        }
    }
}
