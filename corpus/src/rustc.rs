//! The compiler, called as cargo calls it, but without cargo.
//!
//! Calling it directly lets several crates be compiled at once (cargo locks the folder that their dependencies are
//! in), and makes what is measured the compiler's and nothing else's. Warnings are counted instead of denied, which
//! comes to the same and shows all of them.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::cost::{self, Cost, Ended};
use crate::dependencies::Dependencies;
use crate::limits::Limits;
use crate::memory;
use crate::row::Trouble;

/// What code may ask about, as cargo tells the compiler: the features that a generated package declares, and more.
const CONDITIONS: [&str; 2] = [
    "--check-cfg=cfg(docsrs, test)",
    "--check-cfg=cfg(feature, values(\"blocking\", \"default\", \"native-tls\", \"reqwest\", \"rustls\"))",
];

/// What a compiler may take for one crate.
const COMPILING: (u64, u32) = (900, 3600);

/// The compiler, with all that is the same for every crate.
pub(crate) struct Rustc<'a> {
    pub(crate) dependencies: &'a Dependencies,
    pub(crate) limits: Limits,
}

/// What the compiler, or one of its kind, made of a crate.
pub(crate) struct Compiled {
    pub(crate) cost: Cost,
    pub(crate) warnings: usize,
    /// What it says against the crate.
    pub(crate) trouble: Option<Trouble>,
    /// Whether there is anything to go on with.
    pub(crate) is_success: bool,
}

impl<'a> Rustc<'a> {
    /// The compiler, when so many jobs share the machine.
    pub(crate) fn new(dependencies: &'a Dependencies, jobs: usize) -> Self {
        let (cpu_seconds, wall_seconds) = COMPILING;
        Self {
            dependencies,
            limits: Limits {
                cpu_seconds,
                wall_seconds,
                memory: memory::per_job(jobs),
            },
        }
    }

    /// Compiles and links a crate in its folder, and a program that uses it, which is `out/PROGRAM` then; or says what
    /// is in the way.
    pub(crate) fn program(
        &self,
        name: &str,
        program: &'static str,
        main: &str,
        folder: &Path,
    ) -> io::Result<Option<Trouble>> {
        let library = ["--crate-type=lib", "--crate-name", name, "src/lib.rs"];
        let own = format!("{name}=out/lib{name}.rlib");
        let linked = ["--crate-name", program, main, "--extern", &own];
        for (step, arguments) in [("library", &library[..]), (program, &linked[..])] {
            let arguments = [arguments, &["--cap-lints=allow"]].concat();
            let compiled = self.run("rustc", step, &arguments, folder)?;
            if !compiled.is_success {
                return Ok(compiled.trouble);
            }
        }
        Ok(None)
    }

    /// Runs `tool` in a crate's folder, `step` being the name of its log and of what is found.
    pub(crate) fn run(
        &self,
        tool: &str,
        step: &'static str,
        own: &[&str],
        folder: &Path,
    ) -> io::Result<Compiled> {
        let common = ["--edition=2024", "--error-format=json", "--out-dir=out"];
        let common = common.iter().chain(&CONDITIONS);
        let arguments = common.chain(own).map(OsString::from);
        let arguments = arguments.chain(self.dependencies.arguments()).collect();
        let ended = cost::run(self.limits, tool, arguments, folder, step)?;
        let said = fs::read(folder.join(format!("{step}.err")))?;
        Ok(judged(step, &ended, &String::from_utf8_lossy(&said)))
    }
}

fn judged(step: &'static str, ended: &Ended, said: &str) -> Compiled {
    let messages = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    for message in messages {
        let text = |key: &str| message.get(key).and_then(Value::as_str).unwrap_or_default();
        // Without a place it is the summary.
        let is_about_code = message.pointer("/spans/0").is_some();
        match text("level") {
            "error" if is_about_code => errors.push(text("rendered").to_owned()),
            "warning" if is_about_code => warnings.push(text("rendered").to_owned()),
            _ => {}
        }
    }
    let trouble = if !ended.is_success() && (errors.is_empty() || ended.was_killed()) {
        let last = said.lines().take(3).map(excerpt);
        Some(Trouble::new(step, ended.how(), last))
    } else if !errors.is_empty() {
        Some(Trouble::new(
            step,
            counted(errors.len(), "error"),
            errors.clone(),
        ))
    } else if !warnings.is_empty() {
        Some(Trouble::new(
            step,
            counted(warnings.len(), "warning"),
            warnings.clone(),
        ))
    } else {
        None
    };
    Compiled {
        cost: ended.cost,
        warnings: warnings.len(),
        trouble,
        is_success: ended.is_success(),
    }
}

/// `1 error`, `2 errors`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn excerpt(line: &str) -> String {
    line.chars().take(500).collect()
}
