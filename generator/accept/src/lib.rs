//! The bindings of every document in `generator/tests/accept`, made by the build script as a user's would.
//!
//! There is nothing else here: that it compiles without a warning of rustc's, clippy's and rustdoc's is the test.

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
