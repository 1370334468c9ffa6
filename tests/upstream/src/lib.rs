//! Bindings of `spec/messenger.yaml` as its authors wrote it. Those that users have are of the same document with its
//! overlay; here it is seen that it works without one.

include!(concat!(env!("OUT_DIR"), "/messenger/mod.rs"));
