//! Rules: what schemas ask of values besides their types, where requests reach it.
//!
//! Nothing but an option brings them here. They follow the document's schemas and not the types that those became, so
//! that they speak of the JSON that is sent. Bounds of numbers are text, because no float says `0.1`.

use super::Name;
use crate::pointer::Pointer;

/// The position of a [`RuleSet`] in [`Api::rules`](super::Api::rules).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleSetId(pub usize);

/// The rules of a schema that something refers to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RuleSet {
    /// The schema's place in words, and the constant.
    pub name: Name,
    /// What it asks.
    pub rules: Vec<Rule>,
    /// The schema.
    pub at: Pointer,
}

/// One thing that a schema asks of values (JSON Schema 2020-12 Validation, sections 6.2 to 6.5). A rule about a JSON
/// type says nothing of values of other types.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Rule {
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`.
    Pattern {
        /// As the document has it, in ECMA-262.
        pattern: String,
        /// The same for the engine of the runtime.
        engine: String,
    },
    /// `minimum`.
    Minimum(String),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(String),
    /// `maximum`.
    Maximum(String),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(String),
    /// `multipleOf`.
    MultipleOf(String),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `required`, of names that no type keeps.
    Required(Vec<String>),
    /// `prefixItems`: the rules of the first items, by their positions.
    Prefix(Vec<Vec<Rule>>),
    /// `items`: the rules of the items from a position on.
    Items(usize, Vec<Rule>),
    /// `properties`.
    Properties(Vec<(String, Vec<Rule>)>),
    /// `additionalProperties`: the rules of what has none of these names.
    Additional(Vec<String>, Vec<Rule>),
    /// `oneOf` or `anyOf`, by its keyword.
    Union(&'static str, Vec<RuleBranch>),
    /// `$ref`, also as a member of `allOf`.
    Set(RuleSetId),
    /// `format: password` or `writeOnly`: the value isn't to be shown.
    Secret,
}

/// One branch of a union. What it asks is heeded of values only that it may be meant for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct RuleBranch {
    /// The names of the JSON types, `integer` among them, that its values have; any, when there are none.
    pub types: Vec<&'static str>,
    /// The properties that its values have.
    pub required: Vec<String>,
    /// The properties that tell its values from those of other branches, with what they may be.
    pub tags: Vec<(String, Vec<String>)>,
    /// What it asks.
    pub rules: Vec<Rule>,
}

impl RuleBranch {
    /// Whether every value may be meant for it.
    #[must_use]
    pub fn takes_all(&self) -> bool {
        self.types.is_empty() && self.required.is_empty() && self.tags.is_empty()
    }
}
