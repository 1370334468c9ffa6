//! The generator's tests that are data: `accept/*.yaml` are documents of which bindings are made, `reject/*` are
//! documents with something to say about.
//!
//! A snapshot holds everything that there is to review of its document. That the Rust in it compiles, and that examples
//! survive a round trip, is tested by the crate `bindery-accept`: a snapshot alone would bless broken code.

mod sane;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bindery::emit::{File, Root};
use bindery::ir::Operation;
use bindery::render::{self, Style};
use bindery::{Document, Source};

#[test]
fn accept() {
    settings().bind(|| {
        insta::glob!("accept/*.yaml", |path| {
            let document = open(path);
            insta::assert_snapshot!("accept", review(&document, &bindings(&document)));
        });
    });
}

#[test]
fn reject() {
    settings().bind(|| {
        insta::glob!("reject/*.{yaml,json}", |path| {
            let report = open(path).report(Style::Plain);
            assert!(
                !report.is_empty(),
                "there is nothing to say about {}",
                path.display()
            );
            insta::assert_snapshot!("reject", report);
        });
    });
}

#[test]
fn accept_files() {
    settings().bind(|| {
        insta::glob!("files/accept/*", |folder| {
            let document = open_folder(folder);
            insta::assert_snapshot!("accept_files", review(&document, &bindings(&document)));
        });
    });
}

#[test]
fn reject_files() {
    settings().bind(|| {
        insta::glob!("files/reject/*", |folder| {
            insta::assert_snapshot!("reject_files", open_folder(folder).report(Style::Plain));
        });
    });
}

/// Documents that can't be kept as files, because they aren't text.
#[test]
fn reject_what_is_no_text() {
    let cases: [(&str, &[u8]); 6] = [
        ("binary.yaml", b"\x7fELF\0\0"),
        ("latin-1.yaml", b"openapi: 3.0.3\ninfo: {title: caf\xe9}\n"),
        ("utf-16.yaml", b"\xff\xfeo\0p\0e\0n\0"),
        ("utf-32.json", b"\xff\xfe\0\0{\0\0\0"),
        (
            "control-character.yaml",
            b"openapi: 3.0.3\ninfo: {title: \x07}\n",
        ),
        ("empty.yaml", b""),
    ];
    let reports = cases.map(|(name, bytes)| report_of_bytes(name, bytes));
    settings().bind(|| insta::assert_snapshot!(reports.join("\n")));
}

/// The rest of the message is the operating system's.
#[test]
fn reject_what_is_not_there() {
    let report = Document::open("no/such/document.yaml").report(Style::Plain);
    assert!(
        report.starts_with("error: no/such/document.yaml can't be read: "),
        "{report}"
    );
}

#[test]
fn reject_what_is_too_large() {
    let deep = "[".repeat(bindery::read::MAX_DEPTH + 1);
    let wide = format!(
        "a: &a [{}]\nb: [{}]\n",
        "1,".repeat(4_000),
        "*a,".repeat(600)
    );
    let unclosed = format!("a: \"{}\"\nb: [1\n", "[".repeat(100_000));
    let long = vec![b'#'; bindery::source::MAX_BYTES + 1];
    let reports = [
        report_of_bytes("deep.json", deep.as_bytes()),
        report_of_bytes("wide.yaml", wide.as_bytes()),
        report_of_bytes("unclosed.yaml", unclosed.as_bytes()),
        report_of_bytes("long.yaml", &long),
    ];
    settings().bind(|| insta::assert_snapshot!(reports.join("\n")));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for path in accepted() {
        assert_eq!(
            bindings(&open(&path)),
            bindings(&open(&path)),
            "{}",
            path.display()
        );
    }
}

/// Whatever a document says, the files hold only the items that the templates have: no text became code.
#[test]
fn bindings_have_no_item_of_their_own() {
    for path in accepted() {
        for file in bindings(&open(&path)) {
            sane::check_items(&file, &path.display().to_string());
        }
    }
}

/// Whatever a document says, its docs hold neither HTML nor code that rustdoc would run as a test.
#[test]
fn docs_hold_no_html_and_no_doctest() {
    for path in accepted() {
        for file in bindings(&open(&path)) {
            sane::check_docs(&file, &path.display().to_string());
        }
    }
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The documents in `accept`, sorted.
fn accepted() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accept");
    let entries = fs::read_dir(directory).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    paths
}

/// A document that is called by its file name alone, which is the same on every machine.
fn open(path: &Path) -> Document {
    let name = path.file_name().expect("a document is a file");
    let bytes = fs::read(path).expect("the document can be read");
    Document::of(Source::new(name, bytes).expect("the document is text"))
}

/// The document in `folder` that is called like it, with the other files in the folder.
fn open_folder(folder: &Path) -> Document {
    let mut files = BTreeMap::new();
    read_folder(folder, "", &mut files);
    let stem = folder
        .file_name()
        .expect("it is a folder")
        .to_string_lossy();
    let source = files[&format!("{stem}.yaml")].clone();
    Document::with_files(source, &files)
}

fn read_folder(folder: &Path, address: &str, files: &mut BTreeMap<String, Source>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().expect("it has a name").to_string_lossy();
        if path.is_dir() {
            read_folder(&path, &format!("{address}{name}/"), files);
            continue;
        }
        let address = format!("{address}{name}");
        let bytes = fs::read(&path).expect("the file can be read");
        let source = Source::new(&address, bytes).expect("the file is text");
        files.insert(address, source);
    }
}

fn report_of_bytes(name: &str, bytes: &[u8]) -> String {
    match Source::new(name, bytes) {
        Ok(source) => Document::of(source).report(Style::Plain),
        Err(diagnostic) => render::render(&[diagnostic], &Source::without_text(name), Style::Plain),
    }
}

fn bindings(document: &Document) -> Vec<File> {
    let files = document.files(Root::Crate);
    files.unwrap_or_else(|| panic!("{}", document.report(Style::Plain)))
}

/// All that there is to review: the document, what is said about it, and the Rust that is made of it.
fn review(document: &Document, files: &[File]) -> String {
    let mut review = document.source().text().trim_end().to_owned();
    for file in document.source().files() {
        let (path, text) = (file.path().display(), file.text().trim_end());
        review.push_str(&format!("\n\n-------- {path}\n{text}"));
    }
    let report = document.report(Style::Plain);
    if !report.is_empty() {
        review.push_str(&format!("\n\n-------- warnings\n{}", report.trim_end()));
    }
    for file in files
        .iter()
        .filter(|file| is_reviewed(&file.path, document))
    {
        // What is above the first empty line is the header and the inner attributes, which all documents share.
        let (_, body) = file.text.split_once("\n\n").unwrap_or_default();
        if !body.is_empty() {
            review.push_str(&format!("\n\n-------- {}\n{}", file.path, body.trim_end()));
        }
    }
    review
}

/// The client says nothing new unless there are servers or security schemes.
fn is_reviewed(path: &str, document: &Document) -> bool {
    match path {
        "lib.rs" => false,
        "client.rs" => document.api().is_some_and(|api| {
            let has_own = |operation: &Operation| !operation.servers.is_empty();
            let has_servers = !api.servers.is_empty() || api.operations.iter().any(has_own);
            has_servers || !api.security_schemes.is_empty()
        }),
        _ => true,
    }
}
