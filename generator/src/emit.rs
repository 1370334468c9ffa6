//! Emitting: an API becomes the text of Rust files.
//!
//! An [`Api`] and its [`Facts`] come in, [`File`]s go out. Nothing is decided here any more: names, boxes and
//! whatever else there is to find out was found before. Nothing is written to disk either.

mod argument;
mod bodies;
mod client;
mod codec;
mod constructor;
mod docs;
mod endpoint;
mod file;
pub mod markdown;
mod model;
mod module;
mod package;
mod root;
mod servers;
mod table;
mod text;
mod types;
mod validation;
mod webhook;

use crate::facts::Facts;
use crate::ir::Api;

pub use file::File;
pub(crate) use file::HEADER;
pub use package::{Package, package};

/// How the files will be used, which is all that the document doesn't say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The document's path, as the header of each file tells it.
    pub document: String,
    /// The paths of the overlays that were laid over it, in this order.
    pub overlays: Vec<String>,
    /// The name of the first file: `lib.rs` of a crate, or `mod.rs` of a module.
    pub root: Root,
    /// What the docs of a crate say after what the document says, in Markdown that the user wrote.
    pub guide: Option<String>,
}

/// What the generated files are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// A crate of their own: `lib.rs`, with the crate's attributes and docs.
    Crate,
    /// A module that a user's crate brings in by `include!`: `mod.rs`, in which no inner attribute may stand.
    Module,
}

/// Prints all files. They are the same ones for every document but for those of webhooks and callbacks, which few have,
/// and of validation, which is asked for.
#[must_use]
pub fn files(api: &Api, facts: &Facts, layout: &Layout) -> Vec<File> {
    let files = vec![
        root::file(api, facts, layout),
        client::file(api, facts, layout),
        endpoint::file(api, facts, layout),
        model::file(api, facts, layout),
        constructor::file(api, facts, layout),
        codec::file(api, facts, layout),
    ];
    let validation = validation::file(api, facts, layout);
    let hooks = webhook::files(api, facts, layout);
    files.into_iter().chain(validation).chain(hooks).collect()
}
