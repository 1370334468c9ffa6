//! Build scripts: keeps bindings equal to their document on every `cargo build`.
//!
//! A document's path comes in, files and instructions to cargo go out. Nothing is fetched, and where the bindings are
//! committed, nothing is written on CI.

use std::env;
use std::path::{Path, PathBuf};

use crate::document::{Document, Options};
use crate::emit::{File, Root};
use crate::ir::MalformedTypePath;
use crate::output::{self, Update};
use crate::overrides::{Override, Target};
use crate::paging::PagingOf;
use crate::render::Style;
use crate::selection::Selection;
use crate::source::Source;

/// What a build script does for one document.
///
/// Into cargo's own folder, for bindings that nobody commits:
/// ```no_run
/// bindery::Build::new("spec/petstore.yaml").run();
/// ```
/// and in the crate `pub mod petstore { include!(concat!(env!("OUT_DIR"), "/petstore/mod.rs")); }`.
///
/// Into a folder of the crate, for bindings that are committed and reviewed:
/// ```no_run
/// bindery::Build::new("spec/petstore.yaml").in_tree("src/petstore").run();
/// ```
/// and in the crate `pub mod petstore;`.
#[derive(Debug)]
#[must_use = "nothing is done until it is run"]
pub struct Build {
    document: PathBuf,
    directory: Option<PathBuf>,
    root: Root,
    is_strict: bool,
    selection: Selection,
    malformed: Vec<String>,
    options: Options,
    guide: Option<PathBuf>,
}

impl Build {
    /// Generates from the document at this path, relative to the package, into `OUT_DIR`: into a folder that is
    /// named like the document without its extension, with `mod.rs` as the file to include.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            directory: None,
            root: Root::Module,
            is_strict: false,
            selection: Selection::default(),
            malformed: Vec::new(),
            options: Options::default(),
            guide: None,
        }
    }

    /// Generates into this folder of the package instead, as a module. The folder is written only when something
    /// changed, is mended when it was edited by hand, and is only checked when the environment has `CI`.
    pub fn in_tree(mut self, directory: impl Into<PathBuf>) -> Self {
        self.directory = Some(directory.into());
        self
    }

    /// Makes `lib.rs` of it rather than `mod.rs`, for a package that is nothing but the bindings.
    pub fn lib_rs(mut self) -> Self {
        self.root = Root::Crate;
        self
    }

    /// Ends the docs of the crate with the Markdown in this file, relative to the package. Its examples are the crate's
    /// doctests, so that `cargo test` tells when one no longer fits the document. A module has no such page.
    pub fn guide(mut self, file: impl Into<PathBuf>) -> Self {
        self.guide = Some(file.into());
        self
    }

    /// Refuses a document of which anything would be left out.
    pub fn strict(mut self) -> Self {
        self.is_strict = true;
        self
    }

    /// Generates only operations that are chosen like this, with the types that they reach: by `operationId`, by
    /// `METHOD /path`, by `tag:NAME`, or webhooks by `webhook:NAME`. Each call adds to what is generated.
    pub fn only(mut self, selector: &str) -> Self {
        match selector.parse() {
            Ok(selector) => self.selection.include.push(selector),
            Err(malformed) => self.malformed.push(malformed.to_string()),
        }
        self
    }

    /// Leaves out the operations that are chosen like this, also where [`only`](Self::only) has chosen them.
    pub fn except(mut self, selector: &str) -> Self {
        match selector.parse() {
            Ok(selector) => self.selection.exclude.push(selector),
            Err(malformed) => self.malformed.push(malformed.to_string()),
        }
        self
    }

    /// Reads the file at `path`, relative to the package, where the document refers to `url`. A URL that ends with `/`
    /// stands for a folder with everything in it. Nothing is ever fetched.
    pub fn map(mut self, url: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.options.mappings.insert(url.into(), path.into());
        self
    }

    /// Lays the overlay at this path, relative to the package, over the document before anything else is done (OpenAPI
    /// Overlay Specification 1.0 and 1.1). Each call adds one; they are applied in order, and what is wrong with a value
    /// is shown in the file that brought it. An action that changes nothing is a warning.
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.overlays.push(path.into());
        self
    }

    /// Uses this type of your own for all strings, integers and numbers of a format: `"uuid"`, `"::uuid::Uuid"`. The path
    /// begins with `::` and a crate, or with `crate::`. [`Overrides`](crate::Overrides) says what the type must
    /// implement.
    pub fn type_for_format(self, format: &str, ty: &str) -> Self {
        self.type_for(Target::Format(format.to_owned()), ty)
    }

    /// Uses this type of your own for a schema, by its name in `components.schemas` or its pointer: `"Pet"`,
    /// `"::my_types::Pet"`. Neither the schema nor what it alone refers to is generated.
    pub fn type_for_schema(self, schema: &str, ty: &str) -> Self {
        self.type_for(Target::Schema(schema.to_owned()), ty)
    }

    /// Tells how operations page, chosen as by [`only`](Self::only), where the document doesn't show it or shows it wrong:
    /// `"listPets"`, `"cursor:param=after,next=paging.after"`. `"off"` turns it off; `bindery --help` lists the other
    /// kinds, and `bindery inspect --json` has those that were found. Of several for one operation the last one counts.
    pub fn paging(mut self, selector: &str, paging: &str) -> Self {
        match PagingOf::new(selector, paging) {
            Ok(told) => self.options.pagings.add(told),
            Err(malformed) => self.malformed.push(malformed.to_string()),
        }
        self
    }

    fn type_for(mut self, target: Target, ty: &str) -> Self {
        match ty.parse() {
            Ok(ty) => self.options.overrides.add(Override { target, ty }),
            Err(malformed) => self.malformed.push(malformed_type(&target, &malformed)),
        }
        self
    }

    /// Makes calls check what they send against the schemas, beyond what types can say: lengths, bounds, patterns, counts.
    /// What breaks a rule of the document is not sent, and told as a whole. The crate then depends on `bindery-runtime`
    /// with the feature `validation`; without it, it doesn't compile.
    pub fn validation(mut self) -> Self {
        self.options.validation = true;
        self
    }

    /// Lets the document refer to all files in this folder, relative to the package, rather than to those in its own.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.options.root = Some(folder.into());
        self
    }

    /// Does it. What is wrong is told to cargo, which fails the build with it; the files stay as they were then.
    pub fn run(mut self) {
        let written = std::iter::once(&self.document).chain(&self.options.overlays);
        for path in written.chain(&self.guide) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        if let Some(directory) = &self.directory {
            println!("cargo::rerun-if-changed={}", directory.display());
            println!("cargo::rerun-if-env-changed=CI");
        }
        let options = std::mem::take(&mut self.options);
        let misplaced = options.overrides.check(self.root).err();
        self.malformed
            .extend(misplaced.map(|misplaced| misplaced.to_string()));
        if !self.malformed.is_empty() {
            for malformed in &self.malformed {
                tell("error", malformed);
            }
            return;
        }
        let document = Document::open_with(&self.document, options);
        let source = document.source();
        for path in source.files().map(Source::path).chain(source.missing()) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let document = document.choose(&self.selection);
        let document = if self.is_strict {
            document.strict()
        } else {
            document
        };
        let instruction = if document.diagnostics().has_errors() {
            "error"
        } else {
            "warning"
        };
        tell(instruction, &document.summary(Style::Plain));
        match self.guided(document) {
            Ok(document) => {
                if let Some(files) = document.files(self.root) {
                    self.put(&files);
                }
            }
            Err(told) => tell("error", &told),
        }
    }

    /// The document with the guide, if there is one.
    fn guided(&self, document: Document) -> Result<Document, String> {
        let Some(path) = &self.guide else {
            return Ok(document);
        };
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(document.guided(text)),
            Err(error) => Err(format!("the guide {}: {error}", path.display())),
        }
    }

    fn put(&self, files: &[File]) {
        let result = match &self.directory {
            Some(directory) if is_ci() => {
                output::stale(files, directory).map(|stale| refuse(&stale))
            }
            Some(directory) => {
                output::update(files, directory).and_then(|update| self.date(&update, directory))
            }
            None => output::update(files, &self.default_directory()).map(drop),
        };
        if let Err(error) = result {
            tell("error", &format!("the bindings can't be written: {error}"));
        }
    }

    /// Gives what was written the document's time. Cargo compares it with the time at which this script was started, and
    /// would run the script once more for files that are younger.
    fn date(&self, update: &Update, directory: &Path) -> std::io::Result<()> {
        if *update == Update::default() {
            return Ok(());
        }
        let time = std::fs::metadata(&self.document)?.modified()?;
        let written = update.written.iter().map(PathBuf::as_path);
        for path in written.chain([directory]) {
            std::fs::File::open(path)?.set_modified(time)?;
        }
        Ok(())
    }

    /// A folder of `OUT_DIR`, which cargo sets for every build script.
    fn default_directory(&self) -> PathBuf {
        let out = env::var_os("OUT_DIR").unwrap_or_default();
        Path::new(&out).join(self.document.file_stem().unwrap_or_default())
    }
}

/// Whether this is CI, by the variable that CI services set; `CI=false` says that it isn't.
fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| !["", "0", "false"].contains(&value.as_str()))
}

/// On CI, committed bindings are checked and never written.
fn refuse(stale: &[PathBuf]) {
    for path in stale {
        let message =
            "does not match the document: run `cargo build` without CI set, and commit the result";
        tell("error", &format!("{} {message}", path.display()));
    }
}

fn malformed_type(target: &Target, malformed: &MalformedTypePath) -> String {
    format!("the type for `{target}`: {malformed}")
}

/// Tells cargo something, a line at a time, because cargo reads no further than the line.
fn tell(instruction: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{instruction}={line}");
    }
}
