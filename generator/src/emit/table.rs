//! Tables: the invocations of the runtime's codec macros.
//!
//! ```text
//! ::bindery_runtime::object! {
//!     super::models::Pet {
//!         id: required "id",
//!         ..additional_properties
//!     }
//! }
//! ```
//! prettyplease leaves a macro's tokens as they come, so tables have a printer of their own. All that gets in is
//! identifiers, integers, string literals and types.

use std::fmt;

use proc_macro2::Literal;
use serde_json::Number;

/// One invocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The macro: `object`.
    pub(super) name: &'static str,
    /// What it is about: `super::models::Pet`, for a union with a tag `super::models::Pet: "petType"`, for an enum of
    /// integers `super::models::Level: i64`.
    pub(super) subject: String,
    pub(super) rows: Vec<Row>,
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// `id: required "id",`
    Field {
        name: String,
        mode: &'static str,
        wire: String,
    },
    /// `size: required whole "size",`
    Whole {
        name: String,
        mode: &'static str,
        wire: String,
    },
    /// `..additional_properties`, or `..Value`
    Rest(String),
    /// `..additional_properties: whole`
    WholeRest(String),
    /// `MessageTag = "MESSAGE_TAG",`
    Value { name: String, wire: String },
    /// `Minus3 = -3,`
    Number { name: String, value: Number },
    /// `id: String,`
    Judged { name: String, ty: String },
    /// `Cat ["cat", "Cat"],`, and `Cat ["cat", "Cat"]: foreign,` for a type of the user's own.
    Branch {
        name: String,
        tags: Vec<String>,
        is_foreign: bool,
    },
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "::bindery_runtime::{}! {{", self.name)?;
        if self.rows.is_empty() {
            writeln!(f, "    {} {{}}", self.subject)?;
            return writeln!(f, "}}");
        }
        writeln!(f, "    {} {{", self.subject)?;
        for row in &self.rows {
            writeln!(f, "        {row}")?;
        }
        writeln!(f, "    }}\n}}")
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field { name, mode, wire } => {
                write!(f, "{name}: {mode} {},", Literal::string(wire))
            }
            Self::Whole { name, mode, wire } => {
                write!(f, "{name}: {mode} whole {},", Literal::string(wire))
            }
            Self::Rest(name) => write!(f, "..{name}"),
            Self::WholeRest(name) => write!(f, "..{name}: whole"),
            Self::Value { name, wire } => write!(f, "{name} = {},", Literal::string(wire)),
            Self::Number { name, value } => write!(f, "{name} = {value},"),
            Self::Judged { name, ty } => write!(f, "{name}: {ty},"),
            Self::Branch {
                name,
                tags,
                is_foreign,
            } => {
                let tags: Vec<String> = tags
                    .iter()
                    .map(|tag| Literal::string(tag).to_string())
                    .collect();
                let how = if *is_foreign { ": foreign" } else { "" };
                write!(f, "{name} [{}]{how},", tags.join(", "))
            }
        }
    }
}
