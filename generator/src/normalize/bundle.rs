//! Bundling: a document of many files becomes one.
//!
//! A document whose references lead to other files comes in, before anything in it was looked at; one that refers to
//! nothing but itself goes out, with the files that were read and the places that their pieces had. A piece of a kind
//! that has a section among the components becomes a component, once, and everything that refers to it leads there;
//! a piece of any other kind, such as a path item or a whole map of schemas, is copied to where it is referred to.
//! Whether pieces are what they should be is the grammar's business, which comes after. Nothing is fetched.

mod address;
mod copying;
mod library;
mod mapping;
mod naming;
mod piece;
mod reference;
mod section;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

use super::origins::Origins;
use super::version::{self, Version};
use super::walk::{Spot, spots};
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::pointer::Pointer;
use crate::read;
use crate::source::Source;
use library::Library;
use piece::Piece;

/// A document that is one, and what is known of the files that it was made of.
#[derive(Debug)]
pub struct Bundle {
    /// The document.
    pub document: Value,
    /// Where its pieces were written.
    pub origins: Origins,
    /// The other files that were read, by their addresses.
    pub files: BTreeMap<String, Source>,
    /// Where those would be that aren't there.
    pub missing: Vec<PathBuf>,
    /// The references that can't be followed, and what was left out with them. That has been reported, and nobody has
    /// to say it again.
    pub refused: BTreeSet<Pointer>,
}

/// A document half-way.
struct Bundler<'a> {
    version: Version,
    library: Library<'a>,
    /// The address of the document itself.
    name: String,
    /// Every `$id` of the document, which references may lead to without leaving it.
    ids: BTreeSet<String>,
    /// Where what was copied was written.
    copies: Origins,
    pieces: Vec<Piece>,
    /// The pieces by their sections and where they were written.
    known: BTreeMap<(&'static str, Pointer), usize>,
    refused: BTreeSet<Pointer>,
    /// How many values may still be added to the document.
    budget: usize,
    /// How many references a copy was made for.
    copied: usize,
    found: &'a mut Diagnostics,
}

/// Brings everything into `document` that it refers to in other files, of which `files` has the texts. `name` is the
/// address by which they refer to the document.
pub fn bundle(
    mut document: Value,
    name: &str,
    files: &dyn Files,
    found: &mut Diagnostics,
) -> Bundle {
    let version = version::of(&document).ok().filter(|_| leads_out(&document));
    let Some(version) = version else {
        return Bundle {
            document,
            origins: Origins::default(),
            files: BTreeMap::new(),
            missing: Vec::new(),
            refused: BTreeSet::new(),
        };
    };
    let mut bundler = Bundler {
        version,
        library: Library::new(files, document.clone(), version),
        name: name.to_owned(),
        ids: BTreeSet::new(),
        copies: Origins::default(),
        pieces: Vec::new(),
        known: BTreeMap::new(),
        refused: BTreeSet::new(),
        budget: read::MAX_NODES,
        copied: 0,
        found,
    };
    collect_ids(&document, &mut bundler.ids);
    let root = Spot::Object(version.grammar());
    bundler.follow(&mut document, root, &Pointer::root());
    bundler.follow_pieces();
    bundler.place(&mut document);
    let (files, missing) = bundler.library.into_sources();
    Bundle {
        document,
        origins: bundler.copies,
        files,
        missing,
        refused: bundler.refused,
    }
}

impl Bundler<'_> {
    /// Follows all references of `value`, which stands at `at`.
    fn follow(&mut self, value: &mut Value, spot: Spot, at: &Pointer) {
        let version = self.version;
        spots(value, spot, version, at, &mut |value, spot, at| {
            self.visit(value, spot, at);
        });
    }

    /// Follows the references of pieces, which may make further pieces known.
    fn follow_pieces(&mut self) {
        let mut next = 0;
        while let Some(piece) = self.pieces.get_mut(next) {
            let mut value = piece.value.take();
            let (spot, at) = (Spot::Object(piece.object), piece.original.clone());
            self.follow(&mut value, spot, &at);
            if let Some(piece) = self.pieces.get_mut(next) {
                piece.value = value;
            }
            next += 1;
        }
    }
}

/// Whether there may be a reference to another file. Most documents have none, and need no closer look.
fn leads_out(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(leads_out),
        Value::Object(map) => map.iter().any(|(key, value)| match value {
            Value::String(reference) => key == "$ref" && !reference.starts_with('#'),
            _ => leads_out(value),
        }),
        _ => false,
    }
}

fn collect_ids(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_ids(item, ids)),
        Value::Object(map) => {
            if let Some(Value::String(id)) = map.get("$id") {
                ids.insert(id.strip_suffix('#').unwrap_or(id).to_owned());
            }
            map.values().for_each(|value| collect_ids(value, ids));
        }
        _ => {}
    }
}
