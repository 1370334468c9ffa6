//! `--only` and `--except`: what all subcommands take of a document.

use super::place::Place;

#[test]
fn only_what_is_chosen_is_generated() {
    let place = Place::new();
    place.write("zoo.yaml", include_str!("../fixtures/choosing.yaml"));
    for chosen in [
        &["--only", "tag:pets", "--except", "deletePet"][..],
        &["--only=listPets", "--only=POST /pets"],
        &["--except=DELETE /pets/{id}", "--except=tag:owners"],
    ] {
        let arguments = [&["generate", "zoo.yaml", "--out", "api"][..], chosen].concat();
        place.run_with(&arguments).with(0);
        let models = place.read("api/models.rs");
        assert!(
            models.contains("pub struct Pet ") && !models.contains("Reason"),
            "{models}"
        );
        assert!(!models.contains("pub struct Owner "), "{models}");
    }
    place.run("new zoo.yaml pets --only tag:owners").with(0);
    let endpoints = place.read("pets/src/endpoints.rs");
    assert!(
        endpoints.contains("get_owners") && !endpoints.contains("list_pets"),
        "{endpoints}"
    );
    let inspected = place
        .run("inspect zoo.yaml --except tag:owners --only tag:writing")
        .with(0);
    assert!(
        inspected.out.contains("operations: 2\n"),
        "{}",
        inspected.out
    );
}

#[test]
fn a_selector_that_matches_nothing_is_an_error() {
    let place = Place::new();
    for command in [
        "generate right.yaml --out api",
        "new right.yaml api",
        "inspect right.yaml",
    ] {
        let ended = place
            .run(&format!("{command} --only getPets --except tag:pets"))
            .with(1);
        assert!(
            ended
                .err
                .contains("error: the selector `getPets` matches no operation")
                && ended.err.contains("did you mean `getPet`?")
                && ended
                    .err
                    .contains("error: the selector `tag:pets` matches no operation"),
            "{}",
            ended.err
        );
        assert_eq!(ended.out, "");
    }
    assert!(!place.path("api").exists());
}

#[test]
fn a_malformed_selector_is_not_understood() {
    let place = Place::new();
    for selector in ["--only=/pets/{id}", "--except=tag:", "--only="] {
        let ended = place.run(&format!("inspect right.yaml {selector}")).with(2);
        assert!(
            ended.err.contains("the selector") && ended.err.contains("Usage:"),
            "{}",
            ended.err
        );
    }
}
