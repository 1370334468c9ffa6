//! Downloads that become files: the pieces go into a file beside the one that is wanted, which takes its place once it
//! is whole. So whoever looks finds what was there before, or all of what came.

use std::error::Error as StdError;
use std::fmt::{self, Display, Formatter};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Download, Error, chance, disk};

/// Why a download isn't in its file.
#[derive(Debug)]
#[non_exhaustive]
pub enum SaveError {
    /// The download failed.
    Download(Error),
    /// The file can't be written.
    File {
        /// The file that was wanted.
        path: PathBuf,
        /// Why it can't be.
        error: io::Error,
    },
}

impl Download {
    /// Writes what is left of the body to a file, instead of any that is there, and gives the number of its bytes. What
    /// is there stays as it is unless all of the body came and was written. How much may come is said by
    /// [`set_limit`](Self::set_limit).
    ///
    /// The bytes go into a new file beside it first, whose name begins with a dot and ends with `.part`. It is removed
    /// on failure, and when the future is dropped. It then takes the other's place, as a new file with permissions of its
    /// own; where a symbolic link was, that is replaced. Nothing of the answer has a say in the path.
    ///
    /// # Errors
    /// [`SaveError::Download`] with what [`next_chunk`](Self::next_chunk) fails with, and [`SaveError::File`].
    pub async fn save(&mut self, path: impl Into<PathBuf>) -> Result<u64, SaveError> {
        let path = path.into();
        let unwritten = |error| SaveError::File {
            path: path.clone(),
            error,
        };
        let (mut part, mut file) = Part::beside(&path).map_err(unwritten)?;
        let mut length = 0;
        while let Some(chunk) = self.next_chunk().await {
            let chunk = chunk.map_err(SaveError::Download)?;
            length += u64::try_from(chunk.len()).unwrap_or_default();
            let write = move || file.write_all(&chunk).map(|()| file);
            file = disk::run(write).await.map_err(unwritten)?;
        }
        disk::run(move || file.sync_all())
            .await
            .map_err(unwritten)?;
        part.replace(&path).map_err(unwritten)?;
        Ok(length)
    }
}

/// A file that isn't whole yet. Dropped, it is removed.
struct Part(Option<PathBuf>);

impl Part {
    /// Makes a new file next to another.
    fn beside(path: &Path) -> io::Result<(Self, File)> {
        if path.file_name().is_none() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let part = path.with_file_name(format!(".{:016x}.part", chance::number()));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&part)?;
        Ok((Self(Some(part)), file))
    }

    /// Lets it take the place of the other.
    fn replace(&mut self, path: &Path) -> io::Result<()> {
        if let Some(part) = &self.0 {
            fs::rename(part, path)?;
        }
        self.0 = None;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if let Some(part) = self.0.take() {
            // Nobody is left to tell that it stays.
            let _ = fs::remove_file(part);
        }
    }
}

impl Display for SaveError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Download(error) => Display::fmt(error, formatter),
            Self::File { path, .. } => {
                write!(formatter, "the file `{}` can't be written", path.display())
            }
        }
    }
}

impl StdError for SaveError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Download(error) => error.source(),
            Self::File { error, .. } => Some(error),
        }
    }
}
