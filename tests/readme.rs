//! The README points at the repository's own files: every path in its links and its inline code leads somewhere. Blocks
//! of code aren't looked at, since they show other people's files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag};

#[test]
fn every_path_in_the_readme_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("there is a README.md");
    let paths = paths(&readme, &folders(root));
    let missing: Vec<_> = paths
        .iter()
        .filter(|path| !root.join(path).exists())
        .collect();
    assert!(
        missing.is_empty(),
        "the README names {missing:?}, which aren't there"
    );
    assert!(!paths.is_empty());
}

#[test]
fn paths_are_told_from_other_text() {
    let readme = "\
See [the API](spec/messenger.yaml#L1), [licence](LICENSE-MIT \"MIT\"), [more](docs/), [docs](https://docs.rs/tests/x.rs) and
[below](#use): `tests/ir.rs`, **`tests/*.rs`**, `cargo test --test ir`, `GET /spec/x`, `src/lib.rs`, `git diff spec/a.yaml`.

| feature | where |
|---|---|
| nullable | [`tests/accept/a.yaml`](tests/accept/b.yaml), `Client::builder()`, `spec` |

```sh
bindery generate spec/other.yaml --out src/api
```";
    let expected = [
        "LICENSE-MIT",
        "docs/",
        "spec/a.yaml",
        "spec/messenger.yaml",
        "tests/",
        "tests/accept/a.yaml",
        "tests/accept/b.yaml",
        "tests/ir.rs",
    ];
    let folders = ["spec", "tests"].map(str::to_owned).into();
    assert_eq!(paths(readme, &folders), expected.map(str::to_owned).into());
}

/// The relative targets of links, and what in inline code begins with one of the folders.
fn paths(text: &str, folders: &BTreeSet<String>) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let path = dest_url.split('#').next().unwrap_or_default();
                if !path.is_empty() && !path.contains(':') {
                    paths.insert(path.to_owned());
                }
            }
            Event::Code(code) => {
                let words = code.split_whitespace().filter(|word| {
                    let folder = word.split_once('/').map(|(folder, _)| folder);
                    folder.is_some_and(|folder| folders.contains(folder))
                });
                paths.extend(words.map(without_pattern));
            }
            _ => {}
        }
    }
    paths
}

/// Of a pattern such as `tests/*.rs` the folder is meant.
fn without_pattern(path: &str) -> String {
    let fixed = path.split('*').next().unwrap_or_default();
    match fixed.rsplit_once('/') {
        Some((folder, _)) if fixed != path => format!("{folder}/"),
        _ => path.to_owned(),
    }
}

/// The repository's own folders, by which its paths are told from others.
fn folders(root: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(root).expect("the repository is a folder");
    let entries = entries.map(|entry| entry.expect("an entry"));
    let folders = entries
        .filter(|entry| entry.path().is_dir() && !entry.path().join("CACHEDIR.TAG").exists());
    folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}
