//! The command that has Prism judge requests, as far as it goes without Prism.

use std::process::Command;

#[test]
fn a_machine_without_node_is_told_that_nothing_was_judged() {
    let output = Command::new(env!("CARGO_BIN_EXE_corpus"))
        .arg("prism")
        .env("PATH", "")
        .output()
        .expect("the runner starts");
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("skipped: Prism"), "{said}");
}
