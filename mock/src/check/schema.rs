//! A JSON value against a Schema Object (OpenAPI 3.0.4 "Schema Object", JSON Schema 2020-12 for 3.1): findings come out.
//!
//! It never refuses what it doesn't understand: formats, patterns, bounds, `not` and `if` are not looked at, `oneOf` is
//! read as `anyOf`, and beyond a depth and a number of steps that no real body needs it finds nothing more.

mod keyword;
mod parts;
mod place;

use serde_json::Value;

use crate::document::{Document, reference};
pub(crate) use keyword::{allows_null, has_type, is_of_type, is_scalar, required, types};
use place::Finding;
pub(crate) use place::{Place, child_pointer};

/// How deep schemas may be applied inside each other.
const DEPTH: usize = 300;

/// How many schemas may be applied to one value with all its parts; combinations that multiply end here.
const STEPS: usize = 2_000_000;

/// Everything that is wrong with a value, in the order of the schema.
pub(crate) fn check<'d>(document: &'d Document, schema: &'d Value, value: &Value) -> Vec<Finding> {
    let mut checker = Checker {
        document,
        open: Vec::new(),
        steps: STEPS,
    };
    checker.check(schema, &Place::whole(value))
}

struct Checker<'d> {
    document: &'d Document,
    /// The references being followed, each with the length of the pointer to the part it is followed for. All pointers
    /// here begin each other, so that equal lengths mean the same part.
    open: Vec<(&'d str, usize)>,
    steps: usize,
}

impl<'d> Checker<'d> {
    fn check(&mut self, schema: &'d Value, place: &Place<'_>) -> Vec<Finding> {
        if schema == &Value::Bool(false) {
            return place.finding("must not be there");
        }
        if !schema.is_object() || place.depth > DEPTH || self.steps == 0 {
            return Vec::new();
        }
        self.steps -= 1;
        if place.value.is_null() && allows_null(schema) {
            return Vec::new();
        }
        let mut findings = Vec::new();
        if let Some(reference) = reference(schema) {
            findings = self.check_referenced(reference, place);
            if !self.document.counts_siblings_of_references() {
                return findings;
            }
        }
        if let Some(message) = keyword::mismatch(schema, place.value) {
            findings.extend(place.finding(message));
            return findings;
        }
        findings.extend(self.check_object(schema, place));
        findings.extend(self.check_array(schema, place));
        for part in schemas(schema, "allOf") {
            findings.extend(self.check(part, &place.again()));
        }
        findings.extend(self.check_alternatives(schemas(schema, "oneOf"), place));
        findings.extend(self.check_alternatives(schemas(schema, "anyOf"), place));
        findings
    }

    /// A reference that is being followed for the same part already says nothing new.
    fn check_referenced(&mut self, reference: &'d str, place: &Place<'_>) -> Vec<Finding> {
        let step = (reference, place.pointer.len());
        let Some(target) = self.document.referenced(reference) else {
            return Vec::new();
        };
        if self.open.contains(&step) {
            return Vec::new();
        }
        self.open.push(step);
        let findings = self.check(target, &place.again());
        self.open.pop();
        findings
    }

    /// At least one alternative must fit; if none does, the one that is nearest tells what is wrong.
    fn check_alternatives(
        &mut self,
        alternatives: impl Iterator<Item = &'d Value>,
        place: &Place<'_>,
    ) -> Vec<Finding> {
        let mut tried = 0;
        let mut nearest: Option<Vec<Finding>> = None;
        for alternative in alternatives {
            let findings = self.check(alternative, &place.again());
            if findings.is_empty() {
                return Vec::new();
            }
            tried += 1;
            if nearest
                .as_ref()
                .is_none_or(|known| findings.len() < known.len())
            {
                nearest = Some(findings);
            }
        }
        let mut findings = match tried {
            0 | 1 => Vec::new(),
            _ => place.finding(format!("fits none of {tried} alternatives; the nearest:")),
        };
        findings.extend(nearest.unwrap_or_default());
        findings
    }
}

/// The schemas in an array of a schema.
fn schemas<'s>(schema: &'s Value, keyword: &str) -> impl Iterator<Item = &'s Value> + use<'s> {
    schema
        .get(keyword)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}
