//! Validation: the tables of `validation/*.yaml`, of documents that are taken with the option for it, and what there is
//! to say of rules that can't be checked. That the tables compile and do what they say is tested in `bindery-accept`.

use std::path::Path;

use bindery::emit::Root;
use bindery::render::Style;
use bindery::{Document, Options, Override, Selection};

fn open(path: &Path, overrides: &[&str]) -> Document {
    let mut options = Options {
        validation: true,
        ..Options::default()
    };
    for text in overrides {
        let own: Override = text.parse().expect("an override");
        options.overrides.add(own);
    }
    Document::open_with(path, options)
}

/// The file of tables, without the lines that all documents share.
fn tables(document: &Document) -> String {
    let files = document.files(Root::Module);
    let files = files.unwrap_or_else(|| panic!("{}", document.report(Style::Plain)));
    let file = files.into_iter().find(|file| file.path == "validation.rs");
    let text = file.map(|file| file.text).unwrap_or_default();
    let body = text.split_once("\n\n").map(|(_, body)| body.to_owned());
    body.unwrap_or_default()
}

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new("tests/validation").join(name)
}

#[test]
fn tables_of_documents() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("validation/*.yaml", |path| {
            let name = path.file_name().expect("a document is a file");
            let document = open(&fixture(&name.to_string_lossy()), &[]);
            let report = document.report(Style::Plain);
            let review = format!("{}\n-------- warnings\n{report}", tables(&document));
            insta::assert_snapshot!("validation", review);
        });
    });
}

/// Without the option nothing of it is there, warnings included.
#[test]
fn nothing_is_different_unless_it_is_asked_for() {
    for name in ["patterns.yaml", "unions.yaml"] {
        let document = Document::open(fixture(name));
        assert_eq!(document.report(Style::Plain), "", "{name}");
        let files = document.files(Root::Module).expect("bindings");
        for file in files {
            assert!(!file.text.contains("validat"), "{name}: {}", file.path);
        }
    }
}

/// With the option, nothing but what it is about is different.
#[test]
fn other_files_stay_as_they_are() {
    let path = fixture("recursion.yaml");
    let without = Document::open(&path).files(Root::Module).expect("bindings");
    let with = open(&path, &[]).files(Root::Module).expect("bindings");
    for file in &without {
        let other = with.iter().find(|it| it.path == file.path);
        let other = &other.expect("the same file").text;
        let other = other.replace(
            "\n        .validated(&super::validation::requests::POST_NODE)",
            "",
        );
        assert_eq!(
            other.replace("mod validation;\n", ""),
            file.text,
            "{}",
            file.path
        );
    }
}

/// What a user's own type writes is the user's business.
#[test]
fn nothing_is_asked_of_own_types() {
    let document = open(&fixture("recursion.yaml"), &["schema:Label=::zoo::Label"]);
    let tables = tables(&document);
    assert!(!tables.contains("LABEL"), "{tables}");
    assert!(tables.contains("Rule::MaxItems(3)"), "{tables}");
    let document = open(
        &fixture("directions.yaml"),
        &["format:password=::zoo::Password"],
    );
    assert!(!self::tables(&document).contains(r#""password""#));
}

/// Tables follow the operations that are chosen.
#[test]
fn only_what_is_sent_is_checked() {
    let only = Selection {
        include: vec!["postMap".parse().expect("a selector")],
        ..Selection::default()
    };
    let document = open(&fixture("parts.yaml"), &[]).choose(&only);
    let tables = tables(&document);
    assert!(
        tables.contains("POST_MAP") && !tables.contains("POST_BOX"),
        "{tables}"
    );
}
