//! Documents: a file on disk, all that is known of it, and all that there is to say about it.
//!
//! A path comes in; the API and the diagnostics come out together, because neither is of use without the other.
//! This is where documents are read from disk; nothing is ever fetched.

use std::path::PathBuf;

use crate::diagnostic::Diagnostics;
use crate::disk;
use crate::emit::{self, File, Layout, Package, Root};
use crate::facts::Facts;
use crate::files::Files;
use crate::folder::{Folder, Mappings};
use crate::ir::Api;
use crate::overrides::Overrides;
use crate::paging::Pagings;
use crate::render::{self, Style};
use crate::selection::Selection;
use crate::source::Source;

/// What the user says of a document, apart from which operations are wanted.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The files that stand for URLs.
    pub mappings: Mappings,
    /// The folder whose files the document may refer to; it is in there at any depth. Without one it is the document's own.
    pub root: Option<PathBuf>,
    /// The paths of overlays that are laid over the document, in this order (OpenAPI Overlay Specification 1.0 and 1.1).
    /// Files that the document refers to stay as they are.
    pub overlays: Vec<PathBuf>,
    /// Types of the user's own.
    pub overrides: Overrides,
    /// Whether calls are to be checked against the schemas before they are sent.
    pub validation: bool,
    /// How operations page.
    pub pagings: Pagings,
}

/// A document that was read.
#[derive(Debug)]
pub struct Document {
    source: Source,
    api: Option<Api>,
    diagnostics: Diagnostics,
    guide: Option<String>,
}

impl Document {
    /// Reads the document at `path`. Whatever is wrong with it is found in [`diagnostics`](Self::diagnostics),
    /// that there is no such file too. Files in its folder that it refers to are read as well.
    pub fn open(path: impl Into<PathBuf>) -> Self {
        Self::open_with(path, Options::default())
    }

    /// Reads the document at `path` as the user says.
    pub fn open_with(path: impl Into<PathBuf>, options: Options) -> Self {
        let path = path.into();
        let folder = match &options.root {
            Some(root) => Folder::within(root, &path, options.mappings.clone()),
            None => Ok(Folder::of(&path, options.mappings.clone())),
        };
        let folder =
            folder.map_err(|diagnostic| Box::new((Source::without_text(&path), diagnostic)));
        let source = disk::open(&path, &options.overlays);
        match source.and_then(|source| Ok((source, folder?))) {
            Ok((source, folder)) => Self::read(source, &folder, &options).paging(&options.pagings),
            Err(unopened) => {
                let (source, diagnostic) = *unopened;
                Self {
                    source,
                    api: None,
                    diagnostics: diagnostic.into(),
                    guide: None,
                }
            }
        }
    }

    /// Reads a document whose text is known, and that has no other files.
    #[must_use]
    pub fn of(source: Source) -> Self {
        Self::with_files(source, &())
    }

    /// Reads a document whose text is known and that may refer to `files`.
    #[must_use]
    pub fn with_files(source: Source, files: &dyn Files) -> Self {
        Self::read(source, files, &Options::default())
    }

    fn read(mut source: Source, files: &dyn Files, options: &Options) -> Self {
        let mut diagnostics = Diagnostics::default();
        let api = crate::analyze(&mut source, files, options, &mut diagnostics);
        Self {
            source,
            api,
            diagnostics: diagnostics.merged(),
            guide: None,
        }
    }

    /// Puts to the operations what the user says of their paging; what concerns none is told in
    /// [`diagnostics`](Self::diagnostics) as an error.
    #[must_use]
    pub fn paging(mut self, pagings: &Pagings) -> Self {
        match self.api.take().map(|api| pagings.apply(api)) {
            Some(Ok(api)) => self.api = Some(api),
            Some(Err(unmatched)) => self.diagnostics.extend(unmatched),
            None => {}
        }
        self
    }

    /// Leaves the chosen operations, the types that they reach, and what there is to say about these. Selectors that match
    /// none are told in [`diagnostics`](Self::diagnostics) as errors.
    #[must_use]
    pub fn choose(mut self, selection: &Selection) -> Self {
        // Everything is what there is already.
        let api = self.api.as_ref().filter(|_| !selection.is_all());
        if let Some(api) = api {
            match selection.apply(api) {
                Ok(chosen) => {
                    self.diagnostics = selection.concerning(self.diagnostics, api, &chosen);
                    self.api = Some(chosen);
                }
                Err(unmatched) => self.diagnostics.extend(unmatched),
            }
        }
        self
    }

    /// Puts this Markdown at the end of what the docs of a crate say of the API; those of a module have no such page.
    #[must_use]
    pub fn guided(self, guide: String) -> Self {
        let guide = Some(guide);
        Self { guide, ..self }
    }

    /// Makes every warning an error, so that a document is taken whole or not at all.
    #[must_use]
    pub fn strict(self) -> Self {
        Self {
            diagnostics: self.diagnostics.promote_warnings(),
            ..self
        }
    }

    /// The API, unless there were errors.
    #[must_use]
    pub fn api(&self) -> Option<&Api> {
        self.api.as_ref().filter(|_| !self.diagnostics.has_errors())
    }

    /// The bindings as files that are part of `root`, unless there were errors.
    #[must_use]
    pub fn files(&self, root: Root) -> Option<Vec<File>> {
        self.api()
            .map(|api| crate::generate(api, &self.layout(root)))
    }

    /// The bindings as a complete crate, unless there were errors.
    #[must_use]
    pub fn package(&self, package: &Package) -> Option<Vec<File>> {
        let layout = self.layout(Root::Crate);
        let api = self.api()?.united();
        Some(emit::package(&api, &Facts::of(&api), &layout, package))
    }

    /// The file names of the document and its overlays are all that generated text says of where they are.
    fn layout(&self, root: Root) -> Layout {
        Layout {
            document: self.source.name(),
            overlays: self.source.overlays().iter().map(Source::name).collect(),
            root,
            guide: self.guide.clone(),
        }
    }

    /// What there is to say about the document.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The document's text and path.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The diagnostics as text, by their place in the document: a few of each cause, and how many more there are.
    #[must_use]
    pub fn summary(&self, style: Style) -> String {
        let sorted = self.diagnostics.clone().sorted(&self.source);
        render::render(sorted.digest().as_slice(), &self.source, style)
    }

    /// All diagnostics as text, by their place in the document.
    #[must_use]
    pub fn report(&self, style: Style) -> String {
        let sorted = self.diagnostics.clone().sorted(&self.source).into_vec();
        render::render(&sorted, &self.source, style)
    }
}
