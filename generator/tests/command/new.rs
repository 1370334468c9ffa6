//! `bindery new`: crates, which are somebody's own from then on. That they compile is tested where all accepted
//! documents are compiled.

use std::fs;

use super::place::{MODULES, Place};

#[test]
fn new_makes_a_complete_crate() {
    let place = Place::new();
    fs::create_dir(place.path("pets")).expect("it is made");
    let ended = place.run("new right.yaml pets").with(0);
    assert_eq!(ended.out, "made the crate `pet-store` in pets\n");
    let mut expected = vec![
        ".gitignore",
        "Cargo.toml",
        "README.md",
        "examples/first_call.rs",
    ];
    let modules = MODULES.map(|name| format!("src/{name}"));
    expected.extend(modules.iter().map(String::as_str));
    expected.push("tests/examples.rs");
    assert_eq!(place.files("pets"), expected);

    let manifest = place.read("pets/Cargo.toml");
    let version = concat!(
        "bindery-runtime = { version = \"",
        env!("CARGO_PKG_VERSION"),
        "\", default"
    );
    assert!(
        manifest.contains("name = \"pet-store\"") && manifest.contains(version),
        "{manifest}"
    );
    assert!(place.read("pets/tests/examples.rs").contains("Rex"));
    for file in place
        .files("pets")
        .iter()
        .filter(|file| file.ends_with(".rs"))
    {
        syn::parse_file(&place.read(&format!("pets/{file}"))).expect("it is Rust");
    }
}

#[test]
fn new_refuses_a_folder_that_is_in_use() {
    let place = Place::new();
    fs::create_dir(place.path("used")).expect("it is made");
    place.write("used/notes.txt", "mine");
    for folder in ["used", "used/notes.txt"] {
        let ended = place.run(&format!("new right.yaml {folder}")).with(1);
        assert!(ended.err.contains("not empty"), "{}", ended.err);
    }
    assert_eq!(place.files("used"), ["notes.txt"]);
}

#[test]
fn new_takes_a_name_and_a_runtime() {
    let place = Place::new();
    fs::create_dir(place.path("runtime")).expect("it is made");
    place
        .run("new right.yaml pets --name zoo --runtime-path runtime")
        .with(0);
    let manifest = place.read("pets/Cargo.toml");
    let path = fs::canonicalize(place.path("runtime")).expect("the runtime is there");
    assert!(manifest.contains("name = \"zoo\""), "{manifest}");
    assert!(manifest.contains(&path.display().to_string()), "{manifest}");
    assert!(
        place
            .read("pets/examples/first_call.rs")
            .contains("use zoo::Client;")
    );

    let nowhere = place
        .run("new right.yaml other --runtime-path nowhere")
        .with(1);
    assert!(nowhere.err.contains("runtime"), "{}", nowhere.err);
    for name in [
        "1st",
        "a.b",
        "fn",
        "std",
        "tokio",
        "../x",
        "-x",
        "\u{e9}t\u{e9}",
        "a\"b",
    ] {
        let refused = place
            .run(&format!("new right.yaml other --name={name}"))
            .with(2);
        assert!(
            refused.err.contains("can't be a package's name"),
            "{}",
            refused.err
        );
    }
    assert!(!place.path("other").exists());
}
