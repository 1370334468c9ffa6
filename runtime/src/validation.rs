//! Validation: what is about to be sent, against what the document asks of it besides its types.
//!
//! Tables that generated code keeps and a JSON value come in, [`Violation`]s go out, all of them, each with its place.
//! The tables are plain data that one interpreter applies, so that they cost next to nothing to compile.
//!
//! A valid value is never refused. Values of an `enum` that the document doesn't list, formats that no type keeps,
//! `not`, conditions, and whether a `oneOf` fits more than once aren't looked at; a pattern that the engine doesn't take
//! asks nothing. Beyond a depth and a number of steps that no real request needs nothing more is found.
//! From JSON Schema 2020-12 Validation, section 6, and Core, section 10.

mod alternative;
mod canonical;
mod check;
mod decimal;
mod pattern;
mod place;
mod rule;
mod scalar;

use serde_json::Value;

use crate::error::Violation;
use crate::security::Secrets;
pub(crate) use check::Check;
pub use rule::{Branch, Request, Rule, Schema};

/// All that is wrong with a value, as if it were the body of a request.
///
/// ```
/// use bindery_runtime::validation::{Rule, check};
///
/// static RULES: &[Rule] = &[Rule::Properties(&[("name", &[Rule::MaxLength(3)])])];
/// let found = check(RULES, &[("name".to_owned(), "Rex".into())].into_iter().collect());
/// assert!(found.is_empty());
/// let found = check(RULES, &[("name".to_owned(), "Bello".into())].into_iter().collect());
/// assert_eq!(found[0].to_string(), "`body.name` has 5 characters, where `maxLength` is 3");
/// ```
#[must_use]
pub fn check(rules: &'static [Rule], value: &Value) -> Vec<Violation> {
    Check::new("body", &Secrets::default).of(rules, value)
}
