//! What `cargo build` does to `generated/`: a build script that writes into the tree is sound only while all of this
//! holds. Cargo itself is run, on a copy of this workspace.

mod package;
mod workspace;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use workspace::{Workspace, is_fresh};

const DOCUMENT: &str = "spec/messenger.yaml";
const OVERLAY: &str = "spec/messenger.overlay.yaml";

/// Adds a value of an enum, a property and an operation to the document.
fn extend(workspace: &Workspace) {
    let value = "            - MESSAGE_TAG\n";
    workspace.edit(DOCUMENT, value, &format!("{value}            - LATER\n"));
    let property = "              example: GET_STARTED\n";
    let new =
        "        mottos:\n          type: array\n          items:\n            type: string\n";
    workspace.edit(DOCUMENT, property, &format!("{property}{new}"));
    let path = "  /{conversation-id}:\n";
    let new = "    put:
      operationId: replaceMessengerProfile
      summary: Facebook Replace Messenger Profile
      parameters:
        - name: page-id
          in: path
          required: true
          schema:
            type: string
      responses:
        '204':
          description: Profile replaced.
";
    workspace.edit(DOCUMENT, path, &format!("{new}{path}"));
}

/// When each of the generated files was written.
fn times(workspace: &Workspace) -> BTreeMap<PathBuf, SystemTime> {
    let entries = fs::read_dir(workspace.root().join("generated")).expect("it is a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let modified = |path: &PathBuf| fs::metadata(path)?.modified();
    paths
        .map(|path| (path.clone(), modified(&path).expect("it has a time")))
        .collect()
}

/// The bindings' lines that differ from what was committed.
fn changes(workspace: &Workspace) -> String {
    let diff = workspace.git(&["diff", "--unified=0", "--", "generated"]);
    let changed = diff
        .lines()
        .filter(|line| line.starts_with(['+', '-']) && !line.starts_with("---"));
    changed.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_changed_document_changes_what_belongs_to_it() {
    let workspace = Workspace::open();
    extend(&workspace);
    let built = workspace.build();
    assert!(
        built.success && built.log.contains("rustc --crate-name messenger_platform"),
        "{}",
        built.log
    );
    let touched = workspace.git(&["diff", "--name-only"]);
    let expected = ["codec.rs", "constructors.rs", "endpoints.rs", "models.rs"];
    let expected = expected.map(|name| format!("generated/{name}\n")).concat();
    assert_eq!(touched, format!("{expected}{DOCUMENT}\n"));
    let changes = changes(&workspace);
    assert!(
        !changes.lines().any(|line| line.starts_with('-')),
        "{changes}"
    );
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(changes);
    });
}

#[test]
fn a_changed_overlay_changes_what_belongs_to_it() {
    let workspace = Workspace::open();
    let value = "          - typing_off\n";
    workspace.edit(OVERLAY, value, &format!("{value}          - wave\n"));
    let built = workspace.build();
    assert!(built.success, "{}", built.log);
    let changes = changes(&workspace);
    for change in [
        "+        /// `wave`",
        "+        Wave,",
        "+        Wave = \"wave\",",
    ] {
        assert!(changes.lines().any(|line| line == change), "{changes}");
    }
}

#[test]
fn a_changed_guide_changes_the_docs() {
    let workspace = Workspace::open();
    let heading = "# Settings\n";
    workspace.edit("docs/guide.md", heading, "# Hosts and versions\n");
    let built = workspace.build();
    assert!(built.success, "{}", built.log);
    assert_eq!(
        changes(&workspace),
        "+++ b/generated/lib.rs\n-//! # Settings\n+//! # Hosts and versions"
    );
}

#[test]
fn nothing_is_built_again_for_nothing() {
    let workspace = Workspace::open();
    extend(&workspace);
    assert!(workspace.build().success);
    let written = times(&workspace);
    workspace.settle();
    let again = workspace.build();
    assert!(
        is_fresh(&again.log) && !again.log.contains("Running"),
        "{}",
        again.log
    );
    assert_eq!(times(&workspace), written);
}

#[test]
fn edits_by_hand_are_mended() {
    let workspace = Workspace::open();
    let path = workspace.root().join("generated/models.rs");
    let text = workspace.read("generated/models.rs");
    fs::write(&path, text.replace("pub struct", "pub(crate) struct")).expect("it is written");
    fs::remove_file(workspace.root().join("generated/codec.rs")).expect("it is removed");
    let built = workspace.build();
    assert!(built.success, "{}", built.log);
    assert_eq!(workspace.git(&["status", "--short"]), "");
}

#[test]
fn ci_refuses_what_is_stale_and_writes_nothing() {
    let workspace = Workspace::open();
    let fresh = workspace.build_on_ci();
    assert!(fresh.success, "{}", fresh.log);
    extend(&workspace);
    let written = times(&workspace);
    let stale = workspace.build_on_ci();
    assert!(!stale.success, "{}", stale.log);
    for told in [
        "generated/models.rs does not match the document",
        "run `cargo build` without CI set",
    ] {
        assert!(stale.log.contains(told), "{}", stale.log);
    }
    assert_eq!(
        (changes(&workspace), times(&workspace)),
        (String::new(), written)
    );
    assert!(workspace.build().success);
    assert!(workspace.build_on_ci().success);
}

#[test]
fn a_broken_document_is_shown_and_changes_nothing() {
    let workspace = Workspace::open();
    let written = times(&workspace);
    let reference = "'#/components/schemas/Message'";
    for (right, wrong) in [
        (reference, "'#/components/schemas/Mesage'"),
        ("  title: Facebook", "\ttitle: Facebook"),
    ] {
        workspace.edit(DOCUMENT, right, wrong);
        let built = workspace.build();
        assert!(!built.success, "{}", built.log);
        let place = place(&workspace.read(DOCUMENT), wrong);
        assert!(built.log.contains(&place), "{place}: {}", built.log);
        assert_eq!(
            (changes(&workspace), times(&workspace)),
            (String::new(), written.clone())
        );
        workspace.edit(DOCUMENT, wrong, right);
    }
    assert!(workspace.build().success);
    assert_eq!(times(&workspace), written);
}

/// Where the document has this text, as diagnostics tell it.
fn place(document: &str, text: &str) -> String {
    let before = document.split(text).next().unwrap_or_default();
    let line = before.split('\n').count();
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    format!("--> {DOCUMENT}:{line}:{column}\n")
}
