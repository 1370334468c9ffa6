//! Accepted documents, changed.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use bindery::Source;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::mutation::{Mutation, mutations};
use crate::{run, sane};

/// The accepted documents, by name.
static DOCUMENTS: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let folders = ["tests/accept", "tests/validation"];
    let folders = folders.map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let entries = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("the folder is there"));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    paths.sort();
    let documents = paths.iter().map(|path| {
        let bytes = fs::read(path).expect("the document can be read");
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let source = Source::new(&name, bytes).expect("it is text");
        (
            name,
            bindery::read::read(&source).expect("it is a document"),
        )
    });
    documents.collect()
});

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    /// Whatever is changed, what is made of it parses, and holds nothing that no template has.
    #[test]
    fn whatever_is_changed_the_files_are_sane(document in any::<Index>(), mutations in mutations()) {
        let (name, value) = document.get(&DOCUMENTS);
        let mut value = value.clone();
        mutations.iter().for_each(|mutation: &Mutation| mutation.apply(&mut value));
        let text = value.to_string();
        for file in run("mutated.json", text.as_str()) {
            let which = format!("{name}, mutated: {text}");
            sane::check_items(&file, &which);
            sane::check_docs(&file, &which);
        }
    }
}

/// Few cases, unless the environment asks for more.
fn cases() -> u32 {
    let said = std::env::var("PROPTEST_CASES").ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(150)
}
