//! Pieces: what other files have that belongs among the document's components.
//!
//! Pieces come in as they are found, and go into their sections when all are known, so that their names don't depend
//! on what was found first.

use serde_json::{Map, Value};

use super::{Bundler, naming, section};
use crate::files;
use crate::normalize::grammar::Object;
use crate::normalize::references::{self, fragment};
use crate::normalize::walk::walk;
use crate::pointer::Pointer;

/// Something in another file that is referred to.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) section: &'static str,
    pub(super) object: &'static Object,
    /// Where it was written.
    pub(super) original: Pointer,
    pub(super) value: Value,
    /// Its place in the document, once it has one.
    pub(super) home: Option<Pointer>,
}

impl Bundler<'_> {
    /// Puts all pieces into `document`, and turns the references to them to where they are.
    pub(super) fn place(&mut self, document: &mut Value) {
        self.adopt(document);
        naming::name(&mut self.pieces, self.version, document);
        let homes: Vec<Option<Pointer>> =
            self.pieces.iter().map(|piece| piece.home.clone()).collect();
        let mut pieces = std::mem::take(&mut self.pieces);
        let originals: Vec<Pointer> = pieces.iter().map(|piece| piece.original.clone()).collect();
        // In the order of their names, so that what refers to them doesn't show.
        pieces.sort_by(|a, b| a.home.cmp(&b.home));
        for piece in pieces {
            self.place_one(piece, document);
        }
        let grammar = self.version.grammar();
        walk(
            document,
            grammar,
            self.version,
            &Pointer::root(),
            &mut |value, object, _| {
                if object.is_schema() {
                    keep_tags(value, &homes, &originals);
                }
            },
        );
        references::visit(document, grammar, self.version, &mut |reference| {
            let home = Piece::placed(reference).and_then(|index| homes.get(index)?.as_ref());
            if let Some(home) = home {
                *reference = fragment(home);
            }
        });
    }

    /// Gives pieces their homes that are in the document already, because their whole section was copied.
    fn adopt(&mut self, document: &Value) {
        for piece in self.pieces.iter_mut().filter(|piece| piece.home.is_none()) {
            let section = section::pointer(piece.section, self.version);
            let home = piece.original.last().map(|name| section.child(&name));
            piece.home = home.filter(|home| {
                self.copies.original(home) == piece.original
                    && document.pointer(home.as_str()).is_some()
            });
        }
    }

    fn place_one(&mut self, piece: Piece, document: &mut Value) {
        let Some(home) = piece.home else { return };
        if self.copies.original(&home) == piece.original {
            return;
        }
        for (at, original) in self.copies.below(&piece.original) {
            if let Some(at) = at.rebased(&piece.original, &home) {
                self.copies.copied(original, &at);
            }
        }
        self.copies.copied(piece.original, &home);
        let mut place = document;
        for segment in home.segments() {
            let Value::Object(map) = place else { return };
            place = map
                .entry(segment)
                .or_insert_with(|| Value::Object(Map::new()));
        }
        *place = piece.value;
    }
}

/// Maps the name that a branch of a union had in its file to the branch, where it is called otherwise now: unless there
/// is a mapping, the discriminator has the schema's name (OpenAPI 3.0.3, "Discriminator Object").
fn keep_tags(schema: &mut Value, homes: &[Option<Pointer>], originals: &[Pointer]) {
    let branches = ["oneOf", "anyOf"]
        .into_iter()
        .filter_map(|it| schema.get(it)?.as_array());
    let references = branches
        .flatten()
        .filter_map(|branch| branch.get("$ref")?.as_str());
    let mut renamed = Vec::new();
    for reference in references {
        let Some(index) = Piece::placed(reference) else {
            continue;
        };
        let name = originals.get(index).and_then(Pointer::last);
        let home = homes.get(index).and_then(|home| home.as_ref()?.last());
        let is_fragment = originals
            .get(index)
            .and_then(files::split)
            .is_some_and(|(_, at)| !at.is_root());
        if let Some(name) = name
            && is_fragment
            && home.as_ref() != Some(&name)
        {
            renamed.push((name.into_owned(), reference.to_owned()));
        }
    }
    if renamed.is_empty() {
        return;
    }
    let Some(Value::Object(discriminator)) = schema.get_mut("discriminator") else {
        return;
    };
    let mapping = discriminator
        .entry("mapping")
        .or_insert_with(|| Value::Object(Map::new()));
    let Value::Object(mapping) = mapping else {
        return;
    };
    for (name, reference) in renamed {
        if !mapping.values().any(|mapped| *mapped == reference) {
            mapping.entry(name).or_insert(reference.into());
        }
    }
}
