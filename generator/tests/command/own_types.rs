//! `--type`: what all subcommands know of types of the user's own.

use super::place::Place;

fn place() -> Place {
    let place = Place::new();
    place.write("zoo.yaml", include_str!("../fixtures/overrides.yaml"));
    place
}

const OWN: &str = "--type format:uuid=::uuid::Uuid --type schema:Pet=::zoo::Pet";

#[test]
fn own_types_are_used() {
    let place = place();
    place
        .run(&format!("generate zoo.yaml --out api {OWN}"))
        .with(0);
    let models = place.read("api/models.rs");
    assert!(
        models.contains("::zoo::Pet") && !models.contains("struct Pet"),
        "{models}"
    );
    let inspected = place.run(&format!("inspect zoo.yaml {OWN}")).with(0);
    assert!(inspected.out.contains("types: 5\n"), "{}", inspected.out);
}

#[test]
fn new_says_what_the_crate_lacks() {
    let place = place();
    let made = place
        .run(&format!("new zoo.yaml zoo --name zoo-api {OWN}"))
        .with(0);
    assert_eq!(
        made.out,
        "made the crate `zoo-api` in zoo\n\
         add to its Cargo.toml the crates that your own types are of: ::uuid::Uuid, ::zoo::Pet\n"
    );
    let test = place.read("zoo/tests/examples.rs");
    assert!(test.contains("check::<::zoo::Pet>"), "{test}");
}

#[test]
fn what_cannot_be_a_type_is_a_mistake_in_the_command() {
    let place = place();
    for (arguments, said) in [
        (
            "generate zoo.yaml --out api --type format:uuid=Uuid",
            "begin it with `::`",
        ),
        (
            "inspect zoo.yaml --type uuid=::uuid::Uuid",
            "neither `format:NAME=TYPE`",
        ),
        (
            "generate zoo.yaml --out api --type format:uuid=crate::Uuid",
            "only bindings that are a module",
        ),
        (
            "new zoo.yaml api --type format:uuid=crate::Uuid",
            "only bindings that are a module",
        ),
    ] {
        let ended = place.run(arguments).with(2);
        assert!(ended.err.contains(said), "{}", ended.err);
    }
    let unmatched = place
        .run("generate zoo.yaml --out api --type schema:Pets=::zoo::Pet")
        .with(1);
    assert!(
        unmatched.err.contains("did you mean `schema:Pet`?"),
        "{}",
        unmatched.err
    );
    assert!(!place.path("api").exists());
}
