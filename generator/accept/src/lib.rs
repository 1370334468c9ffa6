//! The bindings of every document in `generator/tests/accept`, made by the build script as a user's would.
//!
//! There is nothing else here but a type that stands in for a generated one: that it compiles without a warning of
//! rustc's, clippy's and rustdoc's is the test.

pub mod own;

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
