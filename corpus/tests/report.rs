//! A corpus of a few documents: what the report says of each.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Two operations, a type of every shape, and a type that contains itself.
const GOOD: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get: {operationId: listPets, responses: {'200': {description: All}}}
    post: {operationId: addPet, responses: {'201': {description: Added}}}
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: integer}
        kind: {type: string, enum: [cat, dog]}
        note: {type: string, nullable: true}
        parents: {type: array, items: {$ref: '#/components/schemas/Pet'}}
    Ids: {type: array, items: {type: integer, format: int64}}
";

/// The second example has no `id`.
const WRONG_EXAMPLE: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths: {/pets: {get: {responses: {'200': {description: All}}}}}
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: integer}}, example: {id: 1}}
    Owner: {type: object, required: [id], properties: {id: {type: integer}}, example: {name: Ann}}
";

const MALFORMED: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'\npaths: {}\n";

fn corpus(folder: &Path, arguments: &[&str]) -> (Output, Value) {
    let out = folder.join("report.out");
    let output = Command::new(env!("CARGO_BIN_EXE_corpus"))
        .args(arguments)
        .arg("--out")
        .arg(&out)
        .env("BINDERY_CORPUS", folder)
        .output()
        .expect("the runner starts");
    let report = fs::read(out).unwrap_or_default();
    (output, serde_json::from_slice(&report).unwrap_or_default())
}

/// Some members of a row.
fn columns(report: &Value, document: usize, names: &[&str]) -> Value {
    let row = &report["documents"][document];
    names.iter().map(|name| row[name].clone()).collect()
}

#[test]
fn each_document_has_the_row_that_it_deserves() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("runner-good.yaml"), GOOD).unwrap();
    fs::write(folder.path().join("runner-malformed.yaml"), MALFORMED).unwrap();
    fs::write(folder.path().join("runner-wrong.yml"), WRONG_EXAMPLE).unwrap();
    fs::write(folder.path().join("not-a-document.yaml"), "a: 1\n").unwrap();
    let (output, report) = corpus(folder.path(), &["--jobs", "1", "--clippy", "--doc"]);
    assert!(output.status.success(), "{output:?}");

    let names = [
        "document",
        "verdict",
        "declared",
        "operations",
        "types",
        "failed",
        "warnings",
    ];
    let good = json!(["runner-good", "good", 2, 2, 3, 0, 0]);
    assert_eq!(columns(&report, 0, &names), good);
    // Three instances of the object, one for each value of the enum, and the smallest and fullest list.
    let values = ["values", "round_tripped"];
    assert_eq!(columns(&report, 0, &values), json!([7, 7]));

    let malformed = json!(["runner-malformed", "refused", 0, 0, 0, 0, 0]);
    assert_eq!(columns(&report, 1, &names), malformed);
    assert_eq!(report["documents"][1]["refusal"]["located"], true);

    let wrong = json!(["runner-wrong", "good", 1, 1, 2, 0, 0]);
    assert_eq!(columns(&report, 2, &names), wrong);
    let misfits = report["documents"][2]["misfits"].as_array().unwrap();
    assert_eq!(misfits.len(), 1);
    assert!(
        misfits[0].as_str().unwrap().contains("Owner/example"),
        "{misfits:?}"
    );
    assert_eq!(report["all"]["refused"], 1);
}

#[test]
fn a_file_that_is_not_there_fails_the_run_and_costs_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = json!([
        { "slug": "runner-gone", "path": "gone.yaml", "version": "3.0.0", "unknown": {} },
        { "slug": "runner-there", "path": "there.yaml", "version": "3.0.0" },
    ]);
    fs::write(folder.path().join("manifest.json"), manifest.to_string()).unwrap();
    fs::write(folder.path().join("there.yaml"), WRONG_EXAMPLE).unwrap();
    let (output, report) = corpus(folder.path(), &["--version", "3.0"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(columns(&report, 0, &["verdict"]), json!(["bad"]));
    assert_eq!(columns(&report, 1, &["verdict"]), json!(["good"]));
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(
        table.contains("generate: refused without a place"),
        "{table}"
    );
}

#[test]
fn nothing_selected_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("runner-good.yaml"), GOOD).unwrap();
    let (output, _) = corpus(folder.path(), &["--only", "another"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("no document is selected"), "{said}");
}
