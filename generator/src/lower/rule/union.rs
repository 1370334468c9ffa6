//! Unions: a value breaks the rules of a union only if it breaks those of every branch that it may be meant for.
//!
//! Branches are told apart by their types, by what they require, and by properties with one value each: the tags of a
//! discriminator, or constants. That two branches fit at once, which `oneOf` forbids, is not looked at.

use serde_json::Value;

use super::{Role, listed};
use crate::ir::{Rule, RuleBranch};
use crate::lower::Lowering;
use crate::lower::null::is_only_null;
use crate::pointer::Pointer;

impl Lowering<'_> {
    pub(super) fn rules_of_unions(&mut self, schema: &Value, at: &Pointer) -> Vec<Rule> {
        let mut rules = Vec::new();
        for keyword in ["oneOf", "anyOf"] {
            let at = at.child(keyword);
            let discriminator = schema.get("discriminator");
            let mut branches = Vec::new();
            for (index, branch) in listed(schema, keyword).iter().enumerate() {
                if !is_only_null(branch) {
                    branches.push(self.rule_branch(branch, discriminator, &at.index(index)));
                }
            }
            if branches.iter().any(|branch| !branch.rules.is_empty()) {
                rules.push(Rule::Union(keyword, branches));
            }
        }
        rules
    }

    fn rule_branch(
        &mut self,
        branch: &Value,
        discriminator: Option<&Value>,
        at: &Pointer,
    ) -> RuleBranch {
        let outline = self.outline(branch, at);
        let mut tags = outline.constants();
        let name = discriminator.and_then(|it| it.get("propertyName")?.as_str());
        if let (Some(discriminator), Some(name)) = (discriminator, name) {
            let values = self.tags(branch, discriminator);
            if !values.is_empty() {
                tags.retain(|(known, _)| known != name);
                tags.push((name.to_owned(), values));
            }
        }
        RuleBranch {
            required: outline.required(),
            types: outline.types,
            tags,
            rules: self.rules(branch, at, Role::Member),
        }
    }
}
