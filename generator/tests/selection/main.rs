//! Selections: that choosing keeps what is reached and nothing else, renames nothing, and says what it doesn't find.

mod hooks;
mod items;
mod laws;

use std::path::Path;

use bindery::emit::Root;
use bindery::render::Style;
use bindery::{Document, Selection, Selector};

/// A document's file among the tests of the generator.
fn open(path: &str) -> Document {
    Document::open(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests")
            .join(path),
    )
}

fn choosing() -> Document {
    open("fixtures/choosing.yaml")
}

fn selectors(texts: &[&str]) -> Vec<Selector> {
    let selectors = texts.iter().map(|text| text.parse());
    selectors
        .collect::<Result<_, _>>()
        .unwrap_or_else(|malformed| panic!("{malformed}"))
}

fn selection(include: &[&str], exclude: &[&str]) -> Selection {
    Selection {
        include: selectors(include),
        exclude: selectors(exclude),
    }
}

/// The wire names of what is chosen, or what there is to say about the selection.
fn chosen(include: &[&str], exclude: &[&str]) -> Result<Vec<String>, String> {
    let document = choosing().choose(&selection(include, exclude));
    let api = document
        .api()
        .ok_or_else(|| document.report(Style::Plain))?;
    let names = api.operations.iter().map(|it| it.name.wire.clone());
    Ok(names.collect())
}

#[test]
fn operations_are_chosen_by_id_by_path_and_by_tag() {
    let all = [
        "listPets",
        "createPet",
        "deletePet",
        "renamePet",
        "GET /owners",
    ];
    let cases: [(&[&str], &[&str], &[&str]); 9] = [
        (&[], &[], &all),
        (&["createPet"], &[], &["createPet"]),
        (&["DELETE /pets/{id}"], &[], &["deletePet"]),
        (&["get /owners"], &[], &["GET /owners"]),
        (&["tag:pets"], &[], &all[..4]),
        (
            &["tag:owners", "listPets"],
            &[],
            &["listPets", "GET /owners"],
        ),
        (
            &[],
            &["tag:writing"],
            &["listPets", "renamePet", "GET /owners"],
        ),
        (
            &["tag:pets"],
            &["deletePet"],
            &["listPets", "createPet", "renamePet"],
        ),
        (&["listPets"], &["tag:pets"], &[]),
    ];
    for (include, exclude, expected) in cases {
        let names = chosen(include, exclude).unwrap_or_else(|report| panic!("{report}"));
        assert_eq!(names, expected, "{include:?} without {exclude:?}");
    }
}

#[test]
fn a_part_of_a_document() {
    let document = choosing().choose(&selection(&["tag:pets"], &["deletePet"]));
    let files = document.files(Root::Crate).expect("it is generated");
    let files = files
        .iter()
        .filter(|file| !["lib.rs", "client.rs"].contains(&&*file.path));
    let files: Vec<String> = files
        .map(|file| format!("-------- {}\n{}", file.path, file.text))
        .collect();
    let api = document.api().expect("the document is right");
    let examples = api
        .examples
        .iter()
        .map(|example| format!("example #{}\n", example.at));
    insta::assert_snapshot!(examples.chain(files).collect::<String>());
}

#[test]
fn every_selector_that_matches_nothing_is_told() {
    let include = [
        "listPet",
        "pets",
        "tag:pet",
        "PUT /pets",
        "GET /pet",
        "quite something else",
        "tag:",
        "/pets",
        "",
    ];
    let (well_formed, malformed) = include.split_at(6);
    let report = chosen(well_formed, &["tag:zoo", "deletePets"]).expect_err("none matches");
    let report = report.replace(env!("CARGO_MANIFEST_DIR"), "");
    let malformed = malformed.iter().map(|text| {
        let error = text.parse::<Selector>().expect_err("it is malformed");
        format!("{error}\n")
    });
    insta::assert_snapshot!(report + "\n" + &malformed.collect::<String>());
}

#[test]
fn what_is_left_out_already_can_be_excluded_but_not_chosen() {
    let document = || open("reject/parameter_that_is_none.yaml");
    let api = document().api().expect("it is a warning").clone();
    let skipped = api.skipped.first().expect("something is left out");
    let id = skipped
        .what
        .trim_start_matches("operation ")
        .trim_matches('`');
    let without = document().choose(&selection(&[], &[id]));
    assert_eq!(
        without.api().map(|api| &api.operations),
        Some(&api.operations)
    );
    let report = document()
        .choose(&selection(&[id], &[]))
        .report(Style::Plain);
    assert!(
        report.contains("matches an operation that is left out")
            && report.contains(&skipped.reason),
        "{report}"
    );
}

/// What each fault of `choosing_faults.yaml` is marked with, which its report shows.
const FAULTS: [&str; 8] = [
    "of_pets",
    "of_list",
    "of_put",
    "of_owners",
    "of_shared",
    "Nowhere1",
    "Nowhere2",
    "Nowhere3",
];

#[test]
fn faults_of_what_is_left_out_are_left_out() {
    let cases: [(&[&str], &[&str], &[&str]); 7] = [
        (&[], &[], &FAULTS),
        (&["right"], &[], &[]),
        (&["listPets"], &[], &["of_pets", "of_list", "Nowhere1"]),
        (
            &["tag:pets"],
            &[],
            &["of_pets", "of_list", "of_put", "Nowhere1"],
        ),
        (
            &["tag:owners"],
            &[],
            &["of_owners", "of_shared", "Nowhere2"],
        ),
        (&[], &["tag:pets"], &["of_owners", "of_shared", "Nowhere2"]),
        (
            &[],
            &["PUT /pets", "listOwners"],
            &["of_pets", "of_list", "Nowhere1"],
        ),
    ];
    for (include, exclude, expected) in cases {
        let document = open("fixtures/choosing_faults.yaml").choose(&selection(include, exclude));
        assert_eq!(
            document.diagnostics().len(),
            expected.len(),
            "{include:?} {exclude:?}"
        );
        let report = document.report(Style::Plain);
        let marked = |fault: &&str| {
            let marks = [format!("{{name: {fault},"), format!("/{fault}`")];
            marks.iter().any(|mark| report.contains(mark))
        };
        let found: Vec<&str> = FAULTS.into_iter().filter(marked).collect();
        assert_eq!(found, expected, "{include:?} {exclude:?}\n{report}");
        assert_eq!(document.strict().api().is_some(), expected.is_empty());
    }
}

#[test]
fn selectors_are_written_as_they_are_read() {
    for text in [
        "getPet",
        "GET /pets/{id}",
        "tag:pets",
        "tag:two words",
        "two words",
    ] {
        assert_eq!(selectors(&[text])[0].to_string(), text);
    }
}
