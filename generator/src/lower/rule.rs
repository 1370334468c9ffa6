//! Rules: what schemas ask of the values that requests carry, besides their types.
//!
//! A schema comes in as the document has it, before anything is merged; its rules go out, for JSON that is about to be
//! sent. What a schema is referred to by has rules of its own, once, so that recursion needs no end. Nothing is done
//! here unless the user asked for it.
//!
//! A valid value must never be refused. So what only holds of a schema as a whole (`additionalProperties`, `required`)
//! is left out where others may add to it: in members of `allOf` and branches of unions. The values of an `enum`, `not`,
//! conditions and formats aren't rules, nor is anything below `readOnly`, which servers ignore.

mod outline;
mod own;
mod parts;
mod union;

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lowering;
use super::name::{self, Case};
use crate::ir::{Rule, RuleSet, RuleSetId};
use crate::pointer::Pointer;

/// How deep schemas may stand in each other without a reference.
const DEEPEST: usize = 200;

/// The rules that are known so far.
pub(super) struct RuleBook {
    is_wanted: bool,
    ids: BTreeMap<(Pointer, Role), RuleSetId>,
    /// The sets in the order of their ids, those at the end without their rules.
    places: Vec<(Pointer, Role)>,
    depth: usize,
}

/// What part of a value's description a schema is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// All of it.
    Whole,
    /// A member of `allOf`, or a branch of a union.
    Member,
}

impl RuleBook {
    pub(super) fn new(is_wanted: bool) -> Self {
        Self {
            is_wanted,
            ids: BTreeMap::new(),
            places: Vec::new(),
            depth: 0,
        }
    }

    /// The rules of the schema at `at`, which are found later.
    fn set(&mut self, at: Pointer, role: Role) -> RuleSetId {
        let next = RuleSetId(self.places.len());
        let id = *self.ids.entry((at.clone(), role)).or_insert(next);
        if id == next {
            self.places.push((at, role));
        }
        id
    }
}

impl Lowering<'_> {
    /// What the schema at `at` asks of values.
    pub(super) fn rules_at(&mut self, at: &Pointer) -> Vec<Rule> {
        let schema = self.document.pointer(at.as_str());
        let schema = schema.filter(|_| self.rules.is_wanted);
        schema.map_or_else(Vec::new, |schema| self.rules(schema, at, Role::Whole))
    }

    /// The rules of all schemas that others referred to; finding them may lead to more.
    pub(super) fn rule_sets(&mut self) -> Vec<RuleSet> {
        let mut found = Vec::new();
        while let Some((at, role)) = self.rules.places.get(found.len()).cloned() {
            let schema = self.document.pointer(at.as_str());
            found.push(schema.map_or_else(Vec::new, |it| self.rules(it, &at, role)));
        }
        let labels: Vec<String> = self.rules.places.iter().map(label).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let names = name::assign(Case::Constant, &[], &labels);
        let places = self.rules.places.iter().zip(names).zip(found);
        let set = |(((at, _), name), rules): ((&(Pointer, Role), _), _)| RuleSet {
            name,
            rules,
            at: at.clone(),
        };
        places.map(set).collect()
    }

    fn rules(&mut self, schema: &Value, at: &Pointer, role: Role) -> Vec<Rule> {
        if self.is_read_only(schema, at)
            || self.overrides.replace_schema(at)
            || self.rules.depth == DEEPEST
        {
            return Vec::new();
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.referenced_rules(reference, at, role);
        }
        self.rules.depth += 1;
        let mut rules = self.own_rules(schema, at);
        rules.extend(self.rules_of_parts(schema, at));
        if role == Role::Whole {
            rules.extend(self.rules_of_the_whole(schema, at));
        }
        rules.extend(self.rules_of_members(schema, at));
        rules.extend(self.rules_of_unions(schema, at));
        self.rules.depth -= 1;
        rules
    }

    /// Whether servers ignore the values of a schema: by its own word, or by that of what it refers to or combines.
    fn is_read_only(&self, schema: &Value, at: &Pointer) -> bool {
        let followed = |schema: &Value, at: &Pointer| {
            let reference = schema.get("$ref").and_then(Value::as_str);
            let target = reference.and_then(|it| self.target(it, at).ok());
            is(schema, "readOnly") || target.is_some_and(|(target, _)| is(target, "readOnly"))
        };
        let members = listed(schema, "allOf");
        followed(schema, at) || members.iter().any(|member| followed(member, at))
    }

    fn referenced_rules(&mut self, reference: &str, at: &Pointer, role: Role) -> Vec<Rule> {
        // That a reference leads nowhere was told when its type was looked for.
        let Ok((target, target_at)) = self.target(reference, at) else {
            return Vec::new();
        };
        let role = match role {
            Role::Member if self.tells_of_the_whole(target, &target_at) => Role::Member,
            _ => Role::Whole,
        };
        // Said here as well, so that it holds for what stands beside the reference.
        let secret = own::is_secret(target).then_some(Rule::Secret);
        let set = Rule::Set(self.rules.set(target_at, role));
        secret.into_iter().chain([set]).collect()
    }

    /// The rules of the members of `allOf`, all of which hold.
    fn rules_of_members(&mut self, schema: &Value, at: &Pointer) -> Vec<Rule> {
        let at = at.child("allOf");
        let members = listed(schema, "allOf").iter().enumerate();
        members
            .flat_map(|(index, member)| self.rules(member, &at.index(index), Role::Member))
            .collect()
    }
}

/// What a set is called: a component by its name, anything else by its whole place.
fn label((at, role): &(Pointer, Role)) -> String {
    let mut words: Vec<_> = at.segments().collect();
    if at.as_str().starts_with("/components/schemas/") {
        words.drain(..2);
    }
    let name = words.join(" ");
    match role {
        Role::Whole => name,
        Role::Member => format!("{name} as member"),
    }
}

/// The schemas in an array of a schema.
fn listed<'s>(schema: &'s Value, keyword: &str) -> &'s [Value] {
    let list = schema.get(keyword).and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

fn is(schema: &Value, keyword: &str) -> bool {
    schema.get(keyword) == Some(&Value::Bool(true))
}
