//! The command as its users meet it: arguments, exit codes, what is written, and what is said where.

mod choosing;
mod external;
mod generate;
mod inspect;
mod new;
mod overlay;
mod own_types;
mod place;
mod root;
mod validation;

use place::Place;

#[test]
fn strict_refuses_what_would_be_left_out() {
    let place = Place::new();
    let lenient = place.run("generate wrong.yaml --out api").with(0);
    assert!(
        lenient.err.starts_with("warning: ") && lenient.err.contains("--> wrong.yaml:30:17"),
        "{}",
        lenient.err
    );
    for command in [
        "generate wrong.yaml --out strict --strict",
        "new wrong.yaml strict --strict",
        "inspect wrong.yaml --strict",
    ] {
        let strict = place.run(command).with(1);
        assert!(
            strict.err.starts_with("error: ") && strict.out.is_empty(),
            "{}",
            strict.err
        );
        assert!(!place.path("strict").exists());
    }
    place
        .run("generate right.yaml --out strict --strict")
        .with(0);
}

#[test]
fn what_can_not_be_read_is_the_documents_fault() {
    let place = Place::new();
    for command in [
        "generate {} --out api",
        "generate {} --out api --check",
        "new {} api",
        "inspect {}",
        "inspect {} --json",
    ] {
        for (document, told) in [
            ("missing.yaml", "missing.yaml"),
            (".", "can't be read"),
            ("broken.yaml", "--> broken.yaml:1:"),
        ] {
            let ended = place.run(&command.replace("{}", document)).with(1);
            assert!(
                ended.err.contains(told) && ended.out.is_empty(),
                "{}",
                ended.err
            );
        }
    }
    assert!(!place.path("api").exists());
}

#[test]
fn what_is_not_understood_is_answered_with_the_usage() {
    let place = Place::new();
    for arguments in [
        "",
        "generat",
        "--no-such",
        "generate",
        "generate right.yaml",
        "generate --out api",
        "generate right.yaml --out",
        "generate right.yaml other.yaml --out api",
        "generate right.yaml --out api --no-such",
        "generate right.yaml --out api --check=yes",
        "new right.yaml",
        "new right.yaml a b",
        "inspect",
        "inspect right.yaml --out api",
    ] {
        let ended = place.run(arguments).with(2);
        assert!(
            ended.err.starts_with("error: ") && ended.err.contains("Usage:"),
            "{arguments}: {}",
            ended.err
        );
        assert_eq!(ended.out, "");
    }
    assert_eq!(place.files(""), ["broken.yaml", "right.yaml", "wrong.yaml"]);
}

#[test]
fn help_and_version_are_what_was_asked_for() {
    let place = Place::new();
    for arguments in ["--help", "-h"] {
        let help = place.run(arguments).with(0);
        assert!(
            help.out.contains("Usage:") && help.err.is_empty(),
            "{}",
            help.err
        );
    }
    let version = concat!("bindery ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(place.run("--version").with(0).out, version);
}
