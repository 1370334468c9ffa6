//! What a schema asks of the parts of a value: its properties and its items, and that they are there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Role, listed};
use crate::ir::Rule;
use crate::lower::Lowering;
use crate::lower::tuple::PREFIX;
use crate::pointer::Pointer;

/// The names of the properties that conditions brought, as normalizing keeps them.
const CONDITIONAL: &str = "x-bindery-conditional-properties";

/// The patterns whose schemas `additionalProperties` is, as normalizing keeps them.
const PATTERNS: &str = "x-bindery-pattern-properties";

impl Lowering<'_> {
    pub(super) fn rules_of_parts(&mut self, schema: &Value, at: &Pointer) -> Vec<Rule> {
        let properties = self.rules_of_properties(schema, at);
        let prefix = self.rules_of_prefix(schema, at);
        let items = schema.get("items").filter(|items| items.is_object());
        let items = items.map(|items| self.rules(items, &at.child("items"), Role::Whole));
        let after = listed(schema, PREFIX).len();
        let items = items.filter(|rules| !rules.is_empty());
        let items = items.map(|rules| Rule::Items(after, rules));
        properties.into_iter().chain(prefix).chain(items).collect()
    }

    fn rules_of_properties(&mut self, schema: &Value, at: &Pointer) -> Option<Rule> {
        let at = at.child("properties");
        let conditional = listed(schema, CONDITIONAL);
        let mut rules = Vec::new();
        for (name, property) in properties(schema) {
            if !conditional.iter().any(|known| known == name) {
                rules.push((
                    name.clone(),
                    self.rules(property, &at.child(name), Role::Whole),
                ));
            }
        }
        rules.retain(|(_, rules)| !rules.is_empty());
        (!rules.is_empty()).then_some(Rule::Properties(rules))
    }

    fn rules_of_prefix(&mut self, schema: &Value, at: &Pointer) -> Option<Rule> {
        let at = at.child(PREFIX);
        let mut rules = Vec::new();
        for (index, item) in listed(schema, PREFIX).iter().enumerate() {
            rules.push(self.rules(item, &at.index(index), Role::Whole));
        }
        let is_idle = rules.iter().all(Vec::is_empty);
        (!is_idle).then_some(Rule::Prefix(rules))
    }

    /// Whether a schema says something that holds only where nothing else adds to it.
    pub(super) fn tells_of_the_whole(&self, schema: &Value, at: &Pointer) -> bool {
        let additional = schema.get("additionalProperties");
        additional.is_some_and(Value::is_object) || !self.outline(schema, at).unkept().is_empty()
    }

    /// What holds of a schema that nothing else adds to.
    pub(super) fn rules_of_the_whole(&mut self, schema: &Value, at: &Pointer) -> Vec<Rule> {
        if ["oneOf", "anyOf"].iter().any(|it| schema.get(it).is_some()) {
            return Vec::new();
        }
        let outline = self.outline(schema, at);
        let mut rules = Vec::new();
        let unkept = outline.unkept();
        if !outline.has_union && !unkept.is_empty() {
            rules.push(Rule::Required(unkept));
        }
        let is_apart = schema.get("allOf").is_none() && schema.get(PATTERNS).is_none();
        let additional = schema.get("additionalProperties");
        if let Some(additional) = additional.filter(|it| it.is_object() && is_apart) {
            let at = at.child("additionalProperties");
            let of_others = self.rules(additional, &at, Role::Whole);
            if !of_others.is_empty() {
                let names: BTreeSet<&String> = properties(schema).map(|(name, _)| name).collect();
                let names = names.into_iter().cloned().collect();
                rules.push(Rule::Additional(names, of_others));
            }
        }
        rules
    }
}

/// The properties that a schema itself has.
pub(super) fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten()
}
