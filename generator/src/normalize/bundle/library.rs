//! The library: every file that was asked for, read once.
//!
//! An address comes in, the file's tree goes out, or why there is none. What is wrong with a file itself is reported
//! here, in its own places; that a reference can't be followed is for whoever asked to report.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::files::{Files, Unread};
use crate::normalize::version::{self, Version};
use crate::pointer::Pointer;
use crate::read;
use crate::source::Source;

/// How many files a document may have besides itself.
const MAX_FILES: usize = 10_000;

/// How many bytes all files may have together.
const MAX_BYTES: usize = 256 * 1024 * 1024;

/// Why a file has no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Absence {
    Unread(Unread),
    /// There are too many files before it, or they have too many bytes.
    Limit(String),
    /// It was read and is broken, which has been reported.
    Broken,
}

pub(super) struct Library<'a> {
    files: &'a dyn Files,
    /// The document itself, as it was.
    main: Value,
    trees: BTreeMap<String, Result<Value, Absence>>,
    sources: BTreeMap<String, Source>,
    missing: Vec<PathBuf>,
    bytes: usize,
    /// The document's version, by which all files are read.
    version: Version,
}

impl<'a> Library<'a> {
    /// A library in which nothing is read yet but the document itself.
    pub(super) fn new(files: &'a dyn Files, main: Value, version: Version) -> Self {
        Self {
            files,
            main,
            trees: BTreeMap::new(),
            sources: BTreeMap::new(),
            missing: Vec::new(),
            bytes: 0,
            version,
        }
    }

    /// The tree of the document itself, as it was.
    pub(super) fn main(&self) -> &Value {
        &self.main
    }

    /// The tree of the file at `address`, if it was read before.
    pub(super) fn tree(&self, address: &str) -> Option<&Value> {
        self.trees.get(address)?.as_ref().ok()
    }

    /// The tree of the file at `address`.
    pub(super) fn get(
        &mut self,
        address: &str,
        found: &mut Diagnostics,
    ) -> Result<&Value, Absence> {
        if !self.trees.contains_key(address) {
            let tree = self.read(address, found);
            self.trees.insert(address.to_owned(), tree);
        }
        match self.trees.get(address) {
            Some(Ok(tree)) => Ok(tree),
            Some(Err(absence)) => Err(absence.clone()),
            None => Err(Absence::Broken),
        }
    }

    fn read(&mut self, address: &str, found: &mut Diagnostics) -> Result<Value, Absence> {
        if self.sources.len() >= MAX_FILES {
            return Err(Absence::Limit(format!("{MAX_FILES} other files")));
        }
        let source = self.files.read(address).map_err(|unread| {
            if let Unread::Missing(_) = unread {
                self.missing.extend(self.files.path(address));
            }
            Absence::Unread(unread)
        })?;
        self.bytes += source.text().len();
        if self.bytes > MAX_BYTES {
            return Err(Absence::Limit(format!("{MAX_BYTES} bytes of other files")));
        }
        let tree = read::read(&source).map_err(|broken| {
            found.extend(
                broken
                    .into_iter()
                    .map(|diagnostic| diagnostic.in_file(address)),
            );
            Absence::Broken
        });
        self.sources.insert(address.to_owned(), source);
        if let Ok(tree) = &tree {
            found.extend(self.misread(tree).map(|it| it.in_file(address)));
        }
        tree
    }

    /// A file may be a whole document, and its pieces are read as the main document's version has them.
    fn misread(&self, tree: &Value) -> Option<Diagnostic> {
        let own = version::of(tree).ok().filter(|own| *own != self.version)?;
        let keyword = if own == Version::V2 {
            "swagger"
        } else {
            "openapi"
        };
        let place = Place::Value(Pointer::root().child(keyword));
        let message = format!(
            "this document of {own} is referred to from one of {}",
            self.version
        );
        Some(
            Diagnostic::invalid(place, message)
                .label(format!("is read as {}", self.version))
                .help("convert one of the two to the other's version"),
        )
    }

    /// The files that were read, by their addresses, and where those would be that aren't there.
    pub(super) fn into_sources(self) -> (BTreeMap<String, Source>, Vec<PathBuf>) {
        (self.sources, self.missing)
    }
}

impl Absence {
    /// What to say of a reference that leads to the file, and what to do about it, unless everything was said.
    pub(super) fn in_words(&self) -> Option<(String, Option<&'static str>)> {
        let (message, help): (String, _) = match self {
            Self::Broken => return None,
            Self::Limit(limit) => (
                format!("is not followed: the document has more than {limit}"),
                None,
            ),
            Self::Unread(Unread::Missing(reason)) => (
                format!("can't be read: {reason}"),
                Some("correct the reference, or add the file"),
            ),
            Self::Unread(Unread::Outside) => (
                "leads out of the document's folder".to_owned(),
                Some(
                    "keep all files in the folder of the document, or in one that `--root`, or `Build::root` in a build script, names; links out of it are not followed",
                ),
            ),
            Self::Unread(Unread::Unmapped) => (
                "is a URL, and nothing is ever fetched".to_owned(),
                Some(
                    "download the file and say where it is: `--map URL=PATH`, or `Build::map` in a build script",
                ),
            ),
            Self::Unread(Unread::Alone) => (
                "leads to another file, and the document was given without its files".to_owned(),
                None,
            ),
            Self::Unread(Unread::Unreadable(diagnostic)) => {
                (format!("can't be read: {}", diagnostic.message()), None)
            }
        };
        Some((message, help))
    }
}
