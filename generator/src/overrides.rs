//! Overrides: types of the user's own in place of those that would be generated.
//!
//! They come from the user's configuration, never from a document: a path that a document could name would be code
//! that it chooses. Formats are looked up while schemas are lowered, schemas are replaced in the API that was made of
//! them. That there is such a type, and that it does what is asked of it, is for the compiler to say.

mod replace;
mod unmatched;

use std::fmt;
use std::str::FromStr;

use crate::emit::Root;
use crate::ir::{MalformedTypePath, TypePath};
use crate::pointer::Pointer;

pub(crate) use unmatched::unmatched_formats;

/// Types of the user's own in place of those that would be generated.
///
/// Each of them implements `Debug`, `Clone`, `PartialEq`, and serde's `Serialize` and `Deserialize` (for any lifetime,
/// as what owns its data does): as a value of its schema, null aside. What it writes is what the server gets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides(Vec<Override>);

/// One type of the user's own, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// What it is for.
    pub target: Target,
    /// The type.
    pub ty: TypePath,
}

/// What a type of the user's own is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// All strings, integers and numbers of this `format`, enums aside.
    Format(String),
    /// The schema of this name in `components.schemas`, or at this pointer: `Pet`, `#/components/schemas/Pet`. What it
    /// alone refers to is generated no more.
    Schema(String),
}

impl Overrides {
    /// Adds one. It goes before what was added for the same target.
    pub fn add(&mut self, added: Override) {
        self.0.retain(|other| other.target != added.target);
        self.0.push(added);
    }

    /// All of them, as they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Override> {
        self.0.iter()
    }

    /// The type for a format.
    #[must_use]
    pub fn of_format(&self, name: &str) -> Option<&TypePath> {
        let is_meant = |it: &&Override| matches!(&it.target, Target::Format(own) if own == name);
        self.0.iter().find(is_meant).map(|it| &it.ty)
    }

    /// Whether a type of the user's own stands for the schema at `at`.
    pub(crate) fn replace_schema(&self, at: &Pointer) -> bool {
        let name = at
            .parent()
            .filter(|parent| parent.as_str() == "/components/schemas")
            .and_then(|_| at.last());
        self.0.iter().any(|it| match &it.target {
            Target::Schema(own) => {
                name.as_deref() == Some(own) || *own == crate::files::reference(at)
            }
            Target::Format(_) => false,
        })
    }

    /// Makes sure that every type can be named from bindings that are part of `root`.
    ///
    /// # Errors
    /// When a path begins with `crate` in a crate that is nothing but the bindings.
    pub fn check(&self, root: Root) -> Result<(), MalformedOverride> {
        let is_lost = |it: &&Override| root == Root::Crate && it.ty.is_of_the_crate();
        match self.0.iter().find(is_lost) {
            None => Ok(()),
            Some(it) => Err(MalformedOverride(format!(
                "the type `{}` for `{}` is of a crate that is nothing but the bindings: only bindings that are a module can use a type of `crate`",
                it.ty.as_str(),
                it.target
            ))),
        }
    }
}

impl FromStr for Override {
    type Err = MalformedOverride;

    /// Reads `format:NAME=TYPE` or `schema:NAME=TYPE`.
    fn from_str(text: &str) -> Result<Self, MalformedOverride> {
        let parts = text.split_once('=').and_then(|(target, ty)| {
            let target = match target.split_once(':')? {
                (_, "") => return None,
                ("format", name) => Target::Format(name.to_owned()),
                ("schema", name) => Target::Schema(name.to_owned()),
                _ => return None,
            };
            Some((target, ty))
        });
        let (target, ty) = parts.ok_or_else(|| {
            MalformedOverride(format!(
                "`{text}` is neither `format:NAME=TYPE` nor `schema:NAME=TYPE`"
            ))
        })?;
        Ok(Self {
            target,
            ty: ty.parse()?,
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format(name) => write!(f, "format:{name}"),
            Self::Schema(name) => write!(f, "schema:{name}"),
        }
    }
}

/// A type of the user's own that can't be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedOverride(String);

impl From<MalformedTypePath> for MalformedOverride {
    fn from(malformed: MalformedTypePath) -> Self {
        Self(malformed.to_string())
    }
}

impl fmt::Display for MalformedOverride {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for MalformedOverride {}
