//! Overlays: `overlays/apply/*` are documents with overlays of which the effective document is reviewed, and what there is
//! to say about the overlays; `overlays/found/*` are some of which it is reviewed where their faults are shown.
//!
//! The document of each folder is called `openapi`; its overlays are applied in the order of their names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bindery::emit::Root;
use bindery::render::Style;
use bindery::{Document, Effective, Source};

#[test]
fn apply() {
    settings().bind(|| {
        insta::glob!("overlays/apply/*", |folder| {
            let effective = Effective::of(open(folder));
            let text = effective.text().expect("it can be written");
            let text = text.unwrap_or_else(|| "none\n".to_owned());
            let report = effective.report(Style::Plain);
            insta::assert_snapshot!("apply", format!("{text}\n-------- findings\n{report}"));
        });
    });
}

#[test]
fn found() {
    settings().bind(|| {
        insta::glob!("overlays/found/*", |folder| {
            let files: BTreeMap<String, Source> = sources(folder)
                .into_iter()
                .map(|source| (source.name(), source))
                .collect();
            let document = Document::with_files(open(folder), &files);
            insta::assert_snapshot!("found", document.report(Style::Plain));
        });
    });
}

/// Generated docs say what an overlay brings by its name alone, and not by the number of the action.
#[test]
fn bindings_do_not_tell_where_an_overlay_is() {
    let document =
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {}}\n";
    let overlay = "overlay: 1.1.0
info: {title: B, version: '1'}
actions: [{target: $.components.schemas, update: {Pet: {type: object, properties: {owner: {type: object}, toy: {type: object, properties: {a: {type: string}}}}}}}]
";
    let overlay = Source::new("/home/somebody/pets.overlay.yaml", overlay).expect("it is text");
    let document = Source::new("/home/somebody/pets.yaml", document).expect("it is text");
    let document = Document::of(document.overlaid([overlay]));
    let files = document.files(Root::Module).expect("nothing is wrong");
    let models = files.iter().find(|file| file.path == "models.rs");
    let models = &models.expect("there are types").text;
    assert!(
        models.contains("From `pets.overlay.yaml: Pet/properties/toy`."),
        "{models}"
    );
    assert!(files.iter().all(|file| !file.text.contains("somebody")));
}

/// The document in a folder, with the overlays in it.
fn open(folder: &Path) -> Source {
    let is_overlay = |source: &Source| source.name().contains(".overlay.");
    let is_document = |source: &&Source| source.name().starts_with("openapi.");
    let sources = sources(folder);
    let document = sources.iter().find(is_document).cloned();
    let overlays = sources.into_iter().filter(is_overlay);
    document.expect("there is a document").overlaid(overlays)
}

/// All files in a folder, called by their names alone, which are the same on every machine.
fn sources(folder: &Path) -> Vec<Source> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    paths.sort();
    let source = |path: &PathBuf| {
        let bytes = fs::read(path).expect("the file can be read");
        Source::new(path.file_name().expect("it has a name"), bytes).expect("it is text")
    };
    paths.iter().map(source).collect()
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/overlays");
    settings
}
