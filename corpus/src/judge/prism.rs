//! The judge of what generated clients send: Stoplight Prism, as a mock of its own and as a proxy before ours.
//!
//! Documents come in, the table of what was sent and what was said against it goes out. For each document every
//! operation is called, with values made of the schemas; what Prism can't judge is counted by its cause.

mod calls;
mod cases;
mod exclusion;
mod process;
mod programs;
mod tally;
mod trial;
mod turns;
mod types;
mod values;
mod verdict;
mod witness;

use std::error::Error;
use std::process::ExitCode;

use super::{account, subjects};
use crate::crew;
use crate::dependencies::Dependencies;
use crate::memory;
use crate::options::Options;
use crate::run;
use crate::rustc::Rustc;
use process::Installed;
use programs::{Program, Stage};
use trial::Trial;

/// The documents that are judged, each with the reason.
const LIST: &str = include_str!("../../prism/documents.txt");

/// The programs that are judged.
const PROGRAMS: &str = include_str!("../../prism/programs.txt");

/// Judges the documents and the programs of the lists.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let work = run::work()?;
    let documents = subjects::of(LIST, options, &work)?;
    let mut programs = Program::all(PROGRAMS)?;
    programs.retain(|it| options.selection.has_name(it.name));
    subjects::refuse_none(documents.len() + programs.len())?;
    let Some(installed) = Installed::below(&work)? else {
        println!("skipped: Prism's judgement, because node and npm aren't there");
        return Ok(ExitCode::SUCCESS);
    };
    let dependencies = Dependencies::build(&work)?;
    let jobs = options.jobs.unwrap_or_else(memory::default_jobs).max(1);
    let runtime = tokio::runtime::Runtime::new()?;
    let trial = Trial {
        crates: work.join("judged"),
        prism: &installed,
        rustc: Rustc::new(&dependencies, jobs),
        runtime: &runtime,
    };
    let mut rows = crew::work_off(&documents, jobs, |document| {
        (document.slug.clone(), trial.of(document))
    });
    let stage = Stage {
        folder: work.join("programs"),
        prism: &installed,
        runtime: &runtime,
    };
    for program in programs {
        let document = subjects::named(LIST, program.document, &work)?;
        let tally = stage.of(&program, &document);
        rows.push((
            format!("{} calling {}", program.name, program.document),
            tally,
        ));
    }
    Ok(account::give(rows, options))
}
