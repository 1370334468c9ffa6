//! What users get from the registry: the bindings alone, whose build needs neither the generator nor the document.

use std::fs;
use std::process::Command;

use super::workspace::{Workspace, put, run, sync};

#[test]
fn the_package_has_neither_build_script_nor_document() {
    let workspace = Workspace::open();
    let listed =
        run(workspace
            .cargo("package")
            .args(["--list", "--package", "messenger-platform"]));
    assert!(listed.success, "{}", listed.log);
    let is_file = |name: &str| listed.log.lines().any(|line| line == name);
    assert!(
        is_file("generated/lib.rs") && is_file("LICENSE-MIT"),
        "{}",
        listed.log
    );
    assert!(
        !is_file("build.rs") && !listed.log.contains("spec/"),
        "{}",
        listed.log
    );
}

#[test]
fn the_packages_users_build_no_generator() {
    let workspace = Workspace::open();
    unpack(&workspace);
    let consumer = workspace.beside("consumer");
    fs::create_dir_all(consumer.join("src")).expect("it is made");
    put(&consumer.join("Cargo.toml"), MANIFEST.as_bytes());
    put(&consumer.join("src/main.rs"), MAIN.as_bytes());
    // The versions that are known to be on this machine.
    put(
        &consumer.join("Cargo.lock"),
        workspace.read("Cargo.lock").as_bytes(),
    );

    let built = run(workspace
        .cargo("build")
        .arg("--verbose")
        .current_dir(&consumer));
    assert!(built.success, "{}", built.log);
    for part in ["messenger-platform", "bindery-runtime"] {
        assert!(built.log.contains(&format!(" {part} v")), "{}", built.log);
    }
    for never in [" bindery v", "/build/messenger-platform-"] {
        assert!(!built.log.contains(never), "{}", built.log);
    }
}

/// A user of the bindings. What they ask the registry for comes from the other packages, since nothing is published.
const MANIFEST: &str = r#"[package]
name = "consumer"
edition = "2024"

[dependencies]
messenger-platform = { path = "../packages/messenger-platform", default-features = false }

[patch.crates-io]
bindery = { path = "../packages/bindery" }
bindery-runtime = { path = "../packages/bindery-runtime" }

[workspace]
"#;

const MAIN: &str = r#"fn main() {
    let built = messenger_platform::Client::builder().bearer("token").build();
    println!("{built:?}");
}
"#;

/// Packages the workspace as for the registry, and unpacks what a user needs into `packages`.
fn unpack(workspace: &Workspace) {
    let packaged = run(workspace
        .cargo("package")
        .args(["--workspace", "--no-verify"]));
    assert!(packaged.success, "{}", packaged.log);
    let unpacked = workspace.beside("unpacked");
    for name in ["bindery", "bindery-runtime", "messenger-platform"] {
        let folder = format!("{name}-{}", env!("CARGO_PKG_VERSION"));
        let archive = workspace
            .beside("target/package")
            .join(format!("{folder}.crate"));
        fs::create_dir_all(&unpacked).expect("it is made");
        let tar = run(Command::new("tar")
            .arg("-xzf")
            .arg(archive)
            .arg("-C")
            .arg(&unpacked));
        assert!(tar.success, "{}", tar.log);
        // Files in archives are all of the same time, by which cargo couldn't see that they changed.
        sync(
            &unpacked.join(folder),
            &workspace.beside("packages").join(name),
        );
        fs::remove_dir_all(&unpacked).expect("it is removed");
    }
}
