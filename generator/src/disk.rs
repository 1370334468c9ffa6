//! Disk: documents and their overlays as files.
//!
//! Paths come in, a [`Source`] goes out, or why there is none, with the file that is at fault.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::folder::unread;
use crate::source::Source;

/// A file that can't be read, and why.
pub(crate) type Unopened = (Source, Diagnostic);

/// The document at `path`, with the overlays at these paths.
pub(crate) fn open(path: &Path, overlays: &[PathBuf]) -> Result<Source, Box<Unopened>> {
    let document = one(path)?;
    let overlays = overlays.iter().map(|path| one(path));
    Ok(document.overlaid(overlays.collect::<Result<Vec<_>, _>>()?))
}

fn one(path: &Path) -> Result<Source, Box<Unopened>> {
    let bytes = std::fs::read(path).map_err(|error| unread(path, &error));
    let source = bytes.and_then(|bytes| Source::new(path, bytes));
    source.map_err(|diagnostic| Box::new((Source::without_text(path), diagnostic)))
}
