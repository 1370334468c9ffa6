//! The IR: what a document means in Rust, before any of it is printed.
//!
//! Comes in from [`lower`](crate::lower), goes out to [`facts`](crate::facts) and [`emit`](crate::emit).
//! It is never mutated, holds no `$ref`, and every node keeps the JSON pointer it came from.

mod answer;
mod body;
mod follow;
mod format;
mod hook;
mod operation;
mod paging;
mod part;
mod reach;
mod relocate;
mod rule;
mod section;
mod substitutes;
mod type_path;
mod types;
mod unite;

pub use answer::{
    Alternative, Answer, AnswerKind, Answered, Header, HeaderStyle, Payload, Response,
};
pub use body::{Body, Choice, Content, Encoding, Form, FormKind, Sent, Writing};
pub use follow::Astray;
pub use format::Format;
pub use hook::{Hook, HookParameter};
pub use operation::{Link, Location, Operation, Parameter, SecurityRequirement, Style};
pub use paging::{Cursor, End, Paging, Target, Told, Way};
pub use rule::{Rule, RuleBranch, RuleSet, RuleSetId};
pub use section::Section;
pub use type_path::{MalformedTypePath, TypePath};
pub use types::{
    Additional, Branch, Docs, Enum, Field, Integer, Listed, Number, Object, Presence, Shape, Type,
    TypeDef, Union, Variant,
};

pub(crate) use part::Part;

use std::ops::Index;

use serde_json::Value;

use crate::pointer::Pointer;

/// A document's API: its types, its operations and what surrounds them.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// Where the API is served, most preferred first.
    pub servers: Vec<Server>,
    /// How callers may prove who they are.
    pub security_schemes: Vec<SecurityScheme>,
    /// All named types; a [`TypeId`] is a position in this list.
    pub types: Vec<TypeDef>,
    /// All operations that can be called, in the document's order.
    pub operations: Vec<Operation>,
    /// The requests that the API's server sends on its own, in the document's order.
    pub webhooks: Vec<Hook>,
    /// What the schemas that requests refer to ask of values; nothing, unless that is asked for.
    pub rules: Vec<RuleSet>,
    /// The examples that the document gives for whole bodies and named schemas.
    pub examples: Vec<Example>,
    /// What the document declares and the bindings lack.
    pub skipped: Vec<Skipped>,
}

/// The position of a [`TypeDef`] in [`Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

impl Api {
    /// All webhooks and callbacks.
    pub fn hooks(&self) -> impl Iterator<Item = &Hook> {
        let callbacks = self.operations.iter().flat_map(|it| &it.callbacks);
        self.webhooks.iter().chain(callbacks)
    }
}

impl Index<TypeId> for Api {
    type Output = TypeDef;

    fn index(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }
}

/// Both names of a thing, which always travel together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// As the document and the wire spell it.
    pub wire: String,
    /// As Rust spells it: a valid identifier, unique in its scope.
    pub rust: String,
}

/// One entry of `servers`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Server {
    /// The URL, with its variables in braces, and the constant that Rust knows it by.
    pub name: Name,
    /// The variables in the URL, in its order.
    pub variables: Vec<ServerVariable>,
    /// What the document says of it.
    pub description: Option<String>,
}

impl Server {
    /// Whether the URL is absolute when nobody sets a variable.
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        let default = |name: &str| {
            let variable = self.variables.iter().find(|variable| variable.name == name);
            variable.and_then(|variable| variable.default.as_deref())
        };
        let url = self.name.wire.as_str();
        let first = url.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let start = match first {
            Some((name, rest)) => {
                let rest: String = rest.chars().take(3).collect();
                format!("{}{rest}", default(name).unwrap_or_default())
            }
            None => url.to_owned(),
        };
        let is_filled = self
            .variables
            .iter()
            .all(|variable| variable.default.is_some());
        is_filled && (start.starts_with("http://") || start.starts_with("https://"))
    }
}

/// A variable in a server's URL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// The value that it has unless a user sets another.
    pub default: Option<String>,
    /// The only values that it may have; any, when there are none.
    pub allowed: Vec<String>,
    /// What the document says of it.
    pub description: Option<String>,
}

/// One entry of `components.securitySchemes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The name by which requirements refer to it.
    pub name: String,
    /// What is sent.
    pub kind: SecuritySchemeKind,
}

/// What a security scheme sends (OpenAPI 3.0.3, "Security Scheme Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// `Authorization: Bearer ..` (RFC 6750): `http`/`bearer`, `oauth2` and `openIdConnect`.
    Bearer,
    /// `Authorization: Basic ..` (RFC 7617).
    Basic,
    /// `apiKey` in the header of this name.
    ApiKeyHeader(String),
    /// `apiKey` in the query parameter of this name.
    ApiKeyQuery(String),
    /// `apiKey` in the cookie of this name.
    ApiKeyCookie(String),
    /// Anything else: operations that need it can be called when another alternative is open.
    Unsupported,
}

/// An example of the document, with the type that it is an example of.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Where it stands.
    pub at: Pointer,
    /// What it is an example of.
    pub ty: Type,
    /// The example itself.
    pub value: Value,
}

/// Something that the document declares and the bindings lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// What it is, such as ``operation `getPet` ``.
    pub what: String,
    /// Where it stands.
    pub at: Pointer,
    /// `tags`, if it is an operation that has some.
    pub tags: Vec<String>,
    /// Why it was left out.
    pub reason: String,
}
