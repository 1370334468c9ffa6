//! The dependencies of generated crates, compiled once for all of them.
//!
//! Nothing comes in, the paths of the libraries go out. They are the workspace's own runtime, without TLS but with
//! validation, which `--validation` needs, at the versions of the workspace's lock file: nothing is resolved anew and
//! nothing is downloaded.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What generated crates and their test programs use.
const NAMES: [&str; 5] = ["bindery_runtime", "reqwest", "serde", "serde_json", "tokio"];

/// The compiled libraries.
pub(crate) struct Dependencies {
    /// Where those are that they depend on.
    folder: PathBuf,
    libraries: BTreeMap<String, PathBuf>,
}

/// The workspace that this binary was built in.
pub(crate) fn workspace() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

impl Dependencies {
    /// Compiles them below `work`.
    pub(crate) fn build(work: &Path) -> Result<Self, Box<dyn Error>> {
        let base = work.join("base");
        write_package(&base)?;
        let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args([
                "build",
                "--offline",
                "--message-format=json-render-diagnostics",
            ])
            .arg("--target-dir")
            .arg(work.join("target"))
            .current_dir(&base)
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() {
            return Err("the dependencies of generated crates don't compile".into());
        }
        Self::of(&String::from_utf8(output.stdout)?)
    }

    /// Finds the libraries in what cargo tells of its artifacts.
    fn of(messages: &str) -> Result<Self, Box<dyn Error>> {
        let mut libraries = BTreeMap::new();
        for line in messages.lines() {
            let message: Value = serde_json::from_str(line)?;
            let name = message.pointer("/target/name").and_then(Value::as_str);
            let files = message.get("filenames").and_then(Value::as_array);
            let files = files.into_iter().flatten().filter_map(Value::as_str);
            if let (Some(name), Some(file)) =
                (name, files.into_iter().find(|file| file.ends_with(".rlib")))
                && NAMES.contains(&name)
            {
                libraries.insert(name.to_owned(), PathBuf::from(file));
            }
        }
        let folder = libraries
            .get("serde_json")
            .and_then(|library| library.parent());
        let folder = folder
            .ok_or("cargo doesn't tell where serde_json is")?
            .to_owned();
        Ok(Self { folder, libraries })
    }

    /// The compiler's arguments that bring them in.
    pub(crate) fn arguments(&self) -> Vec<OsString> {
        let mut arguments = vec!["-L".into(), joined("dependency=", &self.folder)];
        for (name, path) in &self.libraries {
            arguments.extend(["--extern".into(), joined(&format!("{name}="), path)]);
        }
        arguments
    }
}

fn write_package(base: &Path) -> Result<(), Box<dyn Error>> {
    let workspace = workspace();
    let runtime = workspace.join("runtime");
    let runtime = serde_json::to_string(&runtime.to_string_lossy())?;
    let manifest = format!(
        "[package]
name = \"bindery-corpus-base\"
edition = \"2024\"

[dependencies]
bindery-runtime = {{ path = {runtime}, default-features = false, features = [\"reqwest\", \"validation\"] }}
reqwest = {{ version = \"0.13\", default-features = false }}
serde = {{ version = \"1\", default-features = false }}
serde_json = \"1\"
tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}

[workspace]
"
    );
    fs::create_dir_all(base.join("src"))?;
    fs::write(base.join("Cargo.toml"), manifest)?;
    fs::write(base.join("src/lib.rs"), "")?;
    fs::copy(workspace.join("Cargo.lock"), base.join("Cargo.lock"))?;
    Ok(())
}

/// `name=path`, as one argument.
pub(crate) fn joined(before: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(before);
    argument.push(path);
    argument
}
