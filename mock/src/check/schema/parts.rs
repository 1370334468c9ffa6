//! Keywords that look at the parts of a value: properties and elements.
//!
//! `patternProperties` are not matched: where there are some, undeclared names are let pass.

use serde_json::Value;

use super::keyword::required;
use super::place::{Finding, Place, child_pointer};
use super::{Checker, schemas};
use crate::document::is_true;

impl<'d> Checker<'d> {
    /// Properties that are missing, and what is wrong with those that are there.
    pub(super) fn check_object(&mut self, schema: &'d Value, place: &Place<'_>) -> Vec<Finding> {
        let Some(object) = place.value.as_object() else {
            return Vec::new();
        };
        let mut findings: Vec<Finding> = required(schema)
            .filter(|name| !object.contains_key(*name))
            .filter(|name| !self.is_read_only(schema, name))
            .map(|name| Finding {
                pointer: child_pointer(&place.pointer, name),
                message: "is required".to_owned(),
            })
            .collect();
        let properties = schema.get("properties");
        for (name, value) in object {
            let child = place.child(name, value);
            match properties.and_then(|properties| properties.get(name)) {
                Some(property) => findings.extend(self.check(property, &child)),
                None => findings.extend(self.check_additional(schema, &child)),
            }
        }
        findings
    }

    /// A property that only responses have isn't required of a request (OpenAPI 3.0.4, `readOnly`).
    fn is_read_only(&self, schema: &Value, name: &str) -> bool {
        let property = schema
            .get("properties")
            .and_then(|properties| properties.get(name));
        property.is_some_and(|property| {
            let resolved = self.document.resolve(property);
            [property, resolved]
                .iter()
                .any(|schema| is_true(schema.get("readOnly")))
        })
    }

    fn check_additional(&mut self, schema: &'d Value, place: &Place<'_>) -> Vec<Finding> {
        // Which names a pattern takes is not known here.
        if schema.get("patternProperties").is_some() {
            return Vec::new();
        }
        match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => place.finding("is not a declared property"),
            Some(additional) => self.check(additional, place),
            None => Vec::new(),
        }
    }

    /// What is wrong with the elements.
    pub(super) fn check_array(&mut self, schema: &'d Value, place: &Place<'_>) -> Vec<Finding> {
        let Some(values) = place.value.as_array() else {
            return Vec::new();
        };
        let first: Vec<&Value> = schemas(schema, "prefixItems").collect();
        let rest = schema.get("items");
        let expected = first.into_iter().map(Some).chain(std::iter::repeat(rest));
        let mut findings = Vec::new();
        for (index, (value, expected)) in values.iter().zip(expected).enumerate() {
            let Some(expected) = expected else { break };
            findings.extend(self.check(expected, &place.child(&index.to_string(), value)));
        }
        findings
    }
}
