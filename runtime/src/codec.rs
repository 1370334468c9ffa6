//! Serialization as tables: `object!`, `open_enum!`, `open_integer!` and `union!` take one short table for each type and
//! give lean serde impls.
//!
//! What a macro expands to is as little as possible, because it is paid once for each type of a document; loops and
//! errors live in functions that all types share. The types of fields are inferred from the struct; only `judged!`, by
//! which unions tell objects apart, has to be told.

pub(crate) mod fields;
pub(crate) mod judge;
pub(crate) mod object;
pub(crate) mod open_enum;
pub(crate) mod open_integer;
pub(crate) mod reader;
pub(crate) mod row;
pub(crate) mod slot;
pub(crate) mod text;
pub(crate) mod union;
pub(crate) mod whole;
