//! Independent judges, which share no line with this repository: Stoplight Prism judges what generated clients send, and
//! Schemathesis what `bindery-mock` answers.
//!
//! Documents come in, a table and what is said against them go out. What is said and doesn't count is counted by its
//! cause, and no cause knows a document.

mod account;
mod parts;
mod pinned;
mod place;
pub(crate) mod prism;
pub(crate) mod schemathesis;
mod subjects;
