//! Calls without an async runtime.
#![cfg(feature = "blocking")]

#[path = "../petstore/mod.rs"]
mod petstore;

mod support;

mod bodies;
mod clients;
mod exchanges;
mod streams;
