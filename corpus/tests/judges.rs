//! The commands that have others judge, as far as they go without those.

use std::process::{Command, Output};

/// The runner on a machine where nothing is installed, nor a corpus.
fn run(arguments: &[&str]) -> Output {
    let mut runner = Command::new(env!("CARGO_BIN_EXE_corpus"));
    let runner = runner.args(arguments).env("PATH", "");
    let output = runner.env_remove("BINDERY_CORPUS").output();
    output.expect("the runner starts")
}

/// The line in which a machine is told that a judge is skipped.
fn told(judge: &str) -> String {
    let output = run(&[judge]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).expect("it is text");
    let line = said.lines().last();
    line.unwrap_or_default().to_owned()
}

#[test]
fn names_that_are_nobodys_are_an_error() {
    for judge in ["prism", "schemathesis"] {
        let output = run(&[judge, "--only", "nothing-is-called-so"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{output:?}");
        assert!(said.contains("nothing of the list is selected"), "{said}");
    }
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
