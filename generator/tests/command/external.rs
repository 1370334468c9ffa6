//! Subcommands that are commands of their own.

use crate::place::Place;

#[test]
fn one_that_is_not_installed_says_how_to_install_it() {
    let place = Place::new();
    let ended = place.run_on_path("", &["mock", "right.yaml"]).with(2);
    assert!(ended.out.is_empty());
    let told = "error: `bindery mock` is the command `bindery-mock`, which isn't on PATH\n  = help: install it from this repository: cargo install --path mock\n";
    assert_eq!(ended.err, told);
}

#[cfg(unix)]
#[test]
fn one_on_the_path_gets_the_arguments_and_gives_its_exit_code() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    place.write("bin/bindery-greet", "#!/bin/sh\necho \"$#: $*\"\nexit 7\n");
    let command = place.path("bin/bindery-greet");
    fs::set_permissions(&command, Permissions::from_mode(0o755)).expect("it is mine");
    let bin = place.path("bin");
    let bin = bin.to_str().expect("it is text");
    let ended = place
        .run_on_path(bin, &["greet", "--help", "a b", "-"])
        .with(7);
    assert_eq!(ended.out, "3: --help a b -\n");

    for (path, name) in [
        ("", "greet"),
        ("bin", "greet"),
        (bin, "../bin/greet"),
        (bin, "Greet"),
    ] {
        let ended = place.run_on_path(path, &[name]).with(2);
        assert!(
            ended.err.contains("there is no subcommand"),
            "{}",
            ended.err
        );
    }
}
