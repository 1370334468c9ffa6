//! A run: documents are tried, several at once, and the report is put together.
//!
//! Options come in, the table goes to standard output, progress to standard error, and the exit code out.

use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::crew;
use crate::dependencies::Dependencies;
use crate::document;
use crate::options::Options;
use crate::report::Report;
use crate::rustc::Rustc;
use crate::trial::Trial;
use crate::{memory, table};

/// The variable that names the corpus.
const VARIABLE: &str = "BINDERY_CORPUS";

/// Tries what is asked for.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let corpus =
        corpus().ok_or_else(|| format!("{VARIABLE} doesn't name a folder of documents"))?;
    let documents = options.selection.of(document::all(&corpus)?);
    if documents.is_empty() {
        return Err("no document is selected".into());
    }
    let work = work()?;
    let dependencies = Dependencies::build(&work)?;
    let jobs = options.jobs.unwrap_or_else(memory::default_jobs).max(1);
    let trial = Trial {
        crates: work.join("crates"),
        rustc: Rustc::new(&dependencies, jobs),
        lints: options.lints,
        validation: options.validation,
    };
    let rows = crew::work_off(&documents, jobs, |document| trial.of(document));
    let report = Report::new(rows);
    print!("{}", table::text(&report));
    if let Some(out) = &options.out {
        std::fs::write(out, serde_json::to_vec_pretty(&report)?)?;
    }
    Ok(verdict(&report, options.require))
}

/// The folder of documents, if one is named.
pub(crate) fn corpus() -> Option<PathBuf> {
    env::var_os(VARIABLE).map(PathBuf::from)
}

/// `target/corpus`, whatever the target folder is called.
pub(crate) fn work() -> Result<PathBuf, Box<dyn Error>> {
    let own = env::current_exe()?;
    let target = own.ancestors().nth(2);
    Ok(target
        .ok_or("this binary isn't in a target folder")?
        .join("corpus"))
}

fn verdict(report: &Report, require: Option<f64>) -> ExitCode {
    let percent = report.all.operations_percent();
    if let Some(required) = require.filter(|required| percent < *required) {
        println!("{percent:.2} % of the declared operations are there; {required} % are required");
        return ExitCode::FAILURE;
    }
    if report.all.bad == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
