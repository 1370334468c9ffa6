//! A server that does all that a server shouldn't, over real sockets and through each transport: no call hangs, none
//! panics, no credential gets out, and nothing is done twice that isn't safe to do twice.
#![cfg(any(feature = "reqwest", feature = "blocking", feature = "tower"))]

#[path = "../petstore/mod.rs"]
mod petstore;

mod answers;
mod connections;
mod encodings;
mod forms;
mod lengths;
mod pages;
mod redirects;
mod scenario;
mod server;
mod streams;
mod throttling;
