//! What one process may take: a program that wants more is ended by the kernel, and nobody has to watch it.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};

const SIGALRM: i32 = 14;
const SIGXCPU: i32 = 24;
const GIGABYTE: &str = "1000000000";

fn limited(limits: [&str; 3], script: &str) -> ExitStatus {
    Command::new(env!("CARGO_BIN_EXE_corpus"))
        .arg("limited")
        .args(limits)
        .args(["sh", "-c", script])
        .status()
        .expect("the runner starts")
}

#[test]
fn a_program_within_its_limits_ends_by_itself() {
    assert_eq!(limited(["60", "600", GIGABYTE], "exit 3").code(), Some(3));
}

#[test]
fn a_program_that_computes_on_is_ended() {
    let status = limited(["1", "600", GIGABYTE], "while :; do :; done");
    assert_eq!(status.signal(), Some(SIGXCPU));
}

#[test]
fn a_program_that_waits_on_is_ended() {
    let status = limited(["60", "1", GIGABYTE], "exec sleep 600");
    assert_eq!(status.signal(), Some(SIGALRM));
}

#[test]
fn a_program_gets_no_more_memory_than_its_limit() {
    // The last line of a file without line breaks has to be kept whole.
    let script = "head -c 2000000000 /dev/zero | tail -n 1 >/dev/null";
    assert!(!limited(["60", "600", GIGABYTE], script).success());
}
