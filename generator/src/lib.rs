//! Bindery turns an OpenAPI document into Rust bindings.
//!
//! The document's text comes in, the text of Rust files goes out: [`analyze`] and [`generate`] show all stages on one
//! screen. The core does no IO and never panics; [`Document`], [`output`] and [`Build`] are the edges that do the IO.

pub mod diagnostic;
pub mod pointer;
pub mod source;

pub mod emit;
pub mod facts;
pub mod ir;
pub mod lower;
mod nearest;
pub mod normalize;
pub mod read;
pub mod selection;

pub mod position;
pub mod render;

mod build;
mod document;
pub mod output;

use diagnostic::Diagnostics;
use emit::{File, Layout};
use facts::Facts;
use ir::Api;

pub use build::Build;
pub use diagnostic::{Diagnostic, Kind, Place, Severity};
pub use document::Document;
pub use pointer::Pointer;
pub use selection::{MalformedSelector, Selection, Selector};
pub use source::Source;

/// Finds out what a document says; there is no API when it could not be read at all.
pub fn analyze(source: &Source, found: &mut Diagnostics) -> Option<Api> {
    let document = read::read(source)
        .map_err(|unreadable| *found = unreadable)
        .ok()?;
    let (document, origins) = normalize::normalize(document, found)?;
    let origin = |pointer: &Pointer| origins.original(pointer);
    let mut lowered = Diagnostics::new();
    let api = lower::lower(&document, &mut lowered).relocated(&origin);
    let lowered = lowered.into_iter();
    found.extend(lowered.map(|diagnostic| diagnostic.relocated(&origin)));
    Some(api)
}

/// Prints the bindings of an API.
#[must_use]
pub fn generate(api: &Api, layout: &Layout) -> Vec<File> {
    let facts = Facts::of(api);
    emit::files(api, &facts, layout)
}
