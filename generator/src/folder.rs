//! The folder of a document: the files that it may refer to, on disk.
//!
//! An address comes in, the text of a file goes out, if it is within the folder when all links are followed, or if the
//! user has named a file for the URL. Nothing is ever fetched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::files::{Files, Unread, is_url};
use crate::source::Source;

/// Files and folders that stand for URLs: a URL for one file, or the beginning of URLs, up to a `/`, for a folder.
pub type Mappings = BTreeMap<String, PathBuf>;

/// The folder that a document is in, and what stands for URLs.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    mappings: Mappings,
}

impl Folder {
    /// The folder that `document`, a file's path, is in.
    #[must_use]
    pub fn of(document: &Path, mappings: Mappings) -> Self {
        let path = document.parent().unwrap_or(Path::new("")).to_owned();
        Self { path, mappings }
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
    fn read(&self, address: &str) -> Result<Source, Unread> {
        let (path, within) = if is_url(address) {
            self.mapped(address).ok_or(Unread::Unmapped)?
        } else {
            (self.path.join(address), self.path.as_path())
        };
        let within = Some(within).filter(|within| !within.as_os_str().is_empty());
        let missing = |error: std::io::Error| Unread::Missing(error.to_string());
        let within = within.unwrap_or(Path::new(".")).canonicalize();
        let inside = path.canonicalize().map_err(missing)?;
        if !inside.starts_with(within.map_err(missing)?) {
            return Err(Unread::Outside);
        }
        let bytes = std::fs::read(&inside).map_err(missing)?;
        Source::new(path, bytes).map_err(Unread::Unreadable)
    }
}
