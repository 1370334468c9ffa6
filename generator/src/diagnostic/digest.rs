//! Digests: findings that say the same, told once.
//!
//! Many findings come in, fewer go out: those about one place are one with the notes of all, and of those that have the
//! same cause in many places a few stand for the rest, which is counted. Nothing that stops a run is left out.

use std::collections::BTreeMap;

use super::{Diagnostic, Diagnostics, Kind, Place, Severity};

/// How many findings of one cause are shown one by one.
const SHOWN: usize = 10;

/// How many notes a finding has that stands for several.
const NOTES: usize = 3;

impl Diagnostics {
    /// Joins the findings that say the same of the same place: a piece that is referred to from many places is found
    /// wrong from each of them.
    pub(crate) fn merged(self) -> Self {
        let mut merged: Vec<Diagnostic> = Vec::new();
        let mut further: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut known: BTreeMap<(String, Place), usize> = BTreeMap::new();
        for diagnostic in self {
            let key = (diagnostic.message().to_owned(), diagnostic.place().clone());
            match known.get(&key) {
                None => {
                    known.insert(key, merged.len());
                    merged.push(diagnostic);
                }
                Some(first) => further
                    .entry(*first)
                    .or_default()
                    .extend(diagnostic.0.notes),
            }
        }
        for (index, notes) in further {
            if let Some(diagnostic) = merged.get_mut(index) {
                add(&mut diagnostic.0.notes, notes);
            }
        }
        merged.into_iter().collect()
    }

    /// A few findings of each cause, in their order, and at the end how many more there are of it.
    pub fn digest(self) -> Self {
        let mut counts: BTreeMap<(Kind, String), usize> = BTreeMap::new();
        let mut digest = Self::new();
        for diagnostic in self {
            let count = counts.entry((diagnostic.kind(), cause(&diagnostic)));
            let count = count.and_modify(|count| *count += 1).or_insert(1);
            if *count <= SHOWN || diagnostic.severity() == Severity::Error {
                digest.push(diagnostic);
            }
        }
        let rest = counts.into_iter().filter(|(_, count)| *count > SHOWN);
        digest.extend(rest.map(|((kind, cause), count)| {
            let message = format!("{} more: {cause}", count - SHOWN);
            Diagnostic::new(kind, Place::Document, message)
                .note("`bindery inspect` lists all of them")
        }));
        digest
    }
}

fn add(notes: &mut Vec<String>, further: Vec<String>) {
    let mut more = 0;
    for note in further {
        if notes.len() < NOTES {
            if !notes.contains(&note) {
                notes.push(note);
            }
        } else {
            more += 1;
        }
    }
    if more > 0 {
        notes.push(format!("and {more} more for the same reason"));
    }
}

/// What a finding has in common with others of its cause: the message without the names in it.
fn cause(diagnostic: &Diagnostic) -> String {
    let parts = diagnostic.message().split('`').enumerate();
    let parts = parts.map(|(index, part)| if index % 2 == 0 { part } else { ".." });
    parts.collect::<Vec<_>>().join("`")
}
