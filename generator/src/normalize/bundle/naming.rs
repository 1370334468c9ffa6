//! Naming: what pieces are called among the components.
//!
//! A piece is called by the last key of its pointer, or by its file if it is all of it. Pieces that would have the same
//! name, or the name of one of the document's own components, are told apart by their files, then by the folders of
//! these, all of them alike: which one was found first makes no difference.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::piece::Piece;
use super::section;
use crate::files;
use crate::normalize::version::Version;
use crate::pointer::Pointer;

/// The words that a piece can be named by, the nearest one first, and how many of them are in use.
struct Words {
    words: Vec<String>,
    used: usize,
}

impl Words {
    fn of(original: &Pointer) -> Self {
        let (address, inner) = files::split(original).unwrap_or_default();
        let mut path = address.rsplit('/').filter(|segment| !segment.is_empty());
        let file = path.next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let last = inner.last().map(|last| last.into_owned());
        let words = last.into_iter().chain([stem.to_owned()]);
        Self {
            words: words.chain(path.map(ToOwned::to_owned)).collect(),
            used: 1,
        }
    }

    fn name(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let used: Vec<&str> = words.into_iter().take(self.used).rev().collect();
        used.join("_")
    }

    /// Whether there was one more word.
    fn lengthen(&mut self) -> bool {
        let can = self.used < self.words.len();
        self.used += usize::from(can);
        can
    }
}

/// Gives all pieces that have none a home in their section of `document`.
pub(super) fn name(pieces: &mut [Piece], version: Version, document: &Value) {
    let mut taken: BTreeSet<(&str, String)> = BTreeSet::new();
    for section in pieces.iter().map(|piece| piece.section) {
        let at = section::pointer(section, version);
        let own = document.pointer(at.as_str()).and_then(Value::as_object);
        let own = own.into_iter().flat_map(|own| own.keys());
        taken.extend(own.map(|name| (section, name.to_upper_camel_case())));
    }
    let mut unnamed: Vec<(&mut Piece, Words)> = pieces
        .iter_mut()
        .filter(|piece| piece.home.is_none())
        .map(|piece| {
            let words = Words::of(&piece.original);
            (piece, words)
        })
        .collect();
    unnamed.sort_by(|(a, _), (b, _)| a.original.cmp(&b.original));
    while lengthen(&mut unnamed, &taken) {}
    for (piece, words) in unnamed {
        let at = section::pointer(piece.section, version);
        let name = words.name();
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free = names.find(|name| taken.insert((piece.section, name.to_upper_camel_case())));
        piece.home = free.map(|name| at.child(&name));
    }
}

/// Makes all names longer that aren't the only ones of their kind; whether there were any that could be.
fn lengthen(unnamed: &mut [(&mut Piece, Words)], taken: &BTreeSet<(&str, String)>) -> bool {
    let mut uses: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let key = |piece: &Piece, words: &Words| (piece.section, words.name().to_upper_camel_case());
    for (piece, words) in unnamed.iter() {
        *uses.entry(key(piece, words)).or_default() += 1;
    }
    let mut any = false;
    for (piece, words) in unnamed {
        let key = key(piece, words);
        if taken.contains(&key) || uses.get(&key).is_some_and(|uses| *uses > 1) {
            any |= words.lengthen();
        }
    }
    any
}
