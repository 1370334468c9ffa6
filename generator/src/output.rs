//! Output: brings a folder up to date with what was generated, or tells what is stale in it.
//!
//! Files come in, the paths of those that differ go out. A file is written only when its bytes differ, so that
//! nothing is built again for nothing, and whole, by renaming, so that none is ever half-written. A file beside them
//! that a document before had is stale too, and known by its first line; all others are left alone.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::emit::{File, HEADER};

/// The files whose bytes on disk differ from what was generated, that aren't there, or that shouldn't be any more.
///
/// # Errors
/// When a file or folder is there and can't be read.
pub fn stale(files: &[File], directory: &Path) -> io::Result<Vec<PathBuf>> {
    let differing = differing(files, directory)?;
    let differing = differing.into_iter().map(|(_, path)| path);
    Ok(differing.chain(left_over(files, directory)?).collect())
}

/// The files that have to be written, with their paths.
fn differing<'f>(files: &'f [File], directory: &Path) -> io::Result<Vec<(&'f File, PathBuf)>> {
    let mut differing = Vec::new();
    for file in files {
        let path = directory.join(&file.path);
        match fs::read(&path) {
            Ok(bytes) if bytes == file.text.as_bytes() => {}
            Ok(_) => differing.push((file, path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => differing.push((file, path)),
            Err(error) => return Err(error),
        }
    }
    Ok(differing)
}

/// The generated files in the folders of `files` that aren't among them.
fn left_over(files: &[File], directory: &Path) -> io::Result<Vec<PathBuf>> {
    let current: BTreeSet<PathBuf> = files.iter().map(|it| directory.join(&it.path)).collect();
    let folders: BTreeSet<&Path> = current.iter().filter_map(|path| path.parent()).collect();
    let mut left_over = Vec::new();
    for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_rust = path.extension().is_some_and(|extension| extension == "rs");
            if is_rust && !current.contains(&path) && is_generated(&path)? {
                left_over.push(path);
            }
        }
    }
    left_over.sort();
    Ok(left_over)
}

fn is_generated(path: &Path) -> io::Result<bool> {
    Ok(path.is_file() && fs::read(path)?.starts_with(HEADER.as_bytes()))
}

/// What was done to a folder.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Update {
    /// The files that were written, because they weren't there or differed.
    pub written: Vec<PathBuf>,
    /// The files that were removed, because the document doesn't have them any more.
    pub removed: Vec<PathBuf>,
}

/// Writes the files that are stale, and removes those that shouldn't be there any more.
///
/// # Errors
/// When the folder can't be made or a file can't be written or removed; files written before are whole.
pub fn update(files: &[File], directory: &Path) -> io::Result<Update> {
    let mut update = Update::default();
    for (file, path) in differing(files, directory)? {
        write(&path, &file.text)?;
        update.written.push(path);
    }
    for path in left_over(files, directory)? {
        fs::remove_file(&path)?;
        update.removed.push(path);
    }
    Ok(update)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory)?;
    let temporary = path.with_extension("tmp");
    fs::write(&temporary, text)?;
    fs::rename(&temporary, path)
}
