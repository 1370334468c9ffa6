//! `--root`: which files a document may refer to.

use super::place::Place;

#[test]
fn a_document_may_refer_to_files_within_the_root() {
    let place = Place::new();
    let document = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {Pet: {$ref: ../common/pet.yaml}}}\n";
    place.write("api/pets.yaml", document);
    place.write(
        "common/pet.yaml",
        "{type: object, properties: {name: {type: string}}}\n",
    );
    let alone = place.run("inspect api/pets.yaml --strict").with(1);
    assert!(alone.err.contains("--root DIR"), "{}", alone.err);
    let rooted = place.run("inspect api/pets.yaml --strict --root .").with(0);
    assert!(
        rooted.out.contains("common/pet.yaml  models::Pet"),
        "{}",
        rooted.out
    );
}
