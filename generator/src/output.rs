//! Output: brings a folder up to date with what was generated, or tells what is stale in it.
//!
//! Files come in, the paths of those that differ go out. A file is written only when its bytes differ, so that
//! nothing is built again for nothing, and whole, by renaming, so that none is ever half-written. Files of any other
//! name are left alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::emit::File;

/// The files whose bytes on disk differ from what was generated, or that aren't there.
///
/// # Errors
/// When a file is there and can't be read.
pub fn stale(files: &[File], directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut stale = Vec::new();
    for file in files {
        let path = directory.join(&file.path);
        match fs::read(&path) {
            Ok(bytes) if bytes == file.text.as_bytes() => {}
            Ok(_) => stale.push(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => stale.push(path),
            Err(error) => return Err(error),
        }
    }
    Ok(stale)
}

/// Writes the files that are stale, and gives their paths.
///
/// # Errors
/// When the folder can't be made or a file can't be written; files written before are whole.
pub fn update(files: &[File], directory: &Path) -> io::Result<Vec<PathBuf>> {
    let stale = stale(files, directory)?;
    for file in files {
        let path = directory.join(&file.path);
        if stale.contains(&path) {
            write(&path, &file.text)?;
        }
    }
    Ok(stale)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory)?;
    let temporary = path.with_extension("tmp");
    fs::write(&temporary, text)?;
    fs::rename(&temporary, path)
}
