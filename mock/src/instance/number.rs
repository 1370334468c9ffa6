//! A number that fits a schema: 0, or the nearest to it that bounds and `multipleOf` allow.
//!
//! Bounds that contradict each other give a number outside one of them.

use fastrand::Rng;
use serde_json::{Number, Value};

/// How many steps above the least a number by chance may be.
const VARIETY: f64 = 1000.0;

/// The number for a schema of type `integer` or `number`.
pub(super) fn build(schema: &Value, dice: Option<&mut Rng>) -> Value {
    let step = number(schema, "multipleOf").filter(|step| *step > 0.0);
    let unit = step.unwrap_or(1.0);
    let lowest = bound(schema, "minimum", "exclusiveMinimum", unit);
    let highest = bound(schema, "maximum", "exclusiveMaximum", -unit);
    let mut value = 0.0_f64;
    if let Some(highest) = highest {
        value = value.min((highest / unit).floor() * unit);
    }
    if let Some(lowest) = lowest {
        // Not rounded without a step, so that a range within two integers is met.
        let least = step.map_or(lowest, |step| (lowest / step).ceil() * step);
        value = value.max(least);
    }
    if let Some(dice) = dice {
        value = drawn(value, unit, highest, dice);
    }
    json_number(value)
}

/// A number at some steps above the least, as far as they go.
fn drawn(least: f64, unit: f64, highest: Option<f64>, dice: &mut Rng) -> f64 {
    let room = highest.map_or(VARIETY, |highest| ((highest - least) / unit).floor());
    // A bound that isn't a number leaves no room, and neither does one below the least.
    let room = room.clamp(0.0, VARIETY) as u32;
    least + unit * f64::from(dice.u32(0..=room))
}

/// A bound, moved by one unit when it is exclusive: by a flag in 3.0, by a keyword of its own in 3.1.
fn bound(schema: &Value, keyword: &str, exclusive: &str, unit: f64) -> Option<f64> {
    let inclusive = number(schema, keyword);
    match schema.get(exclusive) {
        Some(Value::Bool(true)) => inclusive.map(|bound| bound + unit),
        Some(Value::Number(bound)) => bound.as_f64().map(|bound| bound + unit),
        _ => inclusive,
    }
}

fn number(schema: &Value, keyword: &str) -> Option<f64> {
    schema.get(keyword).and_then(Value::as_f64)
}

/// Writes a whole number without a fraction, since integers are read from it.
fn json_number(value: f64) -> Value {
    // Above 2^53 a float is no exact integer.
    let is_exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
    if is_exact {
        Value::from(value as i64)
    } else {
        Number::from_f64(value).map_or(Value::from(0), Value::Number)
    }
}
