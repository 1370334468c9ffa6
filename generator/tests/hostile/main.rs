//! Hostile documents: whatever comes in, nothing panics, and what goes out is sane and of a bounded size.
//!
//! `mutated` changes accepted documents in ways that keep much of their structure; `nasty` has documents that are made to
//! cost time, memory or stack.

mod mutated;
mod mutation;
mod nasty;
#[path = "../sane/mod.rs"]
mod sane;

use bindery::diagnostic::Diagnostics;
use bindery::emit::{File, Layout, Root};
use bindery::render::{self, Style};
use bindery::{Document, Options, Source};

/// Runs the whole pipeline over some bytes, and gives the files that are made of them, if any are.
fn run(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<File> {
    let bytes = bytes.into();
    let length = bytes.len();
    let source = match Source::new(name, bytes) {
        Ok(source) => source,
        Err(diagnostic) => {
            let nowhere = Source::without_text(name);
            assert!(!render::render(&[diagnostic], &nowhere, Style::Plain).is_empty());
            return Vec::new();
        }
    };
    let tables = tables(source.clone());
    let document = Document::of(source);
    let summary = document.summary(Style::Plain);
    let mut files = document.files(Root::Crate).unwrap_or_default();
    assert!(
        !files.is_empty() || !summary.is_empty(),
        "{name} is refused without a reason"
    );
    files.extend(tables.filter(|_| !files.is_empty()));
    let made: usize = files.iter().map(|file| file.text.len()).sum();
    assert!(
        made < 5_000_000 + 500 * length,
        "{made} bytes are made of {length} of {name}"
    );
    files
}

/// The tables that calls would be checked against.
fn tables(mut source: Source) -> Option<File> {
    let options = Options {
        validation: true,
        ..Options::default()
    };
    let api = bindery::analyze(&mut source, &(), &options, &mut Diagnostics::new())?;
    let layout = Layout {
        document: source.name(),
        overlays: Vec::new(),
        root: Root::Crate,
        guide: None,
    };
    let mut files = bindery::generate(&api, &layout).into_iter();
    files.find(|file| file.path == "validation.rs")
}
