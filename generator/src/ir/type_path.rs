//! Type paths: types of the user's own, by the names that the user gives them.
//!
//! A text comes in, and is a path that means the same in every module. Whether there is such a type is for the
//! compiler to say. Only the user's configuration is ever read as one, and nothing of a document.

use std::fmt;
use std::str::FromStr;

use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// The path of a type that isn't generated: `::uuid::Uuid`, `crate::money::Amount`, `u128`.
///
/// It begins with `::` and a crate, or with `crate::`, or is a type that every module knows. So do the types in its
/// angle brackets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypePath(String);

/// The types that need no path.
const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize",
];

impl TypePath {
    /// The path, as the user wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a type of the crate that the bindings are part of stands in it.
    #[must_use]
    pub fn is_of_the_crate(&self) -> bool {
        let words = self.0.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.into_iter().any(|word| word == "crate")
    }
}

impl FromStr for TypePath {
    type Err = MalformedTypePath;

    fn from_str(text: &str) -> Result<Self, MalformedTypePath> {
        let malformed = |reason| MalformedTypePath {
            text: text.to_owned(),
            reason,
        };
        let ty = syn::parse_str(text).map_err(|_| malformed(Reason::Syntax))?;
        check(&ty).map_err(malformed)?;
        Ok(Self(text.trim().to_owned()))
    }
}

fn check(ty: &Type) -> Result<(), Reason> {
    let Type::Path(ty) = ty else {
        return Err(Reason::Syntax);
    };
    let segments = &ty.path.segments;
    let is_single = segments.len() == 1;
    let first = segments.first().map(|segment| segment.ident.to_string());
    let first = first.unwrap_or_default();
    let is_rooted = match ty.path.leading_colon {
        Some(_) => !is_single,
        None if is_single => PRIMITIVES.contains(&first.as_str()),
        None => first == "crate",
    };
    if ty.qself.is_some() {
        return Err(Reason::Syntax);
    }
    if !is_rooted {
        return Err(Reason::Relative);
    }
    segments.iter().try_for_each(check_arguments)
}

fn check_arguments(segment: &PathSegment) -> Result<(), Reason> {
    let arguments = match &segment.arguments {
        PathArguments::None => return Ok(()),
        PathArguments::AngleBracketed(arguments) => &arguments.args,
        PathArguments::Parenthesized(_) => return Err(Reason::Syntax),
    };
    arguments.iter().try_for_each(|argument| match argument {
        GenericArgument::Lifetime(lifetime) if lifetime.ident == "static" => Ok(()),
        GenericArgument::Type(ty) => check(ty),
        _ => Err(Reason::Syntax),
    })
}

/// A text that is no [`TypePath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedTypePath {
    text: String,
    reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Syntax,
    Relative,
}

impl fmt::Display for MalformedTypePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Syntax => "is not the path of a type, such as `::uuid::Uuid`",
            Reason::Relative => {
                "would mean something else in each module: begin it with `::` and a crate, or with `crate::`"
            }
        };
        write!(f, "`{}` {reason}", self.text)
    }
}

impl std::error::Error for MalformedTypePath {}
