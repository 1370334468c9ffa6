//! Makes bindings of every document in `generator/tests/accept` and `files/accept`, and two indexes: of the bindings, which `src/lib.rs`
//! includes, and of the tests of their examples, which `tests/round_trips.rs` includes.
//!
//! It does what build scripts of users do, except for documents with something to say about them: `bindery::Build`
//! would say it on every build, although it is there on purpose and the snapshots hold it.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bindery::emit::{File, Package, Root};
use bindery::{Build, Document, Options, output};

const DOCUMENTS: &str = "../tests/accept";
/// A document of which a part is chosen.
const CHOOSING: &str = "../tests/fixtures/choosing.yaml";

/// A document with types of the user's own.
const OVERRIDES: &str = "../tests/fixtures/overrides.yaml";

/// A document with an overlay.
const OVERLAID: &str = "../tests/fixtures/overlaid.yaml";
const OVERLAY: &str = "../tests/fixtures/overlaid.overlay.yaml";

/// Documents whose calls are checked.
const VALIDATED: &str = "../tests/validation";

/// Documents of many files: each in a folder that is called like it.
const FOLDERS: &str = "../tests/files/accept";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DOCUMENTS}");
    println!("cargo::rerun-if-changed={FOLDERS}");
    println!("cargo::rerun-if-changed={VALIDATED}");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let (mut modules, mut tests) = (String::new(), String::new());
    for path in documents()? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let document = Document::open(&path);
        write_bindings(&path, &document, &out.join(&*name))?;
        modules.push_str(&module(&name));
        if let Some(test) = round_trip(&name, &document) {
            output::update(&[test], &out.join("round_trips"))?;
            tests.push_str(&format!("mod {name};\n"));
        }
    }
    for path in entries(VALIDATED)? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("validated_{stem}");
        let options = Options {
            validation: true,
            ..Options::default()
        };
        let document = Document::open_with(&path, options);
        let files = document.files(Root::Module).unwrap_or_default();
        output::update(&files, &out.join(&name))?;
        modules.push_str(&module(&name));
        if let Some(test) = round_trip(&name, &document) {
            output::update(&[test], &out.join("round_trips"))?;
            tests.push_str(&format!("mod {name};\n"));
        }
    }
    Build::new(CHOOSING)
        .only("tag:pets")
        .except("DELETE /pets/{id}")
        .run();
    modules.push_str(&module("choosing"));
    Build::new(OVERRIDES)
        .type_for_format("ipv4", "::std::net::Ipv4Addr")
        .type_for_format("int64", "::std::num::NonZeroU64")
        .type_for_schema("Pet", "crate::own::Pet")
        .run();
    modules.push_str(&module("overrides"));
    Build::new(OVERLAID).overlay(OVERLAY).strict().run();
    modules.push_str(&module("overlaid"));
    let options = Options {
        overlays: vec![OVERLAY.into()],
        ..Options::default()
    };
    if let Some(test) = round_trip("overlaid", &Document::open_with(OVERLAID, options)) {
        output::update(&[test], &out.join("round_trips"))?;
        tests.push_str("mod overlaid;\n");
    }
    fs::write(out.join("modules.rs"), modules)?;
    fs::write(out.join("round_trips/mod.rs"), tests)?;
    Ok(())
}

/// The documents, sorted.
fn documents() -> Result<Vec<PathBuf>, std::io::Error> {
    let mut paths = entries(DOCUMENTS)?;
    for folder in entries(FOLDERS)? {
        let name = folder.file_name().unwrap_or_default();
        paths.push(folder.join(name).with_extension("yaml"));
    }
    paths.sort();
    Ok(paths)
}

fn entries(folder: &str) -> Result<Vec<PathBuf>, std::io::Error> {
    let entries = fs::read_dir(folder)?;
    entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect()
}

/// Writes into the folder that [`Build`] writes into as well.
fn write_bindings(path: &Path, document: &Document, folder: &Path) -> Result<(), std::io::Error> {
    match document.files(Root::Module) {
        Some(files) if !document.diagnostics().is_empty() => {
            output::update(&files, folder).map(drop)
        }
        _ => {
            Build::new(path).run();
            Ok(())
        }
    }
}

/// What a user writes into a crate to bring bindings in.
fn module(name: &str) -> String {
    format!(
        "#[doc = \"The bindings of `{name}.yaml`.\"]\n\
         pub mod {name} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{name}/mod.rs\")); }}\n"
    )
}

/// The test that a package of these bindings would have, if there are examples to be tested.
fn round_trip(name: &str, document: &Document) -> Option<File> {
    document.api().filter(|api| !api.examples.is_empty())?;
    let package = Package {
        name: name.to_owned(),
        runtime_path: None,
    };
    let mut files = document.package(&package)?.into_iter();
    let mut text = files.find(|file| file.path == "tests/examples.rs")?.text;
    // The bindings are a module here, and not a crate of that name.
    if text.contains(&format!("{name}::models::")) {
        text.push_str(&format!("\nuse bindery_accept::{name};\n"));
    }
    Some(File {
        path: format!("{name}.rs"),
        text,
    })
}
