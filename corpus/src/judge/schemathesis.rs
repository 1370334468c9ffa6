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

use super::{row, subjects};
use crate::options::Options;
use crate::{crew, memory, run};
use process::Installed;
use tally::Tally;
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
    let mut rows = crew::work_off(&documents, jobs, |document| {
        (document.slug.clone(), trial.of(document))
    });
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let all = report(&rows);
    let is_whole = run::corpus().is_some() && options.selection.only.is_empty();
    let needless = if is_whole { all.needless() } else { Vec::new() };
    for cause in &needless {
        println!("no document needs the exclusion: {cause}");
    }
    Ok(if all.findings.is_empty() && needless.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints the table and what was found, and gives the sums.
fn report(rows: &[(String, Tally)]) -> Tally {
    let mut all = Tally::default();
    println!("{}", row::head(tally::HEADS));
    for (name, tally) in rows {
        println!("{}", tally.line(name));
        all.add(tally);
    }
    println!("{}", all.line("all"));
    print!("{}", all.causes());
    for (check, why) in settings::LEFT_OUT {
        println!("not checked: {check}: {why}");
    }
    for (name, tally) in rows {
        for finding in &tally.findings {
            println!("{name}: {finding}");
        }
    }
    all
}
