//! Rules about one value without its parts: texts, numbers, and how many parts there are.

use std::cmp::Ordering;

use super::check::Wrong;
use super::decimal::Decimal;
use super::pattern;
use super::rule::Rule;

/// What is wrong with a text, which `shown` quotes.
pub(super) fn text(rule: &Rule, text: &str, shown: &dyn Fn() -> String) -> Option<Wrong> {
    let length = || text.chars().count();
    match rule {
        Rule::MinLength(least) => count("minLength", *least, Ordering::Less, length(), "character"),
        Rule::MaxLength(most) => {
            count("maxLength", *most, Ordering::Greater, length(), "character")
        }
        Rule::Pattern(pattern) => matched(pattern, pattern, text, shown),
        Rule::Translated { pattern, engine } => matched(pattern, engine, text, shown),
        _ => None,
    }
}

/// What is wrong with a number, as JSON writes it and as `shown` quotes it.
pub(super) fn number(rule: &Rule, number: &str, shown: &dyn Fn() -> String) -> Option<Wrong> {
    let (keyword, bound, allowed): (_, _, &[Ordering]) = match rule {
        Rule::Minimum(bound) => ("minimum", bound, &[Ordering::Greater, Ordering::Equal]),
        Rule::ExclusiveMinimum(bound) => ("exclusiveMinimum", bound, &[Ordering::Greater]),
        Rule::Maximum(bound) => ("maximum", bound, &[Ordering::Less, Ordering::Equal]),
        Rule::ExclusiveMaximum(bound) => ("exclusiveMaximum", bound, &[Ordering::Less]),
        Rule::MultipleOf(bound) => ("multipleOf", bound, &[]),
        _ => return None,
    };
    let (value, limit) = (Decimal::read(number)?, Decimal::read(bound)?);
    let is_right = match rule {
        Rule::MultipleOf(_) => value.is_multiple_of(&limit)?,
        _ => allowed.contains(&value.cmp(&limit)),
    };
    (!is_right).then(|| Wrong {
        keyword,
        bound: (*bound).to_owned(),
        found: format!("is {}", shown()),
    })
}

/// What is wrong with the number of items.
pub(super) fn items(rule: &Rule, number: usize) -> Option<Wrong> {
    match rule {
        Rule::MinItems(least) => count("minItems", *least, Ordering::Less, number, "item"),
        Rule::MaxItems(most) => count("maxItems", *most, Ordering::Greater, number, "item"),
        _ => None,
    }
}

/// What is wrong with the number of properties.
pub(super) fn properties(rule: &Rule, number: usize) -> Option<Wrong> {
    let (keyword, bound, wrong) = match rule {
        Rule::MinProperties(least) => ("minProperties", least, Ordering::Less),
        Rule::MaxProperties(most) => ("maxProperties", most, Ordering::Greater),
        _ => return None,
    };
    count(keyword, *bound, wrong, number, "property")
}

fn count(
    keyword: &'static str,
    bound: u64,
    wrong: Ordering,
    number: usize,
    of: &str,
) -> Option<Wrong> {
    let is_wrong = (number as u64).cmp(&bound) == wrong;
    is_wrong.then(|| {
        let of = match (number, of) {
            (1, _) => of.to_owned(),
            (_, "property") => "properties".to_owned(),
            _ => format!("{of}s"),
        };
        Wrong {
            keyword,
            bound: bound.to_string(),
            found: format!("has {number} {of}"),
        }
    })
}

fn matched(
    pattern: &'static str,
    engine: &'static str,
    text: &str,
    shown: &dyn Fn() -> String,
) -> Option<Wrong> {
    (!pattern::matches(engine, text)).then(|| Wrong {
        keyword: "pattern",
        bound: pattern.to_owned(),
        found: format!("is {}", shown()),
    })
}
