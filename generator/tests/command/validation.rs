//! `--validation`: what makes calls check what they send, and what their crate then needs.

use super::place::Place;

fn place() -> Place {
    let place = Place::new();
    place.write("rooms.yaml", include_str!("../validation/bounds.yaml"));
    place
}

#[test]
fn calls_are_checked_only_if_that_is_asked_for() {
    let place = place();
    place.run("generate rooms.yaml --out without").with(0);
    assert!(!place.path("without/validation.rs").exists());
    let made = place.run("generate rooms.yaml --out with --validation");
    made.with(0);
    assert!(
        place
            .read("with/validation.rs")
            .contains("Rule::MaxLength(20)")
    );
    // Who doesn't ask any more has nothing of it left.
    place.run("generate rooms.yaml --out with").with(0);
    assert!(!place.path("with/validation.rs").exists());
}

#[test]
fn new_asks_the_runtime_for_it() {
    let place = place();
    place.run("new rooms.yaml with --validation").with(0);
    let manifest = place.read("with/Cargo.toml");
    let asked = "features = [\"validation\"], default-features = false";
    assert!(manifest.contains(asked), "{manifest}");
    place.run("new rooms.yaml without").with(0);
    assert!(!place.read("without/Cargo.toml").contains("validation"));
}
