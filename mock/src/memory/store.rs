//! What is remembered, by path: objects go in and come out, and the oldest are forgotten where there are too many.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// How many resources are remembered.
const MOST: usize = 1_000;

/// How many bytes of JSON they may have together.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// What became of a resource.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    /// It was set to this.
    Set(Map<String, Value>),
    /// It was deleted.
    Gone,
}

struct Kept {
    entry: Entry,
    bytes: usize,
    /// When it was first heard of, which is its place in a list.
    turn: u64,
}

/// All resources.
#[derive(Default)]
pub(super) struct Store {
    kept: BTreeMap<String, Kept>,
    bytes: usize,
    turn: u64,
}

impl Store {
    /// What became of the resource at a path, if anything did.
    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        Some(&self.kept.get(path)?.entry)
    }

    /// Remembers what becomes of a resource, unless that alone is more than is remembered.
    pub(super) fn put(&mut self, path: String, entry: Entry) {
        let old = self.remove(&path);
        let bytes = path.len() + size(&entry);
        if bytes > MOST_BYTES {
            return;
        }
        let turn = old.map_or(self.turn, |old| old.turn);
        self.turn += 1;
        self.bytes += bytes;
        self.kept.insert(path, Kept { entry, bytes, turn });
        while self.kept.len() > MOST || self.bytes > MOST_BYTES {
            let oldest = self.kept.iter().min_by_key(|(_, kept)| kept.turn);
            let Some(oldest) = oldest.map(|(path, _)| path.clone()) else {
                break;
            };
            self.remove(&oldest);
        }
    }

    /// What is directly below a path, in the order in which it came: the last segment of each path, and what became of it.
    pub(super) fn below(&self, path: &str) -> Vec<(&str, &Entry)> {
        let prefix = format!("{path}/");
        let from = self.kept.range(prefix.clone()..);
        let below = from.take_while(|(path, _)| path.starts_with(&prefix));
        let mut below: Vec<(&str, &Kept)> = below
            .filter_map(|(path, kept)| Some((path.get(prefix.len()..)?, kept)))
            .filter(|(rest, _)| !rest.contains('/'))
            .collect();
        below.sort_by_key(|(_, kept)| kept.turn);
        let entries = below.into_iter();
        entries.map(|(rest, kept)| (rest, &kept.entry)).collect()
    }

    /// Forgets all that is below a path.
    pub(super) fn forget_below(&mut self, path: &str) {
        let prefix = format!("{path}/");
        let from = self.kept.range(prefix.clone()..);
        let below = from.take_while(|(path, _)| path.starts_with(&prefix));
        let below: Vec<String> = below.map(|(path, _)| path.clone()).collect();
        below.iter().for_each(|path| _ = self.remove(path));
    }

    /// Forgets what became of a resource.
    pub(super) fn forget(&mut self, path: &str) {
        self.remove(path);
    }

    fn remove(&mut self, path: &str) -> Option<Kept> {
        let kept = self.kept.remove(path)?;
        self.bytes -= kept.bytes;
        Some(kept)
    }
}

fn size(entry: &Entry) -> usize {
    match entry {
        Entry::Set(object) => object
            .iter()
            .map(|(name, value)| name.len() + value.to_string().len())
            .sum(),
        Entry::Gone => 0,
    }
}
