//! Equality of JSON values, among any number of them (JSON Schema 2020-12 Core, section 4.2.2): the order of properties
//! doesn't matter, nor how a number is written.

use std::collections::BTreeMap;

use serde_json::Value;

use super::decimal::Decimal;

/// The positions of two items that are equal, if there are any.
pub(super) fn equal(items: &[Value]) -> Option<(usize, usize)> {
    let mut known = BTreeMap::new();
    items.iter().enumerate().find_map(|(index, item)| {
        let mut text = String::new();
        write(item, &mut text);
        known.insert(text, index).map(|first| (first, index))
    })
}

/// Writes a value so that equal values have equal texts.
fn write(value: &Value, text: &mut String) {
    match value {
        Value::Number(number) => {
            let number = number.to_string();
            let decimal = Decimal::read(&number);
            text.push_str(&decimal.map_or(number, |decimal| decimal.to_string()));
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(properties) => {
            let sorted: BTreeMap<_, _> = properties.iter().collect();
            text.push('{');
            for (name, value) in sorted {
                text.push_str(&format!("{name:?}:"));
                write(value, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::String(string) => text.push_str(&format!("{string:?}")),
        Value::Null | Value::Bool(_) => text.push_str(&value.to_string()),
    }
}
