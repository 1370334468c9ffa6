//! `bindery generate`: source files, and the check of them.

use std::fs;
use std::path::Path;

use super::place::{MODULES, Place, RIGHT};

#[test]
fn generate_writes_a_crate_or_a_module() {
    let place = Place::new();
    let ended = place.run("generate right.yaml --out api").with(0);
    assert_eq!(
        (ended.out.lines().count(), ended.err.as_str()),
        (MODULES.len(), "")
    );
    assert_eq!(place.files("api"), MODULES);
    assert!(place.read("api/models.rs").contains("pub struct Pet"));

    place
        .run("generate right.yaml --module --out deep/er/api")
        .with(0);
    let modules = MODULES.map(|name| if name == "lib.rs" { "mod.rs" } else { name });
    assert_eq!(place.files("deep/er/api"), modules);
}

#[test]
fn generate_writes_only_what_differs() {
    let place = Place::new();
    place.run("generate right.yaml --out api").with(0);
    place.write("api/models.rs", "edited by hand");
    place.write("api/own.rs", "somebody's own");
    let ended = place.run("generate right.yaml --out api").with(0);
    assert_eq!(
        ended.out.trim(),
        format!("wrote {}", Path::new("api").join("models.rs").display())
    );
    assert_eq!(place.read("api/own.rs"), "somebody's own");
    let again = place.run("generate right.yaml --out api").with(0);
    assert_eq!(again.out, "api is current\n");
}

#[test]
fn generate_removes_what_a_document_has_no_more() {
    let place = Place::new();
    let hooks = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\nwebhooks:\n  pinged: {post: {responses: {'200': {description: Fine.}}}}\n";
    place.write("hooks.yaml", hooks);
    place.run("generate hooks.yaml --out api").with(0);
    place.write("api/own.rs", "somebody's own");
    place.write("hooks.yaml", &hooks.replace("webhooks", "x-other"));
    let left = Path::new("api").join("webhooks.rs");
    let stale = place.run("generate hooks.yaml --out api --check").with(1);
    assert!(
        stale.err.contains(&format!("{} is stale", left.display())),
        "{}",
        stale.err
    );
    let ended = place.run("generate hooks.yaml --out api").with(0);
    assert!(
        ended.out.contains(&format!("removed {}", left.display())),
        "{}",
        ended.out
    );
    assert!(!place.path("api/webhooks.rs").exists());
    assert_eq!(place.read("api/own.rs"), "somebody's own");
}

#[test]
fn check_tells_current_from_stale_and_writes_nothing() {
    let place = Place::new();
    let missing = place.run("generate right.yaml --out api --check").with(1);
    assert!(
        missing.err.contains("is stale") && missing.out.is_empty(),
        "{}",
        missing.err
    );
    assert!(!place.path("api").exists());
    place.run("generate right.yaml --out api").with(0);
    assert_eq!(
        place
            .run("generate right.yaml --out api --check")
            .with(0)
            .out,
        "api is current\n"
    );

    place.write(
        "right.yaml",
        &RIGHT.replace("name:\n          type", "nick:\n          type"),
    );
    let before = place.read("api/models.rs");
    let stale = place.run("generate right.yaml --out api --check").with(1);
    assert!(
        stale.err.contains("models.rs is stale") && stale.err.contains("without --check"),
        "{}",
        stale.err
    );
    assert!(!stale.err.contains("client.rs"), "{}", stale.err);
    assert_eq!(place.read("api/models.rs"), before);
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let place = Place::new();
    place.run("generate right.yaml --out old").with(0);
    place.run("generate right.yaml --out api").with(0);
    place.write("right.yaml", &RIGHT.replace("Pet", "Beast"));
    place.run("generate right.yaml --out new").with(0);
    // A folder is where a file should go, or where its text is put before it goes there.
    for obstacle in ["endpoints.rs", "models.tmp"] {
        let obstacle = place.path("api").join(obstacle);
        if obstacle.exists() {
            fs::remove_file(&obstacle).expect("it is removed");
        }
        fs::create_dir(&obstacle).expect("it is made");
        let ended = place.run("generate right.yaml --out api").with(1);
        assert!(
            ended.err.contains("api can't be written: "),
            "{}",
            ended.err
        );
        for name in place.files("api") {
            let text = place.read(&format!("api/{name}"));
            let versions = ["old", "new"].map(|folder| place.read(&format!("{folder}/{name}")));
            assert!(versions.contains(&text), "{name}: {text}");
        }
        fs::remove_dir(&obstacle).expect("it is removed");
    }
    place.run("generate right.yaml --out api").with(0);
    for name in MODULES {
        assert_eq!(
            place.read(&format!("api/{name}")),
            place.read(&format!("new/{name}"))
        );
    }
}
