//! The worker: generates one crate, with the program that tries it, and tells what it took.
//!
//! A document comes in, a folder goes out, with `generated.json` in it. It is a process of its own, because a
//! generator that overflows its stack or eats up the memory shall take nothing else with it.

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use bindery::diagnostic::Place;
use bindery::emit::{File, Package};
use bindery::output;
use bindery::render::Style;
use bindery::{Document, Options, ir};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

use crate::cost::Cost;
use crate::row::{DETAILS, Generated, Refusal, Skipped};
use crate::{declared, program};

/// The name of the report in the crate's folder.
pub(crate) const REPORT: &str = "generated.json";

/// What [`lower`](bindery::lower) says of an example that isn't of its type.
const MISFIT: &str = "the example does not fit its schema";

/// What the worker is told.
pub(crate) struct Task {
    pub(crate) document: PathBuf,
    pub(crate) folder: PathBuf,
    /// The package's name.
    pub(crate) name: String,
    /// Where the runtime's package is.
    pub(crate) runtime: PathBuf,
    /// Whether calls check what they send.
    pub(crate) validation: bool,
}

impl Task {
    pub(crate) const COMMAND: &str = "generate";
    pub(crate) const VALIDATION: &str = "validation";

    /// The arguments with which this binary does it.
    pub(crate) fn arguments(self) -> Vec<OsString> {
        let mut arguments = vec![
            Self::COMMAND.into(),
            self.document.into(),
            self.folder.into(),
            self.name.into(),
            self.runtime.into(),
        ];
        if self.validation {
            arguments.push(format!("--{}", Self::VALIDATION).into());
        }
        arguments
    }
}

/// Generates the crate, and writes the report last, so that it is there only when all went well.
pub(crate) fn run(task: &Task) -> Result<(), Box<dyn Error>> {
    let package = Package {
        name: task.name.clone(),
        runtime_path: Some(task.runtime.clone()),
    };
    let before = used()?;
    let options = Options {
        validation: task.validation,
        ..Options::default()
    };
    let document = Document::open_with(&task.document, options);
    let files = document.package(&package);
    let after = used()?;

    let mut report = Generated {
        cost: Cost {
            cpu_seconds: after.cpu_seconds - before.cpu_seconds,
            ..after
        },
        ..observed(&document)
    };
    if let (Some(files), Some(api)) = (files, document.api()) {
        output::update(&files, &task.folder)?;
        report.lines = lines(&files);
        report.values = program::write(api, &package, &task.folder)?;
    }
    let before = used()?;
    report.declared = declared_operations(task);
    report.reading_cpu_seconds = used()?.cpu_seconds - before.cpu_seconds;
    fs::write(task.folder.join(REPORT), serde_json::to_vec(&report)?)?;
    Ok(())
}

/// A document that can't be read declares nothing.
fn declared_operations(task: &Task) -> usize {
    let text = fs::read_to_string(&task.document).unwrap_or_default();
    declared::parse(&text).map_or(0, |document| declared::operations(&document))
}

fn lines(files: &[File]) -> usize {
    let sources = files.iter().filter(|file| file.path.starts_with("src/"));
    sources.map(|file| file.text.lines().count()).sum()
}

fn observed(document: &Document) -> Generated {
    let api = document.api();
    let misfits = document.diagnostics().iter();
    let misfits = misfits.filter(|diagnostic| diagnostic.message() == MISFIT);
    Generated {
        refusal: api.is_none().then(|| refusal(document)),
        operations: api.map_or(0, |api| api.operations.len()),
        skipped: api.map_or_else(Vec::new, |api| api.skipped.iter().map(skipped).collect()),
        diagnostics: document.diagnostics().len(),
        types: api.map_or(0, |api| api.types.len()),
        misfits: misfits
            .map(|one| format!("{}: {}", place(one.place()), one.primary().text()))
            .collect(),
        ..Generated::default()
    }
}

fn refusal(document: &Document) -> Refusal {
    let mut errors = document.diagnostics().iter().filter(|one| one.is_error());
    let report = document.report(Style::Plain);
    Refusal {
        located: errors.any(|error| *error.place() != Place::Document),
        lines: report.lines().take(DETAILS).map(str::to_owned).collect(),
    }
}

fn skipped(skipped: &ir::Skipped) -> Skipped {
    Skipped {
        what: skipped.what.clone(),
        at: format!("#{}", skipped.at),
        reason: skipped.reason.clone(),
    }
}

fn place(place: &Place) -> String {
    match place {
        Place::Key(pointer) | Place::Value(pointer) => format!("#{pointer}"),
        Place::Position { line, column } => format!("{line}:{column}"),
        Place::Span(span) => format!("{span:?}"),
        Place::Document => "#".to_owned(),
        Place::In { file, place } => format!("{file}{}", self::place(place)),
    }
}

/// What this process has used up to now.
fn used() -> nix::Result<Cost> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Ok(Cost {
        cpu_seconds: seconds(usage.user_time()) + seconds(usage.system_time()),
        peak_megabytes: usage.max_rss() as f64 / 1024.0,
    })
}
