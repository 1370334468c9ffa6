//! Lays the overlay over the platform's document, so that the mock needs neither of the two files, nor the generator.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use bindery::Effective;
use bindery::render::Style;

const DOCUMENT: &str = "../../spec/messenger.yaml";
const OVERLAY: &str = "../../spec/messenger.overlay.yaml";

fn main() {
    for path in [DOCUMENT, OVERLAY] {
        println!("cargo::rerun-if-changed={path}");
    }
    let effective = Effective::open(Path::new(DOCUMENT), &[PathBuf::from(OVERLAY)]).strict();
    let Some(document) = effective.value() else {
        eprintln!("{}", effective.report(Style::Plain));
        process::exit(1);
    };
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(folder.join("messenger.json"), document.to_string()).expect("it can be written");
}
