//! Documents: the files of a corpus, by its manifest or, without one, by looking.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::sniff;

/// One document of a corpus.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// What it is called in the table; a folder's name too.
    pub(crate) slug: String,
    pub(crate) path: PathBuf,
    /// The version that it declares.
    pub(crate) version: String,
    pub(crate) bytes: u64,
}

/// What is read of a manifest's entries.
#[derive(Deserialize)]
struct Entry {
    slug: Option<String>,
    path: PathBuf,
    version: Option<String>,
}

/// All documents below a folder, sorted by name.
pub(crate) fn all(folder: &Path) -> Result<Vec<Document>, Box<dyn Error>> {
    let folder = fs::canonicalize(folder)
        .map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
    let manifest = folder.join("manifest.json");
    let mut documents = if manifest.is_file() {
        let entries: Vec<Entry> = serde_json::from_slice(&fs::read(&manifest)?)?;
        let document = |entry| of_entry(entry, &folder);
        entries.into_iter().map(document).collect()
    } else {
        let mut documents = Vec::new();
        walk(&folder, &folder, &mut documents)?;
        documents
    };
    documents.sort_by(|a, b| a.slug.cmp(&b.slug));
    name_apart(&mut documents);
    Ok(documents)
}

/// A file that isn't there stays in the list, and fails where everybody sees it.
fn of_entry(entry: Entry, folder: &Path) -> Document {
    let path = folder.join(&entry.path);
    let version = entry.version.or_else(|| sniff::version(&path));
    Document {
        slug: entry.slug.unwrap_or_else(|| slug(&entry.path)),
        version: version.unwrap_or_default(),
        bytes: fs::metadata(&path).map_or(0, |metadata| metadata.len()),
        path,
    }
}

fn walk(folder: &Path, root: &Path, documents: &mut Vec<Document>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            walk(&path, root, documents)?;
            continue;
        }
        let extension = path.extension().and_then(|extension| extension.to_str());
        if !matches!(extension, Some("yaml" | "yml" | "json")) {
            continue;
        }
        if let Some(version) = sniff::version(&path) {
            documents.push(Document {
                slug: slug(path.strip_prefix(root).unwrap_or(&path)),
                version,
                bytes: entry.metadata()?.len(),
                path,
            });
        }
    }
    Ok(())
}

/// A name for a file that is also a folder's.
fn slug(path: &Path) -> String {
    let text = path.with_extension("").to_string_lossy().into_owned();
    text.replace(
        |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')),
        "__",
    )
}

/// Two files may have the same slug, `a.json` and `a.yaml` for one.
fn name_apart(documents: &mut [Document]) {
    let mut taken = BTreeSet::new();
    for document in documents {
        while !taken.insert(document.slug.clone()) {
            document.slug.push('_');
        }
    }
}
