//! Files: the other documents that a document refers to.
//!
//! In come the addresses of files, out come their texts, or why there are none. Whoever has the files implements
//! [`Files`]: for those on disk that is [`Folder`](crate::Folder), for tests a map will do. What stands in another file
//! has a pointer of its own, so that it can be shown there:
//! `/x-bindery-files/schemas~1pet.yaml/properties/name`; which file to read is not decided here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::pointer::Pointer;
use crate::source::Source;

/// The first key of the pointers of what stands in other files.
const FILES: &str = "x-bindery-files";

/// Where the text of other files comes from.
///
/// An address is a path relative to the folder of all files, which the document is in, with `/` between its segments and no `..`, or
/// it is a URL, as it was written.
pub trait Files {
    /// The file at `address`. It is asked for once.
    ///
    /// # Errors
    /// When the file isn't there or may not be read.
    fn read(&self, address: &str) -> Result<Source, Unread>;

    /// The address of the document itself, from which its references lead on.
    fn address(&self, document: &Source) -> String {
        document.name()
    }

    /// Where the file at `address` is on disk, or would be if it were there.
    fn path(&self, _address: &str) -> Option<PathBuf> {
        None
    }
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unread {
    /// It isn't there, or can't be opened, for this reason.
    Missing(String),
    /// It is outside of the folder tree that may be read.
    Outside,
    /// It is a URL, and the user hasn't said which file stands for it.
    Unmapped,
    /// There are no other files, because the document was given as a text.
    Alone,
    /// It isn't a text that can be read.
    Unreadable(Diagnostic),
}

/// No other files.
impl Files for () {
    fn read(&self, _: &str) -> Result<Source, Unread> {
        Err(Unread::Alone)
    }
}

/// Files in memory, by their addresses.
impl Files for BTreeMap<String, Source> {
    fn read(&self, address: &str) -> Result<Source, Unread> {
        let absence = if is_url(address) {
            Unread::Unmapped
        } else {
            Unread::Missing("there is no such file".to_owned())
        };
        self.get(address).cloned().ok_or(absence)
    }
}

/// Whether `address` is a URL, of whatever scheme (RFC 3986, section 3.1), rather than a path. A single letter is the
/// drive of a path.
pub(crate) fn is_url(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return false;
    };
    scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|rest| rest.is_ascii_alphanumeric() || "+.-".contains(rest))
}

/// The pointer of the whole file at `address`.
pub(crate) fn pointer(address: &str) -> Pointer {
    Pointer::root().child(FILES).child(address)
}

/// The address of an overlay, which no `$ref` leads to: its path, as if it were of a scheme of its own.
pub(crate) fn overlay_address(overlay: &Source) -> String {
    format!("overlay:{}", overlay.path().display())
}

/// The reference that leads from a document to what has this pointer, in it or in another file.
#[must_use]
pub fn reference(pointer: &Pointer) -> String {
    match split(pointer) {
        Some((address, inner)) if inner.is_root() => address,
        Some((address, inner)) => format!("{address}#{inner}"),
        None => format!("#{pointer}"),
    }
}

/// The same as docs say it, which stay as they are when an overlay is moved or gets another action: of what an overlay
/// brings, the overlay's file name and the place within the action.
pub(crate) fn lasting_reference(pointer: &Pointer) -> String {
    let brought = split(pointer).and_then(|(address, inner)| {
        let path = address.strip_prefix("overlay:")?.to_owned();
        let name = Path::new(&path).file_name()?;
        let within = inner.segments().skip(3).collect::<Vec<_>>().join("/");
        Some(format!("{}: {within}", name.to_string_lossy()))
    });
    brought.unwrap_or_else(|| reference(pointer))
}

/// The address and the pointer in that file, if `pointer` leads to something in another file.
#[must_use]
pub fn split(pointer: &Pointer) -> Option<(String, Pointer)> {
    let mut segments = pointer.segments();
    let address = segments.next().filter(|first| first == FILES);
    let address = address.and_then(|_| segments.next())?.into_owned();
    let inner = pointer.rebased(&self::pointer(&address), &Pointer::root())?;
    Some((address, inner))
}
