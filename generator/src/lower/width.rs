//! Widths: the narrowest Rust integer that holds all that a schema allows.
//!
//! A schema comes in, an [`Integer`] goes out: that of its `format`, or a wider one where its bounds or listed values
//! need it, because servers keep to those. Bounds are compared as the floats that JavaScript makes of them, so that
//! `18446744073709552000` is the largest `u64`. An integer without bounds is an `i64`.

use serde_json::Value;

use crate::ir::Integer;

/// All widths with what they hold, in the order in which they are tried.
#[expect(
    clippy::cast_precision_loss,
    reason = "a bound that rounds to a limit means the limit"
)]
const WIDTHS: [(Integer, f64, f64); 5] = [
    (Integer::I32, i32::MIN as f64, i32::MAX as f64),
    (Integer::I64, i64::MIN as f64, i64::MAX as f64),
    (Integer::U64, 0.0, u64::MAX as f64),
    (Integer::I128, i128::MIN as f64, i128::MAX as f64),
    (Integer::U128, 0.0, u128::MAX as f64),
];

/// The width of an integer, by its format and its bounds.
pub(super) fn of(schema: &Value) -> Integer {
    let least = bound(schema, "minimum", "exclusiveMinimum", 1.0);
    let most = bound(schema, "maximum", "exclusiveMaximum", -1.0);
    let told = by_format(schema);
    let fits = |(width, from, to): &(Integer, f64, f64)| {
        let holds = |bound: Option<f64>| bound.is_none_or(|bound| (*from..=*to).contains(&bound));
        let is_open = *from == 0.0 && least.is_none() && *width != told;
        holds(least) && holds(most) && !is_open
    };
    narrowest(told, fits)
}

/// The width of integers that are listed.
pub(super) fn of_listed(schema: &Value, values: &[i128]) -> Integer {
    narrowest(by_format(schema), |(width, ..)| {
        values.iter().all(|value| holds(*width, *value))
    })
}

/// The width of a list of integers, of which some may be of another width; none is beyond `i128`.
pub(super) fn widest(widths: &[Integer]) -> Integer {
    let ranges = WIDTHS.iter().filter(|(width, ..)| widths.contains(width));
    let ranges: Vec<_> = ranges.collect();
    let holds_all = |(_, from, to): &&(Integer, f64, f64)| {
        let mut ranges = ranges.iter();
        ranges.all(|(_, least, most)| from <= least && most <= to)
    };
    let mut signed_first = WIDTHS.iter().filter(|(width, ..)| *width != Integer::U128);
    signed_first
        .find(holds_all)
        .map_or(Integer::I128, |(width, ..)| *width)
}

/// Whether an integer is one of this width.
pub(super) fn holds(width: Integer, value: i128) -> bool {
    match width {
        Integer::I32 => i32::try_from(value).is_ok(),
        Integer::I64 => i64::try_from(value).is_ok(),
        Integer::U64 => u64::try_from(value).is_ok(),
        Integer::I128 => true,
        Integer::U128 => value >= 0,
    }
}

/// The integer that a number is; a float is one when it can be but one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "floats below the bound are exact integers when they have no fraction"
)]
pub(super) fn integer(value: &Value) -> Option<i128> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let whole = value.as_i64().map(i128::from);
    let whole = whole.or_else(|| value.as_u64().map(i128::from));
    let float = || {
        value
            .as_f64()
            .filter(|float| float.fract() == 0.0 && float.abs() <= EXACT)
    };
    whole.or_else(|| float().map(|float| float as i128))
}

fn by_format(schema: &Value) -> Integer {
    match schema.get("format").and_then(Value::as_str) {
        Some("int32") => Integer::I32,
        Some("uint64") => Integer::U64,
        _ => Integer::I64,
    }
}

/// The first of the widths that fits, that of the format before all others.
fn narrowest(told: Integer, fits: impl Fn(&(Integer, f64, f64)) -> bool) -> Integer {
    let wider = WIDTHS.iter().filter(|(width, ..)| *width != Integer::I32);
    let own = WIDTHS.iter().filter(|(width, ..)| *width == told);
    let mut widths = own.chain(wider);
    widths
        .find(|width| fits(width))
        .map_or(Integer::I128, |(width, ..)| *width)
}

/// A bound, `inwards` by one if it is exclusive (OpenAPI 3.0.3, "Schema Object").
fn bound(schema: &Value, inclusive: &str, exclusive: &str, inwards: f64) -> Option<f64> {
    let bound = schema.get(inclusive)?.as_f64()?;
    let is_exclusive = schema.get(exclusive) == Some(&Value::Bool(true));
    Some(if is_exclusive { bound + inwards } else { bound })
}
