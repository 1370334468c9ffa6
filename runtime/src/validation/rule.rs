//! Rules as data: what generated code keeps in `static`s.

use crate::Location;

/// What a document asks of the requests of one operation.
#[derive(Debug)]
pub struct Request {
    /// The rules of parameters, by location and name.
    pub parameters: &'static [(Location, &'static str, &'static [Rule])],
    /// The rules of bodies, by their content type.
    pub bodies: &'static [(&'static str, &'static [Rule])],
}

/// The rules of a schema that others refer to, perhaps in a circle.
#[derive(Debug)]
pub struct Schema(pub &'static [Rule]);

/// One thing that a schema asks. A rule about a JSON type says nothing of values of other types.
#[derive(Debug)]
#[non_exhaustive]
pub enum Rule {
    /// `minLength`, in Unicode scalar values.
    MinLength(u64),
    /// `maxLength`, in Unicode scalar values.
    MaxLength(u64),
    /// `pattern`, which the engine takes as it is.
    Pattern(&'static str),
    /// `pattern`, which the engine takes in another spelling.
    Translated {
        /// As the document has it.
        pattern: &'static str,
        /// As the engine takes it.
        engine: &'static str,
    },
    /// `minimum`, as JSON writes numbers.
    Minimum(&'static str),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(&'static str),
    /// `maximum`.
    Maximum(&'static str),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(&'static str),
    /// `multipleOf`.
    MultipleOf(&'static str),
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
    /// `required`.
    Required(&'static [&'static str]),
    /// The rules of the first items, by their positions.
    Prefix(&'static [&'static [Rule]]),
    /// The rules of the items from a position on.
    Items(usize, &'static [Rule]),
    /// The rules of properties.
    Properties(&'static [(&'static str, &'static [Rule])]),
    /// The rules of properties that have none of these names.
    Additional(&'static [&'static str], &'static [Rule]),
    /// `oneOf` or `anyOf`: a value breaks it that breaks the rules of every branch that it may be meant for.
    Union(&'static str, &'static [Branch]),
    /// The rules of another schema hold as well.
    Schema(&'static Schema),
    /// The value isn't to be shown.
    Secret,
}

/// A branch of a union.
#[derive(Debug)]
pub struct Branch {
    /// The JSON types that its values have; any, when there are none.
    pub types: &'static [&'static str],
    /// The properties that its values have.
    pub required: &'static [&'static str],
    /// The properties that tell its values from those of other branches, with the strings that they may be.
    pub tags: &'static [(&'static str, &'static [&'static str])],
    /// What it asks.
    pub rules: &'static [Rule],
}
