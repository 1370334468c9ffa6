//! Selection: which documents of a corpus are tried.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::document::Document;

/// What is asked for; all of it must hold.
pub(crate) struct Selection {
    /// Parts of names, any of which is enough.
    pub(crate) only: Vec<String>,
    /// The begin of a version.
    pub(crate) version: String,
    /// The largest document.
    pub(crate) max_bytes: u64,
    pub(crate) subset: Option<Subset>,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            only: Vec::new(),
            version: String::new(),
            max_bytes: u64::MAX,
            subset: None,
        }
    }
}

/// A subset that has a rule.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subset {
    /// What continuous integration has the time for: of each version, every document of at most
    /// [`CI_LARGEST`] bytes, the smallest first, until there are [`CI_BYTES`] of them.
    Ci,
}

/// The largest document of the subset.
const CI_LARGEST: u64 = 200_000;
/// How much of one version (2.0, 3.0, 3.1, ..) is in the subset.
const CI_BYTES: u64 = 1_000_000;

impl FromStr for Subset {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "ci" => Ok(Self::Ci),
            other => Err(format!("there is no subset `{other}`")),
        }
    }
}

impl Selection {
    /// The documents that are asked for, the largest first, so that no core waits at the end for one that came late.
    pub(crate) fn of(&self, documents: Vec<Document>) -> Vec<Document> {
        let mut selected: Vec<_> = documents.into_iter().filter(|one| self.has(one)).collect();
        selected.sort_by(|a, b| (a.bytes, &a.slug).cmp(&(b.bytes, &b.slug)));
        if let Some(Subset::Ci) = self.subset {
            selected = within_ci(selected);
        }
        selected.reverse();
        selected
    }

    /// Whether names are asked for that this is one of.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        let mut parts = self.only.iter();
        self.only.is_empty() || parts.any(|part| name.contains(part.as_str()))
    }

    fn has(&self, document: &Document) -> bool {
        self.has_name(&document.slug)
            && document.version.starts_with(&self.version)
            && document.bytes <= self.max_bytes
    }
}

/// Keeps what the rule of [`Subset::Ci`] takes of documents that are sorted by size.
fn within_ci(mut documents: Vec<Document>) -> Vec<Document> {
    let mut taken: BTreeMap<String, u64> = BTreeMap::new();
    documents.retain(|document| {
        let taken = taken.entry(minor(&document.version)).or_default();
        *taken = taken.saturating_add(document.bytes);
        document.bytes <= CI_LARGEST && *taken <= CI_BYTES
    });
    documents
}

/// `3.0` of `3.0.3`.
pub(crate) fn minor(version: &str) -> String {
    version.split('.').take(2).collect::<Vec<_>>().join(".")
}
