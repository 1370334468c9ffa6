//! Checks: what of a call doesn't keep to the document, kept until the call is sent or sets another value.
//!
//! Values are checked as they are set, since what becomes of them has no types any more.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Call;
use crate::error::Violation;
use crate::form::{self, Form};
use crate::validation::Check;
use crate::{Location, Parameter};

/// What was found, by what it is about.
#[derive(Default, Clone)]
pub(super) struct Checks(Vec<(About, Vec<Violation>)>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Parameter(Location, &'static str),
    Body,
}

impl Checks {
    /// All that was found, the parameters before the body.
    pub(super) fn violations(&self) -> Vec<Violation> {
        let (body, parameters): (Vec<_>, Vec<_>) =
            self.0.iter().partition(|(about, _)| *about == About::Body);
        let found = parameters.into_iter().chain(body);
        found.flat_map(|(_, found)| found).cloned().collect()
    }

    /// Forgets what was found of a body that is replaced.
    pub(super) fn forget_body(&mut self) {
        self.replace(About::Body, Vec::new());
    }

    fn replace(&mut self, about: About, found: Vec<Violation>) {
        self.0.retain(|(known, _)| *known != about);
        if !found.is_empty() {
            self.0.push((about, found));
        }
    }
}

impl Call<'_> {
    /// Checks a parameter's value; what isn't sent has none. Of headers and cookies nothing is shown, because keys are
    /// sent there.
    pub(super) fn check_parameter(&mut self, parameter: &Parameter, value: Option<&Value>) {
        let Parameter { name, location, .. } = *parameter;
        let rules = self.operation.parameter_rules(location, name);
        let found = match (rules, value) {
            (Some(rules), Some(value)) if self.is_validated => {
                let root = location.path_of(name);
                let secrets = || self.client.secrets();
                let check = Check::new(&root, &secrets);
                match location {
                    Location::Path | Location::Query => check.of(rules, value),
                    Location::Header | Location::Cookie => check.hidden().of(rules, value),
                }
            }
            _ => Vec::new(),
        };
        self.checks.replace(About::Parameter(location, name), found);
    }

    /// Checks a JSON body as it was written. One that is nested too deep to be read is sent as it is.
    pub(super) fn check_json(&mut self, content_type: &str, json: &[u8]) {
        self.check_body(content_type, || serde_json::from_slice(json).ok());
    }

    /// Checks a JSON body to which something was added.
    pub(super) fn check_json_again(&mut self) {
        let written = self.body.as_ref().and_then(|(content_type, body)| {
            let content_type = content_type.to_str().ok()?.to_owned();
            Some((content_type, body.as_bytes()?.clone()))
        });
        if let Some((content_type, json)) = written {
            self.check_json(&content_type, &json);
        }
    }

    /// Checks what a url-encoded form sends: no nulls, and no lists without items.
    pub(super) fn check_form<T: Serialize + ?Sized>(&mut self, content_type: &str, body: &T) {
        self.check_body(content_type, || {
            let properties = form::properties::properties(body).ok()?;
            let mut sent: Map<_, _> = properties.into_iter().collect();
            sent.retain(|_, value| {
                !value.is_null() && value.as_array().is_none_or(|it| !it.is_empty())
            });
            Some(Value::Object(sent))
        });
    }

    /// Checks what a form sends in parts. Files are there, but nothing is asked of them.
    pub(super) fn check_parts(&mut self, content_type: &str, body: &impl Form) {
        self.check_body(content_type, || Some(Value::Object(form::values(body))));
    }

    fn check_body(&mut self, content_type: &str, value: impl FnOnce() -> Option<Value>) {
        let rules = self.operation.body_rules(content_type);
        let found = rules.filter(|_| self.is_validated).and_then(|rules| {
            let value = value()?;
            Some(Check::new("body", &|| self.client.secrets()).of(rules, &value))
        });
        self.checks.replace(About::Body, found.unwrap_or_default());
    }
}
