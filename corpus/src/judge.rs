//! An independent judge of what generated clients send: Stoplight Prism, as a mock of its own and as a proxy before ours.
//!
//! Documents come in, the table of what was sent and what was said against it goes out. For each document every
//! operation is called, with values made of the schemas; what Prism can't judge is counted by its cause.

mod calls;
mod cases;
mod exclusion;
mod prism;
mod tally;
mod trial;
mod turns;
mod types;
mod values;
mod verdict;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::process::ExitCode;

use crate::crew;
use crate::dependencies::{self, Dependencies};
use crate::document::{self, Document};
use crate::memory;
use crate::options::Options;
use crate::run;
use crate::rustc::Rustc;
use prism::Installed;
use tally::Tally;
use trial::Trial;

/// The documents of a corpus that are judged, each with the reason.
const LIST: &str = include_str!("../prism/documents.txt");

/// Judges the repository's own document, and those of the list that the corpus has.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let work = run::work()?;
    let Some(installed) = Installed::below(&work)? else {
        println!("skipped: Prism's judgement, because node and npm aren't there");
        return Ok(ExitCode::SUCCESS);
    };
    let documents = documents(options)?;
    let dependencies = Dependencies::build(&work)?;
    let jobs = options.jobs.unwrap_or_else(memory::default_jobs).max(1);
    let trial = Trial {
        crates: work.join("judged"),
        prism: &installed,
        rustc: Rustc::new(&dependencies, jobs),
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
    Ok(if all.violations.is_empty() && needless.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The repository's own document, and those of the list.
fn documents(options: &Options) -> Result<Vec<Document>, Box<dyn Error>> {
    let path = dependencies::workspace().join("spec/messenger.yaml");
    let mut documents = vec![Document {
        slug: "messenger".to_owned(),
        bytes: fs::metadata(&path)?.len(),
        path,
        version: "3.0".to_owned(),
    }];
    match run::corpus() {
        Some(corpus) => {
            let lines = LIST.lines().filter(|line| !line.starts_with('#'));
            let listed: Vec<_> = lines.filter_map(|line| line.split_once(':')).collect();
            let mut there: BTreeMap<_, _> = document::all(&corpus)?
                .into_iter()
                .map(|document| (document.slug.clone(), document))
                .collect();
            for (slug, _) in listed {
                let document = there.remove(slug.trim());
                documents.push(document.ok_or_else(|| format!("the corpus has no {slug}"))?);
            }
        }
        None => println!("skipped: the documents of the corpus, because BINDERY_CORPUS names none"),
    }
    Ok(options.selection.of(documents))
}

/// Prints the table and what was said, and gives the sums.
fn report(rows: &[(String, Tally)]) -> Tally {
    let mut all = Tally::default();
    println!("{}", tally::head());
    for (name, tally) in rows {
        println!("{}", tally.line(name));
        all.add(tally);
    }
    println!("{}", all.line("all"));
    print!("{}", all.causes());
    for (name, tally) in rows {
        for violation in &tally.violations {
            println!("{name}: {violation}");
        }
    }
    all
}
