//! JSON_BODY: a part of the body comes in, the name of an example comes out.
//!
//! A regular expression that the engine doesn't know (one that looks ahead or back) fits nothing.

use regex_lite::Regex;
use serde_json::Value;

/// The rules `{"exp", "operator", "cases"}`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct JsonBody {
    pointer: String,
    operator: Operator,
    /// What the operator takes, and the name of an example, in the order of the document.
    cases: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operator {
    /// The part as text is the case.
    Equals,
    /// The part as a number is in an interval such as `[0;4[`.
    Range,
    /// The whole of the part as text matches.
    Regexp,
    /// The number of items is in an interval.
    Size,
    /// `found` or `missing`.
    Presence,
}

impl JsonBody {
    /// Reads the rules; `None` when they aren't such.
    pub(super) fn read(rules: &Value) -> Option<Self> {
        let operator = match rules.get("operator")?.as_str()? {
            "equals" => Operator::Equals,
            "range" => Operator::Range,
            "regexp" => Operator::Regexp,
            "size" => Operator::Size,
            "presence" => Operator::Presence,
            _ => return None,
        };
        let cases = rules.get("cases")?.as_object()?.iter();
        let cases =
            cases.filter_map(|(case, name)| Some((case.clone(), name.as_str()?.to_owned())));
        Some(JsonBody {
            pointer: rules.get("exp")?.as_str()?.to_owned(),
            operator,
            cases: cases.collect(),
        })
    }

    /// The JSON pointer to the part that is looked at.
    pub(super) fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The name for a body: that of the first case that fits, else of `default`.
    pub(super) fn evaluate(&self, body: &Value) -> Option<&str> {
        let part = body.pointer(&self.pointer);
        let fits = |case: &str| case != "default" && self.operator.fits(case, part);
        let name_of = |wanted: &dyn Fn(&str) -> bool| {
            let found = self.cases.iter().find(|(case, _)| wanted(case));
            found.map(|(_, name)| name.as_str())
        };
        name_of(&fits).or_else(|| name_of(&|case| case == "default"))
    }
}

impl Operator {
    fn fits(self, case: &str, part: Option<&Value>) -> bool {
        let text = part.map(text).unwrap_or_default();
        match self {
            Operator::Equals => text == case,
            Operator::Range => text.parse().is_ok_and(|number| is_within(case, number)),
            Operator::Regexp => {
                Regex::new(&format!("^(?:{case})$")).is_ok_and(|regex| regex.is_match(&text))
            }
            Operator::Size => part
                .and_then(Value::as_array)
                .is_some_and(|items| is_within(case, items.len() as f64)),
            Operator::Presence => case == if part.is_some() { "found" } else { "missing" },
        }
    }
}

/// A value without parts as text; one with parts has none.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => String::new(),
        scalar => scalar.to_string(),
    }
}

/// Whether a number is in an interval, whose brackets point away from a bound that isn't in it: `]0;4[`.
fn is_within(interval: &str, number: f64) -> bool {
    let bounds = || {
        let opens_at = interval.strip_prefix('[').map(|rest| (true, rest));
        let (low_in, rest) =
            opens_at.or_else(|| interval.strip_prefix(']').map(|rest| (false, rest)))?;
        let closes_at = rest.strip_suffix(']').map(|rest| (true, rest));
        let (high_in, rest) =
            closes_at.or_else(|| rest.strip_suffix('[').map(|rest| (false, rest)))?;
        let (low, high) = rest.split_once(';')?;
        let low: f64 = low.trim().parse().ok()?;
        let high: f64 = high.trim().parse().ok()?;
        let above = number > low || low_in && number == low;
        Some(above && (number < high || high_in && number == high))
    };
    bounds().unwrap_or(false)
}
