//! Files on disk: what a document in a folder may read, and what it may not.

use std::fs;
use std::path::{Path, PathBuf};

use bindery::render::Style;
use bindery::{Document, Options};
use tempfile::TempDir;

/// A folder with files in it, one of which is the document.
struct Place(TempDir);

impl Place {
    /// With a document `api/a.yaml` of one schema, which refers to `reference`.
    fn with(reference: &str) -> Self {
        let place = Self(tempfile::tempdir().expect("there is room"));
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    A: {{$ref: '{reference}'}}\n"
        );
        place.file("api/a.yaml", &document)
    }

    fn file(self, path: &str, text: &str) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("there is room");
        fs::write(path, text).expect("there is room");
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn open(&self) -> Document {
        self.mapped(&[])
    }

    fn mapped(&self, mappings: &[(&str, &str)]) -> Document {
        let mappings = mappings.iter();
        let mappings = mappings.map(|(url, path)| ((*url).to_owned(), self.path(path)));
        let options = Options {
            mappings: mappings.collect(),
            ..Options::default()
        };
        Document::open_with(self.path("api/a.yaml"), options)
    }
}

const PET: &str = "{type: object, properties: {name: {type: string}}}";

#[track_caller]
fn check_followed(document: &Document, files: &[&Path]) {
    assert_eq!(document.report(Style::Plain), "");
    let types = &document.api().expect("there is an API").types;
    assert_eq!(types[0].name.rust, "A");
    let read: Vec<&Path> = document.source().files().map(|file| file.path()).collect();
    assert_eq!(read, files);
}

#[track_caller]
fn check_refused(document: &Document, reason: &str) {
    let report = document.report(Style::Plain);
    assert!(report.contains(reason), "{report}");
    assert!(report.contains("a.yaml:6:"), "{report}");
    assert_eq!(document.source().files().count(), 0);
}

#[test]
fn files_beside_the_document_are_read() {
    let place = Place::with("inner/pet.yaml").file("api/inner/pet.yaml", PET);
    check_followed(&place.open(), &[&place.path("api/inner/pet.yaml")]);
}

#[test]
fn files_above_the_document_are_not() {
    let place = Place::with("../pet.yaml").file("pet.yaml", PET);
    check_refused(&place.open(), "leads out of the document's folder");
}

#[test]
fn files_that_are_not_there_are_missed() {
    check_refused(
        &Place::with("pet.yaml").open(),
        "`pet.yaml` can't be read: ",
    );
}

#[test]
fn folders_are_not_files() {
    let place = Place::with("inner").file("api/inner/pet.yaml", PET);
    check_refused(&place.open(), "`inner` can't be read: ");
}

#[test]
fn files_that_are_not_text_are_refused() {
    let place = Place::with("pet.yaml").file("api/pet.yaml", "\0");
    check_refused(
        &place.open(),
        "can't be read: the document is a binary file",
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let place = Place::with("inner/pet.yaml")
        .file("outer/pet.yaml", PET)
        .file("api/near.yaml", PET);
    let link = |to: &str, from: &str| {
        std::os::unix::fs::symlink(place.path(to), place.path(from)).expect("links can be made");
    };
    link("outer", "api/inner");
    check_refused(&place.open(), "leads out of the document's folder");
    fs::remove_file(place.path("api/inner")).expect("it is there");
    fs::create_dir(place.path("api/inner")).expect("there is room");
    link("api/near.yaml", "api/inner/pet.yaml");
    check_followed(&place.open(), &[&place.path("api/inner/pet.yaml")]);
}

#[test]
fn urls_are_files_where_the_user_says_so() {
    let place = Place::with("https://example.com/api/pet.yaml").file("vendor/pet.yaml", PET);
    check_refused(&place.open(), "is a URL, and nothing is ever fetched");
    check_refused(
        &place.mapped(&[("https://example.com/api/pe", "vendor/pet.yaml")]),
        "is a URL",
    );
    let file = place.path("vendor/pet.yaml");
    let url = "https://example.com/api/pet.yaml";
    check_followed(&place.mapped(&[(url, "vendor/pet.yaml")]), &[&file]);
    check_followed(
        &place.mapped(&[("https://example.com/api/", "vendor")]),
        &[&file],
    );
    let both = [
        ("https://example.com/", "nowhere"),
        ("https://example.com/api", "vendor"),
    ];
    check_followed(&place.mapped(&both), &[&file]);
}

#[test]
fn files_for_urls_refer_to_others_by_their_urls() {
    let place = Place::with("https://example.com/api/v1/pet.yaml")
        .file("vendor/v1/pet.yaml", "$ref: ../name.yaml\n")
        .file("vendor/name.yaml", "type: string\n")
        .file("name.yaml", "type: string\n");
    let files = [
        place.path("vendor/name.yaml"),
        place.path("vendor/v1/pet.yaml"),
    ];
    let files = files.each_ref().map(PathBuf::as_path);
    check_followed(
        &place.mapped(&[("https://example.com/api/", "vendor")]),
        &files,
    );
}

#[test]
fn files_for_urls_stay_in_their_folder() {
    let place = Place::with("https://example.com/api/../name.yaml")
        .file("vendor/pet.yaml", PET)
        .file("name.yaml", "type: string\n");
    check_refused(
        &place.mapped(&[("https://example.com/api/", "vendor")]),
        "leads out of the document's folder",
    );
}

#[test]
fn files_within_the_root_are_read() {
    let place =
        Place::with("../common/pet.yaml#/Pet").file("common/pet.yaml", &format!("Pet: {PET}"));
    check_refused(&place.open(), "leads out of the document's folder");
    let rooted = |root: &str| {
        let root = Some(place.path(root));
        let options = Options {
            root,
            ..Options::default()
        };
        Document::open_with(place.path("api/a.yaml"), options)
    };
    check_followed(&rooted(""), &[&place.path("").join("common/pet.yaml")]);
    check_refused(&rooted("api"), "leads out of the document's folder");
    let report = rooted("common").report(Style::Plain);
    assert!(
        report.starts_with("error: the document is not in the folder "),
        "{report}"
    );
}

#[test]
fn files_that_are_not_there_are_told() {
    let place = Place::with("pets/pet.yaml");
    let document = place.open();
    check_refused(&document, "can't be read");
    let missing: Vec<&Path> = document.source().missing().collect();
    assert_eq!(missing, [place.path("api/pets/pet.yaml")]);
}

#[test]
fn a_name_is_spelled_as_it_is_on_disk() {
    let place = Place::with("Pet.yaml").file("api/pet.yaml", PET);
    check_refused(&place.open(), "on disk its name is `pet.yaml`");
}
