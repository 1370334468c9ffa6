//! The judge of what `bindery-mock` answers: Schemathesis, which makes requests of a document's schemas, right ones and
//! wrong ones, and holds the answers against the document.
//!
//! Documents come in, the table of what was tried and what was found go out. The generator has no part in it but to read the
//! document.

mod broken;
mod cause;
mod finding;
mod process;
mod report;
mod settings;
mod tally;
mod trial;

use std::error::Error;
use std::process::ExitCode;

use super::{account, subjects};
use crate::options::Options;
use crate::{crew, memory, run};
use process::Installed;
use trial::Trial;

/// The documents that are served, each with the reason.
const LIST: &str = include_str!("../../schemathesis/documents.txt");

/// Has Schemathesis judge what the mock makes of the documents of the list.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let work = run::work()?;
    let documents = subjects::of(LIST, options, &work)?;
    subjects::refuse_none(documents.len())?;
    let Some(installed) = Installed::below(&work)? else {
        println!(
            "skipped: Schemathesis's judgement, because {} isn't there",
            process::NEEDED
        );
        return Ok(ExitCode::SUCCESS);
    };
    let jobs = options.jobs.unwrap_or_else(memory::default_jobs).max(1);
    let trial = Trial {
        folder: work.join("served"),
        schemathesis: &installed,
        runtime: tokio::runtime::Runtime::new()?,
    };
    let rows = crew::work_off(&documents, jobs, |document| {
        (document.slug.clone(), trial.of(document))
    });
    Ok(account::give(rows, options))
}
