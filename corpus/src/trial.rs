//! The trial of one document: generated, compiled, looked at, tried.
//!
//! A document comes in, a row of the report goes out, whatever happens: each step is a process, and one that goes
//! wrong ends the trial with what it had to say.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cost;
use crate::dependencies;
use crate::document::Document;
use crate::generate::{self, Task};
use crate::limits::Limits;
use crate::options::Lints;
use crate::program;
use crate::row::{Generated, Row, Trouble, Verdict};
use crate::rustc::{Rustc, counted};

/// What the generator may take; there is no document for which it should need as much.
const GENERATING: (u64, u32) = (60, 600);

/// The row of one document, in its folder.
const ROW: &str = "row.json";

/// What is the same for every document.
pub(crate) struct Trial<'a> {
    /// Where the crates are written.
    pub(crate) crates: PathBuf,
    pub(crate) rustc: Rustc<'a>,
    pub(crate) lints: Lints,
    pub(crate) validation: bool,
}

impl Trial<'_> {
    /// Tries a document.
    pub(crate) fn of(&self, document: &Document) -> Row {
        let mut row = Row {
            document: document.slug.clone(),
            version: document.version.clone(),
            bytes: document.bytes,
            ..Row::default()
        };
        if let Err(error) = self.steps(document, &mut row) {
            row.troubles
                .push(Trouble::new("runner", error.to_string(), []));
        }
        row.verdict = match (&row.generated.refusal, row.troubles.is_empty()) {
            (_, false) => Verdict::Bad,
            (Some(_), true) => Verdict::Refused,
            (None, true) => Verdict::Good,
        };
        // What is known of one document is kept even when the run is broken off.
        let text = serde_json::to_vec_pretty(&row).unwrap_or_default();
        if let Err(error) = fs::write(self.crates.join(&document.slug).join(ROW), text) {
            eprintln!("the row of {} can't be written: {error}", document.slug);
        }
        row
    }

    fn steps(&self, document: &Document, row: &mut Row) -> io::Result<()> {
        let folder = self.crates.join(&document.slug);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("out"))?;
        let name = crate_name(&document.slug);
        if self.generate(document, &name, &folder, row)? && self.check(&name, &folder, row)? {
            self.check_package(&name, &folder, row)?;
            if self.compile_program(&name, &folder, row)? {
                self.try_values(&folder, row)?;
            }
        }
        // A test program is megabytes, and there are hundreds.
        fs::remove_dir_all(folder.join("out"))
    }

    /// Whether there is a crate.
    fn generate(
        &self,
        document: &Document,
        name: &str,
        folder: &Path,
        row: &mut Row,
    ) -> io::Result<bool> {
        let task = Task {
            document: document.path.clone(),
            folder: folder.to_owned(),
            name: name.to_owned(),
            runtime: dependencies::workspace().join("runtime"),
            validation: self.validation,
        };
        let (cpu_seconds, wall_seconds) = GENERATING;
        let limits = Limits {
            cpu_seconds,
            wall_seconds,
            ..self.rustc.limits
        };
        let ended = cost::run(
            limits,
            env::current_exe()?,
            task.arguments(),
            folder,
            "generate",
        )?;
        let report = fs::read(folder.join(generate::REPORT)).unwrap_or_default();
        let Ok(report) = serde_json::from_slice::<Generated>(&report) else {
            row.generated.cost = ended.cost;
            let said = first_lines(&folder.join("generate.err"))?;
            row.troubles
                .push(Trouble::new("generate", ended.how(), said));
            return Ok(false);
        };
        row.generated = report;
        row.troubles.extend(objections(&row.generated));
        Ok(row.generated.refusal.is_none())
    }

    /// Whether it compiles.
    fn check(&self, name: &str, folder: &Path, row: &mut Row) -> io::Result<bool> {
        let library = ["--crate-type=lib", "--crate-name", name, "src/lib.rs"];
        let metadata = [&library[..], &["--emit=metadata"]].concat();
        let mut tools = vec![("rustc", "check", metadata.clone())];
        if self.lints.clippy {
            tools.push(("clippy-driver", "clippy", metadata));
        }
        if self.lints.doc {
            tools.push(("rustdoc", "doc", library.to_vec()));
        }
        for (tool, step, arguments) in tools {
            let compiled = self.rustc.run(tool, step, &arguments, folder)?;
            row.check.get_or_insert(compiled.cost);
            row.warnings += compiled.warnings;
            row.troubles.extend(compiled.trouble);
            if !compiled.is_success {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Compiles what else is in the package: its example, and its test if the document has examples.
    fn check_package(&self, name: &str, folder: &Path, row: &mut Row) -> io::Result<()> {
        let own = format!("{name}=out/lib{name}.rmeta");
        let common = ["--emit=metadata", "--extern", &own];
        let targets = [
            ("example", "examples/first_call.rs", &[][..]),
            ("test", "tests/examples.rs", &["--test"][..]),
        ];
        for (step, path, special) in targets {
            if folder.join(path).exists() {
                let arguments = [&common[..], &[path], special].concat();
                let compiled = self.rustc.run("rustc", step, &arguments, folder)?;
                row.warnings += compiled.warnings;
                row.troubles.extend(compiled.trouble);
            }
        }
        Ok(())
    }

    /// Whether there is a test program.
    fn compile_program(&self, name: &str, folder: &Path, row: &mut Row) -> io::Result<bool> {
        let trouble = self.rustc.program(name, "program", program::MAIN, folder)?;
        let is_there = trouble.is_none();
        row.troubles.extend(trouble);
        Ok(is_there)
    }

    fn try_values(&self, folder: &Path, row: &mut Row) -> io::Result<()> {
        let program = folder.join("out/program");
        let arguments = vec![program::VALUES.into()];
        let ended = cost::run(self.rustc.limits, program, arguments, folder, "values")?;
        if !ended.is_success() {
            let said = first_lines(&folder.join("values.err"))?;
            row.troubles.push(Trouble::new("values", ended.how(), said));
            return Ok(());
        }
        let failures = fs::read_to_string(folder.join("values.out"))?;
        let failures: Vec<_> = failures.lines().map(failure).collect();
        row.failed = failures.len();
        row.round_tripped = row.generated.values.saturating_sub(row.failed);
        if !failures.is_empty() {
            let what = format!("{} failed", failures.len());
            row.troubles.push(Trouble::new("values", what, failures));
        }
        Ok(())
    }
}

/// What is wrong with a result although the generator is content.
fn objections(generated: &Generated) -> Vec<Trouble> {
    let mut objections = Vec::new();
    if let Some(refusal) = generated
        .refusal
        .as_ref()
        .filter(|refusal| !refusal.located)
    {
        let what = "refused without a place";
        objections.push(Trouble::new("generate", what, refusal.lines.clone()));
    }
    if generated.refusal.is_none() && generated.missing() > 0 {
        let what = format!(
            "{} missing without a word",
            counted(generated.missing(), "operation")
        );
        objections.push(Trouble::new("generate", what, []));
    }
    objections
}

/// One line of the test program's, as text.
fn failure(line: &str) -> String {
    let failure: Value = serde_json::from_str(line).unwrap_or_default();
    let text = |key: &str| failure.get(key).and_then(Value::as_str).unwrap_or_default();
    format!("{}: {} {}", text("at"), text("value"), text("reason"))
}

fn first_lines(path: &Path) -> io::Result<Vec<String>> {
    let bytes = fs::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text
        .lines()
        .map(|line| line.chars().take(500).collect())
        .collect())
}

/// A name that is a valid crate's whatever the document is called, and in which rustc's lints find nothing.
pub(crate) fn crate_name(slug: &str) -> String {
    let words = slug.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(str::to_ascii_lowercase).collect();
    format!("corpus_{}", words.join("_"))
}
