//! Redirects: which are followed, as which request, and what of it another origin gets.

#[path = "../petstore/mod.rs"]
mod petstore;

mod asking;
mod doing;
mod origins;
mod support;
