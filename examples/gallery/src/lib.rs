//! Bindings of the API in `gallery.yaml`, as a crate of one's own would have them. `examples/` shows what can be done
//! with them; each example starts a mock of the API for itself.

include!(concat!(env!("OUT_DIR"), "/gallery/mod.rs"));

/// The document, for mocks of the API.
pub const DOCUMENT: &str = include_str!("../gallery.yaml");
