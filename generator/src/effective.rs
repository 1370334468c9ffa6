//! Effective documents: what a document is with its overlays, before anything is made of it.
//!
//! Paths or texts come in; the document as it is with everything laid over it goes out, or what is wrong with an overlay.
//! Files that the document refers to aren't read, and whether it is OpenAPI isn't looked at.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::render::{self, Style};
use crate::source::Source;
use crate::{disk, overlay, read};

/// A document with its overlays laid over it.
///
/// ```
/// use bindery::{Effective, Source};
///
/// let document = Source::new("api.yaml", "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n")?;
/// let overlay = "overlay: 1.1.0\ninfo: {title: B, version: '1'}\nactions: [{target: $.info.title, update: Pets}]\n";
/// let overlay = Source::new("pets.overlay.yaml", overlay)?;
/// let effective = Effective::of(document.overlaid([overlay]));
/// assert_eq!(effective.value().unwrap()["info"]["title"], "Pets");
/// # Ok::<(), bindery::Diagnostic>(())
/// ```
#[derive(Debug)]
pub struct Effective {
    source: Source,
    value: Option<Value>,
    diagnostics: Diagnostics,
}

impl Effective {
    /// Reads the document and the overlays, which are applied in this order. That one of them can't be read is found in
    /// [`diagnostics`](Self::diagnostics) too.
    #[must_use]
    pub fn open(document: &Path, overlays: &[PathBuf]) -> Self {
        match disk::open(document, overlays) {
            Ok(source) => Self::of(source),
            Err(unopened) => {
                let (source, diagnostic) = *unopened;
                Self {
                    source,
                    value: None,
                    diagnostics: diagnostic.into(),
                }
            }
        }
    }

    /// Applies the overlays of a document whose text is known.
    #[must_use]
    pub fn of(source: Source) -> Self {
        let mut diagnostics = Diagnostics::new();
        let value = match read::read(&source) {
            Ok(value) => overlay::apply(value, source.overlays(), &mut diagnostics),
            Err(unreadable) => {
                diagnostics = unreadable;
                None
            }
        };
        Self {
            source,
            value: value.map(|(value, _)| value),
            diagnostics,
        }
    }

    /// Makes every warning an error, so that each action must have changed something.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.diagnostics = self.diagnostics.promote_warnings();
        self
    }

    /// The document with everything laid over it, unless there were errors.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        self.value
            .as_ref()
            .filter(|_| !self.diagnostics.has_errors())
    }

    /// The same as text in the language of the document, unless there were errors: with its values and the order of its
    /// keys, and without its comments.
    ///
    /// # Errors
    /// When it can't be written in that language.
    pub fn text(&self) -> Result<Option<String>, Diagnostic> {
        let text = |value| overlay::print(value, self.source.format());
        self.value().map(text).transpose()
    }

    /// What there is to say about the overlays, and about the document if it can't be read.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The document's text and path, with its overlays.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The diagnostics as text, by their place.
    #[must_use]
    pub fn report(&self, style: Style) -> String {
        let sorted = self.diagnostics.clone().sorted(&self.source);
        render::render(sorted.as_slice(), &self.source, style)
    }
}
