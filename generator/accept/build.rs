//! Makes bindings of every document in `generator/tests/accept`, and an index of them that `src/lib.rs` includes.
//!
//! It uses what build scripts of users use. Only for documents with something to say about them it leaves out
//! `bindery::Build`, which would print that on every build although it is there on purpose: the snapshots hold it.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bindery::emit::{File, Package, Root};
use bindery::{Build, Document, output};

const DOCUMENTS: &str = "../tests/accept";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DOCUMENTS}");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let (mut modules, mut tests) = (String::new(), String::new());
    for path in documents()? {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let document = Document::open(&path);
        bindings(&path, &document, &out.join(&name))?;
        modules.push_str(&format!(
            "#[doc = \"The bindings of `{name}.yaml`.\"]\n\
             pub mod {name} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{name}/mod.rs\")); }}\n"
        ));
        if document.api().is_some_and(|api| !api.examples.is_empty()) {
            output::update(&[round_trip(&name, &document)], &out.join("round_trips"))?;
            tests.push_str(&format!("mod {name};\n"));
        }
    }
    fs::write(out.join("modules.rs"), modules)?;
    fs::write(out.join("round_trips/mod.rs"), tests)?;
    Ok(())
}

/// The documents, sorted.
fn documents() -> Result<Vec<PathBuf>, std::io::Error> {
    let entries = fs::read_dir(DOCUMENTS)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn bindings(path: &Path, document: &Document, directory: &Path) -> Result<(), std::io::Error> {
    match document.files(Root::Module) {
        Some(files) if !document.diagnostics().is_empty() => {
            output::update(&files, directory).map(drop)
        }
        _ => {
            Build::new(path).run();
            Ok(())
        }
    }
}

/// The test that packages of bindings have, for bindings that are a module.
fn round_trip(name: &str, document: &Document) -> File {
    let package = Package {
        name: name.to_owned(),
        runtime_path: None,
    };
    let files = document.package(&package).unwrap_or_default();
    let test = files
        .into_iter()
        .find(|file| file.path == "tests/examples.rs");
    let text = test.map(|file| file.text).unwrap_or_default();
    File {
        path: format!("{name}.rs"),
        text: format!("{text}\nuse bindery_accept::{name};\n"),
    }
}
