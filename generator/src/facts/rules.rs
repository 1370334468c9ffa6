//! Rules: which of them have anything to say of what operations send.
//!
//! Most schemas ask nothing, so most of what leads to rules leads nowhere: it is left out here, together with the sets
//! that no request reaches.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Location, Operation, Rule, RuleBranch, RuleSetId, Writing};

/// The rules that are worth printing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// What is asked of requests, by the position of the operation.
    pub requests: BTreeMap<usize, RequestRules>,
    /// The rules of schemas that the others refer to.
    pub sets: BTreeMap<RuleSetId, Vec<Rule>>,
}

/// What is asked of the requests of one operation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestRules {
    /// The rules of parameters, by location and name.
    pub parameters: Vec<(Location, String, Vec<Rule>)>,
    /// The rules of bodies, by what is sent as `Content-Type`.
    pub bodies: Vec<(String, Vec<Rule>)>,
}

impl Rules {
    /// Whether nothing is asked at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }
}

pub(super) fn rules(api: &Api) -> Rules {
    let telling = telling(api);
    let operations = api.operations.iter().enumerate();
    let requests = operations.map(|(index, operation)| (index, request(operation, api, &telling)));
    let is_idle = |rules: &RequestRules| rules.parameters.is_empty() && rules.bodies.is_empty();
    let requests: BTreeMap<_, _> = requests.filter(|(_, rules)| !is_idle(rules)).collect();
    let mut sets = BTreeMap::new();
    let mut pending: Vec<RuleSetId> = Vec::new();
    for request in requests.values() {
        let parameters = request.parameters.iter().map(|(_, _, rules)| rules);
        let bodies = request.bodies.iter().map(|(_, rules)| rules);
        parameters
            .chain(bodies)
            .for_each(|it| named(it, &mut pending));
    }
    while let Some(id) = pending.pop() {
        if let (false, Some(set)) = (sets.contains_key(&id), api.rules.get(id.0)) {
            let rules = pruned(&set.rules, &telling);
            named(&rules, &mut pending);
            sets.insert(id, rules);
        }
    }
    Rules { requests, sets }
}

/// The sets that ask something, if only by way of others.
fn telling(api: &Api) -> BTreeSet<RuleSetId> {
    let mut telling = BTreeSet::new();
    let mut users: BTreeMap<RuleSetId, Vec<RuleSetId>> = BTreeMap::new();
    let mut pending = Vec::new();
    for (id, set) in (0..).map(RuleSetId).zip(&api.rules) {
        if asks(&set.rules) {
            pending.push(id);
        }
        let mut used = Vec::new();
        named(&set.rules, &mut used);
        for used in used {
            users.entry(used).or_default().push(id);
        }
    }
    while let Some(id) = pending.pop() {
        if telling.insert(id) {
            pending.extend(users.get(&id).into_iter().flatten());
        }
    }
    telling
}

/// Whether rules ask something themselves.
fn asks(rules: &[Rule]) -> bool {
    rules.iter().any(|rule| match rule {
        Rule::Set(_) | Rule::Secret => false,
        Rule::Prefix(items) => items.iter().any(|rules| asks(rules)),
        Rule::Items(_, rules) | Rule::Additional(_, rules) => asks(rules),
        Rule::Properties(properties) => properties.iter().any(|(_, rules)| asks(rules)),
        Rule::Union(_, branches) => branches.iter().any(|branch| asks(&branch.rules)),
        _ => true,
    })
}

/// The sets that rules name.
fn named(rules: &[Rule], found: &mut Vec<RuleSetId>) {
    for rule in rules {
        match rule {
            Rule::Set(id) => found.push(*id),
            Rule::Prefix(items) => items.iter().for_each(|it| named(it, found)),
            Rule::Items(_, rules) | Rule::Additional(_, rules) => named(rules, found),
            Rule::Properties(properties) => {
                properties.iter().for_each(|(_, it)| named(it, found));
            }
            Rule::Union(_, branches) => branches.iter().for_each(|it| named(&it.rules, found)),
            _ => {}
        }
    }
}

fn request(operation: &Operation, api: &Api, telling: &BTreeSet<RuleSetId>) -> RequestRules {
    let parameters = operation.parameters.iter().map(|parameter| {
        let rules = pruned(&parameter.rules, telling);
        (parameter.location, parameter.name.wire.clone(), rules)
    });
    let bodies = operation.body.iter();
    let bodies: Vec<&Writing> = bodies.flat_map(|body| body.alternatives(api)).collect();
    // Bodies that are sent as the same can't be told apart.
    let is_only = |writing: &&&Writing| {
        let mut others = bodies.iter();
        others.all(|it| it.content_type != writing.content_type || it.rules == writing.rules)
    };
    let bodies = bodies.iter().filter(is_only).map(|writing| {
        (
            writing.content_type.clone(),
            pruned(&writing.rules, telling),
        )
    });
    RequestRules {
        parameters: parameters
            .filter(|(_, _, rules)| !rules.is_empty())
            .collect(),
        bodies: bodies.filter(|(_, rules)| !rules.is_empty()).collect(),
    }
}

/// The rules that ask something.
fn pruned(rules: &[Rule], telling: &BTreeSet<RuleSetId>) -> Vec<Rule> {
    let pruned = rules.iter().filter_map(|rule| match rule {
        Rule::Set(id) => telling.contains(id).then(|| rule.clone()),
        Rule::Prefix(items) => {
            let items: Vec<_> = items.iter().map(|rules| pruned(rules, telling)).collect();
            let is_idle = items.iter().all(Vec::is_empty);
            (!is_idle).then_some(Rule::Prefix(items))
        }
        Rule::Items(from, rules) => some(pruned(rules, telling)).map(|it| Rule::Items(*from, it)),
        Rule::Additional(names, rules) => {
            some(pruned(rules, telling)).map(|rules| Rule::Additional(names.clone(), rules))
        }
        Rule::Properties(properties) => {
            let properties = properties.iter().filter_map(|(name, rules)| {
                some(pruned(rules, telling)).map(|rules| (name.clone(), rules))
            });
            some(properties.collect()).map(Rule::Properties)
        }
        Rule::Union(keyword, branches) => union(keyword, branches, telling),
        other => Some(other.clone()),
    });
    let pruned: Vec<Rule> = pruned.collect();
    let is_idle = pruned.iter().all(|rule| *rule == Rule::Secret);
    if is_idle { Vec::new() } else { pruned }
}

/// A union with a branch that takes everything and asks nothing asks nothing either.
fn union(
    keyword: &'static str,
    branches: &[RuleBranch],
    telling: &BTreeSet<RuleSetId>,
) -> Option<Rule> {
    let branches = branches.iter().map(|branch| RuleBranch {
        rules: pruned(&branch.rules, telling),
        ..branch.clone()
    });
    let branches: Vec<_> = branches.collect();
    let is_idle = branches.iter().all(|branch| branch.rules.is_empty());
    let is_open = |branch: &RuleBranch| branch.takes_all() && branch.rules.is_empty();
    (!is_idle && !branches.iter().any(is_open)).then_some(Rule::Union(keyword, branches))
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}
