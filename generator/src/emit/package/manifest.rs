//! The manifest. Whatever comes from the document goes through a TOML writer, and nothing of it can add a dependency.

use std::fmt::{self, Write};

use toml_writer::TomlWrite;

use super::Package;
use crate::emit::File;
use crate::facts::Facts;
use crate::ir::Api;

pub(super) fn file(api: &Api, facts: &Facts, package: &Package) -> File {
    let mut text = String::new();
    // Writing to a string can't fail.
    _ = write(&mut text, api, facts, package);
    File {
        path: "Cargo.toml".to_owned(),
        text,
    }
}

fn write(text: &mut String, api: &Api, facts: &Facts, package: &Package) -> fmt::Result {
    text.open_table_header()?;
    text.key("package")?;
    text.close_table_header()?;
    text.newline()?;
    entry(text, "name", &package.name)?;
    entry(text, "version", "0.1.0")?;
    entry(text, "edition", "2024")?;
    entry(
        text,
        "description",
        &format!("Rust bindings for the {}", one_line(&api.title)),
    )?;
    text.write_str(
        "
[features]
default = [\"reqwest\", \"rustls\"]
# The default transport.
reqwest = [\"bindery-runtime/reqwest\"]
# A transport without an async runtime: `build_blocking` of the client's builder and `send_blocking` of calls.
blocking = [\"bindery-runtime/blocking\"]
# TLS for either; the other choice is native-tls.
rustls = [\"bindery-runtime/rustls\"]
native-tls = [\"bindery-runtime/native-tls\"]

[dependencies]
bindery-runtime = { version = ",
    )?;
    text.value(env!("CARGO_PKG_VERSION"))?;
    if let Some(path) = &package.runtime_path {
        text.write_str(", path = ")?;
        text.value(path.to_string_lossy().as_ref())?;
    }
    if !facts.rules.is_empty() {
        text.write_str(", features = [\"validation\"]")?;
    }
    text.write_str(
        ", default-features = false }

[dev-dependencies]
serde = { version = \"1\", default-features = false }
serde_json = \"1\"
tokio = { version = \"1\", features = [\"macros\", \"rt\"] }

# The crate stands alone, also inside of another workspace's folder.
[workspace]
",
    )
}

fn entry(text: &mut String, key: &str, value: &str) -> fmt::Result {
    text.key(key)?;
    text.write_str(" = ")?;
    text.value(value)?;
    text.newline()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
