//! How long each stage of the generator takes: reading the text, finding out what it says, printing the bindings.
//!
//! `cargo bench -p bindery` measures the Messenger document, and with `BINDERY_CORPUS` five large ones as well. The
//! first row is the yardstick of the others: nothing can be faster than reading the document into a tree.

use std::env;
use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use bindery::diagnostic::Diagnostics;
use bindery::emit::{Layout, Root};
use bindery::ir::Api;
use bindery::{Options, Source};
use divan::{Bencher, black_box};

/// Large documents of the corpus, of several kinds: much text, many operations, many unions, 2 to 13 MB.
const LARGE: [&str; 5] = [
    "cloudflare",
    "github-api",
    "openai",
    "stripe-spec3",
    "vercel",
];

fn main() {
    divan::main();
}

/// A document that is measured.
struct Measured {
    name: String,
    path: PathBuf,
}

impl Display for Measured {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

impl Measured {
    fn source(&self) -> Source {
        let bytes = std::fs::read(&self.path).expect("the document is there");
        Source::new(&self.path, bytes).expect("the document is text")
    }

    fn layout(&self) -> Layout {
        Layout {
            document: self.name.clone(),
            overlays: Vec::new(),
            root: Root::Crate,
            guide: None,
        }
    }
}

fn documents() -> Vec<Measured> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/messenger.yaml");
    let corpus = env::var_os("BINDERY_CORPUS").map(PathBuf::from);
    let large = corpus.into_iter().flat_map(|corpus| {
        LARGE.into_iter().flat_map(move |name| {
            let corpus = corpus.clone();
            ["yaml", "json"].map(|extension| corpus.join(format!("real/{name}.{extension}")))
        })
    });
    let there = large.filter(|path| path.exists());
    let named = |path: PathBuf| Measured {
        name: path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        path,
    };
    std::iter::once(spec).chain(there).map(named).collect()
}

#[divan::bench(args = documents())]
fn read(bencher: Bencher<'_, '_>, document: &Measured) {
    bencher
        .with_inputs(|| document.source())
        .bench_local_refs(|source| black_box(bindery::read::read(source).is_ok()));
}

#[divan::bench(args = documents())]
fn analyze(bencher: Bencher<'_, '_>, document: &Measured) {
    bencher
        .with_inputs(|| document.source())
        .bench_local_refs(analyzed);
}

/// What a document says that stands alone.
fn analyzed(source: &mut Source) -> Option<Api> {
    bindery::analyze(source, &(), &Options::default(), &mut Diagnostics::new())
}

#[divan::bench(args = documents())]
fn generate(bencher: Bencher<'_, '_>, document: &Measured) {
    let api = analyzed(&mut document.source());
    let api = api.expect("the document can be read");
    let layout = document.layout();
    bencher.bench_local(|| bindery::generate(&api, &layout));
}
