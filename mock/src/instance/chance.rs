//! What chance decides in a value: which of the listed values, how many items, which alternative first.
//!
//! Without dice every function here gives what it was given, or the first.

use serde_json::Value;

use super::Builder;

/// How many items more than it must have an array by chance may have.
const MORE_ITEMS: u64 = 2;

impl Builder<'_> {
    /// One of the values that the schema lists, if it lists some; null only where nothing else is.
    pub(super) fn drawn(&mut self, schema: &Value) -> Option<Value> {
        if let Some(constant) = schema.get("const") {
            return Some(constant.clone());
        }
        let listed = schema.get("enum")?.as_array()?;
        let values: Vec<&Value> = listed.iter().filter(|value| !value.is_null()).collect();
        let drawn = self.dice.as_mut()?.choice(values).or(listed.first());
        drawn.cloned()
    }

    /// Yes, or what the dice say.
    pub(super) fn is_drawn(&mut self) -> bool {
        self.dice.as_mut().is_none_or(|dice| dice.bool())
    }

    /// As many items, or some more, but not more than there may be.
    pub(super) fn more_items(&mut self, wanted: u64, most: Option<u64>) -> u64 {
        let Some(dice) = self.dice.as_mut() else {
            return wanted;
        };
        let highest = wanted + MORE_ITEMS;
        dice.u64(wanted..=most.unwrap_or(highest).clamp(wanted, highest))
    }

    /// Brings alternatives into another order.
    pub(super) fn shuffle(&mut self, alternatives: &mut [&Value]) {
        if let Some(dice) = self.dice.as_mut() {
            dice.shuffle(alternatives);
        }
    }
}
