//! What a schema asks of a value itself, its parts aside: lengths, bounds, a pattern.
//!
//! A bound that makes no sense is told and left out, and so is a pattern that can't be checked in linear time. Of files
//! and of types of the user's own nothing is asked; of Base64 no length, because documents don't agree on whether they
//! mean the text or the bytes.

use serde_json::{Number, Value};

use super::is;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Format, Rule};
use crate::lower::{Lowering, format, pattern};
use crate::pointer::Pointer;

/// The most digits of a `multipleOf`: the remainder is found in 128 bits.
const MOST_DIGITS: usize = 18;

/// Two counts that bound the same from both sides, with what they become.
type Counts = (&'static str, fn(u64) -> Rule, &'static str, fn(u64) -> Rule);

const ITEMS: Counts = ("minItems", Rule::MinItems, "maxItems", Rule::MaxItems);
const LENGTHS: Counts = ("minLength", Rule::MinLength, "maxLength", Rule::MaxLength);
const PROPERTIES: Counts = (
    "minProperties",
    Rule::MinProperties,
    "maxProperties",
    Rule::MaxProperties,
);

impl Lowering<'_> {
    pub(super) fn own_rules(&mut self, schema: &Value, at: &Pointer) -> Vec<Rule> {
        let name = schema.get("format").and_then(Value::as_str);
        let is_own = |name: &str| name == "binary" || self.overrides.of_format(name).is_some();
        if name.is_some_and(is_own) {
            return Vec::new();
        }
        let format = name.and_then(format::format);
        let mut rules = Vec::new();
        if is_secret(schema) {
            rules.push(Rule::Secret);
        }
        if format != Some(Format::Base64) {
            rules.extend(self.counts(schema, at, LENGTHS));
        }
        rules.extend(self.pattern(schema, at));
        rules.extend(self.bounds(schema, at));
        rules.extend(self.multiple(schema, at));
        rules.extend(self.counts(schema, at, ITEMS));
        let items = schema.get("items").and_then(|items| items.get("format"));
        if is(schema, "uniqueItems") && items.is_none_or(|format| format != "binary") {
            rules.push(Rule::UniqueItems);
        }
        rules.extend(self.counts(schema, at, PROPERTIES));
        rules
    }

    fn counts(
        &mut self,
        schema: &Value,
        at: &Pointer,
        (least, at_least, most, at_most): Counts,
    ) -> Vec<Rule> {
        let count = |keyword: &str| schema.get(keyword).and_then(Value::as_u64);
        let (from, to) = (count(least), count(most));
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            self.found.push(contradiction(at, least, most));
            return Vec::new();
        }
        // Everything has a length of 0 or above.
        let from = from.filter(|from| *from > 0).map(at_least);
        from.into_iter().chain(to.map(at_most)).collect()
    }

    /// The bounds of a number, each of which may be exclusive by a flag beside it.
    fn bounds(&mut self, schema: &Value, at: &Pointer) -> Vec<Rule> {
        let bound = |keyword: &str| match schema.get(keyword) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        };
        let (from, to) = (bound("minimum"), bound("maximum"));
        let above = is(schema, "exclusiveMinimum");
        let below = is(schema, "exclusiveMaximum");
        if let (Some(from), Some(to)) = (from, to)
            && leaves_nothing(from, to, above || below)
        {
            self.found.push(contradiction(at, "minimum", "maximum"));
            return Vec::new();
        }
        let least = if above {
            Rule::ExclusiveMinimum
        } else {
            Rule::Minimum
        };
        let most = if below {
            Rule::ExclusiveMaximum
        } else {
            Rule::Maximum
        };
        let from = from.map(|from| least(from.to_string()));
        from.into_iter()
            .chain(to.map(|to| most(to.to_string())))
            .collect()
    }

    fn multiple(&mut self, schema: &Value, at: &Pointer) -> Option<Rule> {
        let Value::Number(of) = schema.get("multipleOf")? else {
            return None;
        };
        let place = || Place::Value(at.child("multipleOf"));
        let text = of.to_string();
        let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
        if of.as_f64().is_none_or(|of| of <= 0.0) {
            let diagnostic = Diagnostic::invalid(place(), "nothing is a multiple of this");
            let diagnostic = diagnostic.label("has to be more than 0");
            self.found.push(diagnostic.note("it is not checked"));
            return None;
        }
        if mantissa.chars().filter(char::is_ascii_digit).count() > MOST_DIGITS {
            let message =
                format!("a `multipleOf` of more than {MOST_DIGITS} digits is not supported");
            let diagnostic = Diagnostic::unsupported(place(), message);
            self.found.push(diagnostic.note("it is not checked"));
            return None;
        }
        Some(Rule::MultipleOf(text))
    }

    fn pattern(&mut self, schema: &Value, at: &Pointer) -> Option<Rule> {
        let text = schema.get("pattern").and_then(Value::as_str)?;
        match pattern::engine(text) {
            Ok(engine) => Some(Rule::Pattern {
                pattern: text.to_owned(),
                engine,
            }),
            Err(reason) => {
                let place = Place::Value(at.child("pattern"));
                let diagnostic = Diagnostic::unsupported(place, "this pattern can't be checked");
                let diagnostic = diagnostic.label(reason);
                self.found
                    .push(diagnostic.note("values are sent as they are"));
                None
            }
        }
    }
}

/// Whether the values of a schema aren't to be shown.
pub(super) fn is_secret(schema: &Value) -> bool {
    let format = schema.get("format").and_then(Value::as_str);
    format.and_then(format::format) == Some(Format::Secret) || is(schema, "writeOnly")
}

fn contradiction(at: &Pointer, least: &str, most: &str) -> Diagnostic {
    let message = format!("`{least}` and `{most}` leave no value");
    Diagnostic::invalid(Place::Value(at.child(least)), message)
        .also(Place::Value(at.child(most)), "the other one")
        .note("neither is checked")
}

/// Whether no number is between two bounds, of which one may be exclusive.
fn leaves_nothing(from: &Number, to: &Number, is_exclusive: bool) -> bool {
    match (from.as_f64(), to.as_f64()) {
        (Some(from_float), Some(to_float)) => from_float > to_float || is_exclusive && from == to,
        _ => false,
    }
}
