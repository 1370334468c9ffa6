//! A document as it was found: its path and its text.
//!
//! In come the bytes of a file; out goes text that is known to be UTF-8 and of a bounded size, with its positions at
//! hand for diagnostics. Files aren't opened here: the core does no IO.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Place};
use crate::files;
use crate::position::Positions;

/// A document of more than this many bytes is refused (64 MiB; the largest one known is about half of that).
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The language of a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML 1.2, with the merge keys of 1.1.
    Yaml,
    /// JSON.
    Json,
}

/// A document's path and text.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    format: Format,
    text: Arc<str>,
    positions: OnceLock<Positions>,
    overlays: Vec<Source>,
    files: BTreeMap<String, Source>,
    missing: Vec<PathBuf>,
}

impl Source {
    /// A document of these bytes; `path` is shown to people and tells the format by its extension. With an extension
    /// other than `yaml`, `yml` and `json`, a text that begins with `{` is JSON and any other YAML. A byte order mark
    /// is left out of the text.
    ///
    /// # Errors
    /// When the bytes aren't UTF-8 text, or are more than [`MAX_BYTES`]. The diagnostic can be printed with
    /// [`Source::without_text`].
    pub fn new(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Result<Self, Diagnostic> {
        let (path, bytes) = (path.into(), bytes.into());
        if bytes.len() > MAX_BYTES {
            return Err(too_large(bytes.len()));
        }
        let text = String::from_utf8(bytes)
            .map_err(|error| not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()))?;
        if let Some(at) = text.find('\0') {
            return Err(not_utf8(text.as_bytes(), at));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Self {
            format: format(&path, text),
            path,
            text: text.into(),
            positions: OnceLock::new(),
            overlays: Vec::new(),
            files: BTreeMap::new(),
            missing: Vec::new(),
        })
    }

    /// A document of which only the path is known, to print diagnostics about a file that couldn't be read.
    #[must_use]
    pub fn without_text(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self {
            format: format(&path, ""),
            path,
            text: "".into(),
            positions: OnceLock::new(),
            overlays: Vec::new(),
            files: BTreeMap::new(),
            missing: Vec::new(),
        }
    }

    /// The path as shown to people.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The language of the text.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where everything in the text is. They are found on the first call and kept.
    #[must_use]
    pub fn positions(&self) -> &Positions {
        self.positions.get_or_init(|| Positions::of(self))
    }

    /// The document's file name: what others in its folder call it.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The document with these overlays to be laid over it, one after the other (OpenAPI Overlay Specification 1.0 and
    /// 1.1). They are told apart by their paths. What they change is found out when the document is
    /// [analyzed](crate::analyze).
    #[must_use]
    pub fn overlaid(mut self, overlays: impl IntoIterator<Item = Self>) -> Self {
        self.overlays.extend(overlays);
        self
    }

    /// The overlays to be laid over the document, in this order.
    #[must_use]
    pub fn overlays(&self) -> &[Self] {
        &self.overlays
    }

    /// Keeps the files that the document refers to, by their addresses, so that places in them can be shown.
    pub(crate) fn keep(&mut self, files: BTreeMap<String, Self>, missing: Vec<PathBuf>) {
        (self.files, self.missing) = (files, missing);
    }

    /// The files that the document refers to, by their addresses.
    pub fn files(&self) -> impl Iterator<Item = &Self> {
        self.files.values()
    }

    /// Where files that the document refers to would be if they were there.
    pub fn missing(&self) -> impl Iterator<Item = &Path> {
        self.missing.iter().map(PathBuf::as_path)
    }

    /// The file that `place` is in, which may be one that the document refers to or an overlay, and the place in that file.
    #[must_use]
    pub fn locate(&self, place: &Place) -> (&Self, Place) {
        let (address, inner) = match place {
            Place::In { file, place } => (Some(file.clone()), Place::clone(place)),
            Place::Key(pointer) => match files::split(pointer) {
                Some((file, inner)) => (Some(file), Place::Key(inner)),
                None => (None, place.clone()),
            },
            Place::Value(pointer) => match files::split(pointer) {
                Some((file, inner)) => (Some(file), Place::Value(inner)),
                None => (None, place.clone()),
            },
            _ => (None, place.clone()),
        };
        match address.and_then(|address| self.file(&address)) {
            Some(file) => (file, inner),
            None => (self, place.clone()),
        }
    }

    fn file(&self, address: &str) -> Option<&Self> {
        let is_it = |overlay: &&Self| files::overlay_address(overlay) == address;
        let overlay = || self.overlays.iter().find(is_it);
        self.files.get(address).or_else(overlay)
    }

    /// The text again, for whoever has to outlive the source.
    pub(crate) fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }
}

fn format(path: &Path, text: &str) -> Format {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    match extension.to_str() {
        Some("json") => Format::Json,
        Some("yaml" | "yml") => Format::Yaml,
        _ if text.trim_start().starts_with('{') => Format::Json,
        _ => Format::Yaml,
    }
}

fn too_large(length: usize) -> Diagnostic {
    Diagnostic::unreadable(
        Place::Document,
        format!("the document has {length} bytes; at most {MAX_BYTES} are read"),
    )
    .help("split the document, or generate from a part of it")
}

fn not_utf8(bytes: &[u8], at: usize) -> Diagnostic {
    let found = match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => "the document is UTF-32 text",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=127, ..] | [1..=127, 0, ..] => {
            "the document is UTF-16 text"
        }
        _ if bytes.get(at) == Some(&0) => "the document is a binary file",
        _ => "the document isn't UTF-8 text",
    };
    let byte = bytes.get(at).copied().unwrap_or_default();
    Diagnostic::unreadable(Place::Document, found)
        .note(format!(
            "the first byte that isn't UTF-8 text is {byte:#04x}, at offset {at}"
        ))
        .help("save the document as UTF-8")
}
