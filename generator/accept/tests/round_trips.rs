//! Every example of every document decodes into its type, and encodes back to equal JSON.

mod round_trips {
    include!(concat!(env!("OUT_DIR"), "/round_trips/mod.rs"));
}
