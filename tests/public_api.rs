//! What users of the bindings can name, as two snapshots: every public item of `generated/` and of the runtime, file by
//! file, so that a breaking change is seen as one. Docs, function bodies and the values of constants aren't part of it, nor
//! is how values are written: that is `generated/codec.rs`, which reads as a table already.

#[path = "support/public_items.rs"]
mod public_items;

use std::fs;
use std::path::{Path, PathBuf};

use public_items::PublicItems;

#[test]
fn every_public_item_is_known() {
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(review("generated"));
    });
}

/// Items of modules that aren't public count, because the lint `unreachable_pub` lets only those be public in them that
/// users can reach.
#[test]
fn every_public_item_of_the_runtime_is_known() {
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(review("runtime/src"));
    });
}

/// The public items of a folder's files.
fn review(directory: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let files: Vec<_> = sources(&root)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file is text");
            let file = syn::parse_file(&text).expect("a source file is Rust");
            (path, file)
        })
        .collect();
    let public = PublicItems::of(files.iter().map(|(_, file)| file));
    let shown = files.into_iter().filter_map(|(path, file)| {
        let items = public.shown(file)?;
        let name = path.strip_prefix(&root).expect("a path below the folder");
        Some(format!("// {}\n{items}", name.display()))
    });
    shown.collect::<Vec<_>>().join("\n")
}

fn sources(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("sources are in a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = paths
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false => vec![path],
        })
        .collect();
    files.sort();
    files
}
