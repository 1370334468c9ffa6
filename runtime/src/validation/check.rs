//! Checking: one value is held against one list of rules, its parts against theirs, and all that is wrong is kept.
//!
//! The same schema is applied to the same value once, so that neither circles nor schemas that share their parts take
//! more than linear time. What is tried without being certain, the branches of unions, has a number of steps to take.

use serde_json::{Map, Value};

use super::place::{Step, path};
use super::rule::{Rule, Schema};
use super::{alternative, canonical, scalar};
use crate::error::{Excerpt, Violation};
use crate::security::Secrets;

/// How many rules may stand in each other.
const DEPTH: usize = 500;

/// How many rules of branches are tried for one request.
const STEPS: usize = 100_000;

/// All that is wrong with a value, as if it were the body of a request.
///
/// ```
/// use bindery_runtime::Value;
/// use bindery_runtime::validation::{Rule, check};
///
/// static RULES: &[Rule] = &[Rule::Properties(&[("name", &[Rule::MaxLength(3)])])];
/// let found = check(RULES, &Value::from_iter([("name", "Rex")]));
/// assert!(found.is_empty());
/// let found = check(RULES, &Value::from_iter([("name", "Bello")]));
/// assert_eq!(found[0].to_string(), "`body.name` has 5 characters, where `maxLength` is 3");
/// ```
#[must_use]
pub fn check(rules: &'static [Rule], value: &Value) -> Vec<Violation> {
    Check::new("body", &Secrets::default).of(rules, value)
}

/// One check of a parameter or a body.
pub(crate) struct Check<'a, 'v> {
    root: &'a str,
    secrets: &'a dyn Fn() -> Secrets,
    steps: Vec<Step<'v>>,
    /// The schemas that were applied to the value that is being looked at.
    applied: Vec<&'static Schema>,
    /// Whether nothing of the value may be shown.
    pub(super) is_hidden: bool,
    depth: usize,
    /// How many branches the rules that are being applied are inside of.
    pub(super) tries: usize,
    left: usize,
    pub(super) found: Vec<Violation>,
}

/// What is wrong with a value, before it is said where.
pub(super) struct Wrong {
    pub(super) keyword: &'static str,
    pub(super) bound: String,
    pub(super) found: String,
}

impl<'a, 'v> Check<'a, 'v> {
    /// A check of what is called `root`; excerpts don't show the `secrets`, which are asked for when they are needed.
    pub(crate) fn new(root: &'a str, secrets: &'a dyn Fn() -> Secrets) -> Self {
        Self {
            root,
            secrets,
            steps: Vec::new(),
            applied: Vec::new(),
            is_hidden: false,
            depth: 0,
            tries: 0,
            left: STEPS,
            found: Vec::new(),
        }
    }

    /// The same check for a value that may be a secret.
    pub(crate) fn hidden(mut self) -> Self {
        self.is_hidden = true;
        self
    }

    /// All that is wrong with `value`.
    pub(crate) fn of(mut self, rules: &'static [Rule], value: &'v Value) -> Vec<Violation> {
        self.apply(rules, value);
        self.found
    }

    /// Whether there are steps left for what is only tried.
    pub(super) fn may_try(&self) -> bool {
        self.left > 0
    }

    /// Applies rules to the value that is being looked at.
    pub(super) fn apply(&mut self, rules: &'static [Rule], value: &'v Value) {
        if self.depth == DEPTH {
            return;
        }
        self.depth += 1;
        let was_hidden = self.is_hidden;
        self.is_hidden |= rules.iter().any(|rule| matches!(rule, Rule::Secret));
        for rule in rules {
            if self.tries > 0 {
                self.left = self.left.saturating_sub(1);
            }
            if self.tries == 0 || self.left > 0 {
                self.rule(rule, value);
            }
        }
        self.is_hidden = was_hidden;
        self.depth -= 1;
    }

    fn rule(&mut self, rule: &'static Rule, value: &'v Value) {
        match (rule, value) {
            (Rule::Schema(schema), _) => self.schema(schema, value),
            (Rule::Union(keyword, branches), _) => {
                alternative::apply(self, keyword, branches, value);
            }
            (_, Value::String(text)) => self.wrong(scalar::text(rule, text, &self.shown(text))),
            (_, Value::Number(number)) => {
                let number = number.to_string();
                self.wrong(scalar::number(rule, &number, &self.shown(&number)));
            }
            (_, Value::Array(items)) => self.array(rule, items),
            (_, Value::Object(properties)) => self.object(rule, properties),
            (_, Value::Null | Value::Bool(_)) => {}
        }
    }

    fn schema(&mut self, schema: &'static Schema, value: &'v Value) {
        if !self
            .applied
            .iter()
            .any(|known| std::ptr::eq(*known, schema))
        {
            self.applied.push(schema);
            self.apply(schema.0, value);
        }
    }

    fn array(&mut self, rule: &'static Rule, items: &'v [Value]) {
        match rule {
            Rule::MinItems(_) | Rule::MaxItems(_) => self.wrong(scalar::items(rule, items.len())),
            Rule::UniqueItems => {
                if let Some((first, second)) = canonical::equal(items) {
                    self.wrong(Some(Wrong {
                        keyword: "uniqueItems",
                        bound: "true".to_owned(),
                        found: format!("has the same at [{first}] and [{second}]"),
                    }));
                }
            }
            Rule::Prefix(rules) => {
                for (index, (rules, item)) in rules.iter().zip(items).enumerate() {
                    self.part(Step::Index(index), rules, item);
                }
            }
            Rule::Items(from, rules) => {
                for (index, item) in items.iter().enumerate().skip(*from) {
                    self.part(Step::Index(index), rules, item);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, rule: &'static Rule, properties: &'v Map<String, Value>) {
        match rule {
            Rule::MinProperties(_) | Rule::MaxProperties(_) => {
                self.wrong(scalar::properties(rule, properties.len()));
            }
            Rule::Required(names) => {
                for name in names.iter().filter(|name| !properties.contains_key(**name)) {
                    self.wrong(Some(Wrong {
                        keyword: "required",
                        bound: (*name).to_owned(),
                        found: format!("has no `{name}`"),
                    }));
                }
            }
            Rule::Properties(rules) => {
                for (name, rules) in *rules {
                    if let Some((name, value)) = properties.get_key_value(*name) {
                        self.part(Step::Key(name), rules, value);
                    }
                }
            }
            Rule::Additional(names, rules) => {
                for (name, value) in properties {
                    if !names.contains(&name.as_str()) {
                        self.part(Step::Key(name), rules, value);
                    }
                }
            }
            _ => {}
        }
    }

    fn part(&mut self, step: Step<'v>, rules: &'static [Rule], value: &'v Value) {
        let applied = std::mem::take(&mut self.applied);
        self.steps.push(step);
        self.apply(rules, value);
        self.steps.pop();
        self.applied = applied;
    }

    /// Does something that may apply schemas, and forgets that they were applied.
    pub(super) fn apart(&mut self, attempt: impl FnOnce(&mut Self)) {
        let applied = self.applied.len();
        attempt(self);
        self.applied.truncate(applied);
    }

    /// Keeps what is wrong, if anything is.
    pub(super) fn wrong(&mut self, wrong: Option<Wrong>) {
        let place = wrong.map(|wrong| (path(self.root, &self.steps), wrong));
        self.found
            .extend(place.map(|(path, wrong)| {
                Violation::new(path, wrong.keyword, wrong.bound, wrong.found)
            }));
    }

    /// How a value is quoted: called only where it is.
    fn shown<'t>(&self, text: &'t str) -> impl Fn() -> String + use<'t, 'a, 'v> {
        let (is_hidden, secrets) = (self.is_hidden, self.secrets);
        move || match is_hidden {
            true => "a value that isn't shown".to_owned(),
            false => format!("`{}`", Excerpt::of(text.as_bytes(), &secrets()).as_str()),
        }
    }
}
