//! The folder of a document: the files that it may refer to, on disk.
//!
//! An address comes in, the text of a file goes out, if it is within the folder when all links are followed, or if the
//! user has named a file for the URL. A name must be spelled as it is on disk, also where the disk doesn't mind, so that
//! a document is the same everywhere. Nothing is ever fetched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Place};
use crate::files::{Files, Unread, is_url};
use crate::source::Source;

/// Files and folders that stand for URLs: a URL for one file, or the beginning of URLs, up to a `/`, for a folder.
pub type Mappings = BTreeMap<String, PathBuf>;

/// The folder that a document may refer to, and what stands for URLs.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// The document's address: its path from the folder.
    document: String,
    mappings: Mappings,
}

impl Folder {
    /// The folder that `document`, a file's path, is in.
    #[must_use]
    pub fn of(document: &Path, mappings: Mappings) -> Self {
        let path = document.parent().unwrap_or(Path::new("")).to_owned();
        let name = document.file_name().unwrap_or_default();
        Self {
            path,
            document: name.to_string_lossy().into_owned(),
            mappings,
        }
    }

    /// The folder `root`, which `document`, a file's path, is in at any depth.
    ///
    /// # Errors
    /// When one of the two isn't there, or the document isn't in the folder.
    pub fn within(root: &Path, document: &Path, mappings: Mappings) -> Result<Self, Diagnostic> {
        let whole = |path: &Path| path.canonicalize().map_err(|error| unread(path, &error));
        let (folder, file) = (whole(root)?, whole(document)?);
        let Ok(inner) = file.strip_prefix(folder) else {
            let message = format!("the document is not in the folder {}", root.display());
            return Err(Diagnostic::unreadable(Place::Document, message));
        };
        let segments = inner
            .components()
            .map(|segment| segment.as_os_str().to_string_lossy());
        Ok(Self {
            path: root.to_owned(),
            document: segments.collect::<Vec<_>>().join("/"),
            mappings,
        })
    }

    /// The file that stands for `url`, and the folder that it may not leave, which is the file itself if it is named.
    fn mapped(&self, url: &str) -> Option<(PathBuf, &Path)> {
        let of = |(from, to): (&String, &'_ PathBuf)| {
            let rest = url.strip_prefix(from.as_str())?;
            let is_inner = from.ends_with('/') || rest.starts_with('/');
            let rest = rest.trim_start_matches('/');
            match rest {
                "" => Some((from.len(), to.clone())),
                _ if is_inner => Some((from.len(), to.join(rest))),
                _ => None,
            }
        };
        let all = self.mappings.iter();
        let best = all.filter_map(|(from, to)| {
            let (length, path) = of((from, to))?;
            Some((length, path, to.as_path()))
        });
        let (_, path, within) = best.max_by_key(|(length, ..)| *length)?;
        Some((path, within))
    }
}

impl Files for Folder {
    fn address(&self, _: &Source) -> String {
        self.document.clone()
    }

    fn path(&self, address: &str) -> Option<PathBuf> {
        match is_url(address) {
            true => self.mapped(address).map(|(path, _)| path),
            false => Some(self.path.join(address)),
        }
    }

    fn read(&self, address: &str) -> Result<Source, Unread> {
        let (path, within) = if is_url(address) {
            self.mapped(address).ok_or(Unread::Unmapped)?
        } else {
            (self.path.join(address), self.path.as_path())
        };
        let within = Some(within).filter(|within| !within.as_os_str().is_empty());
        let missing = |error: std::io::Error| Unread::Missing(error.to_string());
        let within = within.unwrap_or(Path::new(".")).canonicalize();
        let found = path.canonicalize();
        if let Some(other) = spelled_otherwise(&path, found.as_deref().ok()) {
            let reason = format!("on disk its name is `{other}`");
            return Err(Unread::Missing(reason));
        }
        let inside = found.map_err(missing)?;
        if !inside.starts_with(within.map_err(missing)?) {
            return Err(Unread::Outside);
        }
        let bytes = std::fs::read(&inside).map_err(missing)?;
        Source::new(path, bytes).map_err(Unread::Unreadable)
    }
}

/// The name that a file has on disk, if only the case of its letters is another in `path`. `found` is where `path` leads.
fn spelled_otherwise(path: &Path, found: Option<&Path>) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let is_alike = |other: &str| other != name && other.eq_ignore_ascii_case(name);
    if let Some(found) = found {
        let other = found.file_name()?.to_str()?;
        return is_alike(other).then(|| other.to_owned());
    }
    let entries = std::fs::read_dir(path.parent()?).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|other| is_alike(other)).min()
}

/// What is said of a file or folder that can't be read.
pub(crate) fn unread(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("{} can't be read: {error}", path.display());
    Diagnostic::unreadable(Place::Document, message)
}
