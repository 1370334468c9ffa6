//! The commands that have others judge, as far as they go without those.

use std::process::Command;

/// What a machine is told where nothing is installed.
fn told(judge: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_corpus"))
        .arg(judge)
        .env("PATH", "")
        .output()
        .expect("the runner starts");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it is text")
}

#[test]
fn a_machine_without_node_is_told_that_nothing_was_judged() {
    let said = told("prism");
    assert!(said.starts_with("skipped: Prism"), "{said}");
}

#[test]
fn a_machine_without_python_is_told_that_nothing_was_judged() {
    let said = told("schemathesis");
    assert!(
        said.starts_with("skipped: Schemathesis") && said.contains("python3"),
        "{said}"
    );
}
