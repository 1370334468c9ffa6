//! Bindery turns an OpenAPI document into Rust bindings.
//!
//! ```
//! use bindery::emit::Root;
//! use bindery::render::Style;
//! use bindery::{Document, Source};
//!
//! let text = "
//! openapi: 3.0.3
//! info: { title: Pets, version: '1' }
//! paths:
//!   /pets/{id}:
//!     get:
//!       operationId: getPet
//!       parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
//!       responses: { 200: { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
//! components:
//!   schemas:
//!     Pet: { type: object, required: [name], properties: { name: { type: string } } }
//! ";
//! let document = Document::of(Source::new("pets.yaml", text)?);
//! assert_eq!(document.report(Style::Plain), "");        // or what is wrong, and where
//!
//! let files = document.files(Root::Module).expect("nothing is wrong");
//! let models = files.iter().find(|file| file.path == "models.rs").expect("there are types");
//! assert!(models.text.contains("pub struct Pet"));
//! # Ok::<(), bindery::Diagnostic>(())
//! ```
//!
//! Build scripts use [`Build`], which also tells cargo what to watch; programs of any kind the command `bindery`.
//!
//! The document's text comes in, the text of Rust files goes out: [`analyze`] and [`generate`] show all stages on one
//! screen. The core does no IO and never panics; [`Document`], [`Effective`], [`output`] and [`Build`] are the edges that do the IO.

pub mod diagnostic;
pub mod files;
pub mod pointer;
pub mod source;

pub mod emit;
pub mod facts;
pub mod ir;
pub mod lower;
mod nearest;
pub mod normalize;
pub mod overlay;
pub mod overrides;
pub mod paging;
pub mod read;
pub mod selection;

pub mod position;
pub mod render;

mod build;
mod disk;
mod document;
mod effective;
mod folder;
pub mod output;

use std::collections::BTreeSet;

use diagnostic::Diagnostics;
use emit::{File, Layout};
use facts::Facts;
use ir::Api;

pub use build::Build;
pub use diagnostic::{Diagnostic, Kind, Place, Severity};
pub use document::{Document, Options};
pub use effective::Effective;
pub use files::Files;
pub use folder::{Folder, Mappings};
pub use overrides::{MalformedOverride, Override, Overrides, Target};
pub use paging::{MalformedPaging, PagingOf, Pagings};
pub use pointer::Pointer;
pub use selection::{MalformedSelector, Selection, Selector};
pub use source::Source;

/// Finds out what a document, with its overlays, and the `files` that it refers to say, with what the user says of it in `options`, where
/// its files are apart; there is no API when it could not be read at all. The document keeps the files that were read.
pub fn analyze(
    source: &mut Source,
    files: &dyn Files,
    options: &Options,
    found: &mut Diagnostics,
) -> Option<Api> {
    let document = read::read(source)
        .map_err(|unreadable| *found = unreadable)
        .ok()?;
    let (document, trace) = overlay::apply(document, source.overlays(), found)?;
    let mut bundled = Diagnostics::new();
    let bundle = normalize::bundle(document, &files.address(source), files, &mut bundled);
    source.keep(bundle.files, bundle.missing);
    let authors = |pointer: &Pointer| trace.original(pointer);
    found.extend(bundled.into_iter().map(|it| it.relocated(&authors)));
    let written = |pointer: &Pointer| authors(&bundle.origins.original(pointer));
    // What couldn't be followed has been reported, with the reason.
    let refused: BTreeSet<Pointer> = bundle.refused.iter().map(authors).collect();
    let is_new = |it: &Diagnostic| match it.place() {
        Place::Value(pointer) => !refused.contains(pointer),
        _ => true,
    };
    let mut normalized = Diagnostics::new();
    let document = normalize::normalize(bundle.document, &mut normalized);
    let normalized = normalized.into_iter().map(|it| it.relocated(&written));
    found.extend(normalized.filter(is_new));
    let (document, origins) = document?;
    let origin = |pointer: &Pointer| written(&origins.original(pointer));
    let mut lowered = Diagnostics::new();
    let api = lower::lower(&document, options, &mut lowered).relocated(&origin);
    let lowered = lowered.into_iter().map(|it| it.relocated(&origin));
    found.extend(lowered.filter(is_new).map(|it| trace.explain(it)));
    options
        .overrides
        .apply(api)
        .map_err(|unmatched| found.extend(unmatched))
        .ok()
}

/// Prints the bindings of an API, in which inline types that are defined alike are [one](Api::united).
#[must_use]
pub fn generate(api: &Api, layout: &Layout) -> Vec<File> {
    let api = api.united();
    emit::files(&api, &Facts::of(&api), layout)
}
