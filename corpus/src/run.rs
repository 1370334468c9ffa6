//! A run: documents are tried, several at once, and the report is put together.
//!
//! Options come in, the table goes to standard output, progress to standard error, and the exit code out.

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::dependencies::Dependencies;
use crate::document::{self, Document};
use crate::limits::Limits;
use crate::options::Options;
use crate::report::Report;
use crate::row::Row;
use crate::rustc::Rustc;
use crate::trial::Trial;
use crate::{memory, table};

/// The variable that names the corpus.
const VARIABLE: &str = "BINDERY_CORPUS";

/// How often progress is told.
const INTERVAL: Duration = Duration::from_secs(15);

/// What a compiler may take for one crate.
const COMPILING: (u64, u32) = (900, 3600);

/// Tries what is asked for.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let corpus = env::var_os(VARIABLE).map(PathBuf::from);
    let corpus = corpus.ok_or_else(|| format!("{VARIABLE} doesn't name a folder of documents"))?;
    let documents = options.selection.of(document::all(&corpus)?);
    if documents.is_empty() {
        return Err("no document is selected".into());
    }
    let work = work()?;
    let dependencies = Dependencies::build(&work)?;
    let jobs = options.jobs.unwrap_or_else(memory::default_jobs).max(1);
    let (cpu_seconds, wall_seconds) = COMPILING;
    let trial = Trial {
        crates: work.join("crates"),
        rustc: Rustc {
            dependencies: &dependencies,
            limits: Limits {
                cpu_seconds,
                wall_seconds,
                memory: memory::per_job(jobs),
            },
        },
        lints: options.lints,
        validation: options.validation,
    };
    let report = Report::new(try_all(&documents, &trial, jobs));
    print!("{}", table::text(&report));
    if let Some(out) = &options.out {
        std::fs::write(out, serde_json::to_vec_pretty(&report)?)?;
    }
    Ok(verdict(&report, options.require))
}

/// `target/corpus`, whatever the target folder is called.
fn work() -> Result<PathBuf, Box<dyn Error>> {
    let own = env::current_exe()?;
    let target = own.ancestors().nth(2);
    Ok(target
        .ok_or("this binary isn't in a target folder")?
        .join("corpus"))
}

/// Tries documents with so many threads; rows come in the order in which they are done.
fn try_all(documents: &[Document], trial: &Trial<'_>, jobs: usize) -> Vec<Row> {
    let (send, rows) = mpsc::channel();
    let queue = Mutex::new(documents.iter());
    let current = Mutex::new(BTreeSet::new());
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (send, queue, current) = (send.clone(), &queue, &current);
            scope.spawn(move || work_off(queue, current, trial, &send));
        }
        drop(send);
        gather(&rows, documents.len(), &current)
    })
}

fn work_off<'a>(
    queue: &Mutex<std::slice::Iter<'a, Document>>,
    current: &Mutex<BTreeSet<&'a str>>,
    trial: &Trial<'_>,
    send: &Sender<Row>,
) {
    // What the locks guard is whole at any time, so that a thread that panicked spoils nothing.
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let current = || current.lock().unwrap_or_else(PoisonError::into_inner);
    while let Some(document) = next() {
        current().insert(&document.slug);
        let row = trial.of(document);
        current().remove(document.slug.as_str());
        if send.send(row).is_err() {
            return;
        }
    }
}

/// Waits for all rows and tells how far it has come.
fn gather(rows: &Receiver<Row>, number: usize, current: &Mutex<BTreeSet<&str>>) -> Vec<Row> {
    let mut done = Vec::with_capacity(number);
    let mut told = Instant::now();
    loop {
        match rows.recv_timeout(INTERVAL.saturating_sub(told.elapsed())) {
            Ok(row) => done.push(row),
            Err(RecvTimeoutError::Disconnected) => return done,
            Err(RecvTimeoutError::Timeout) => {
                let names = current.lock().unwrap_or_else(PoisonError::into_inner);
                let names: Vec<_> = names.iter().copied().collect();
                eprintln!("{} of {number} done; now {}", done.len(), names.join(", "));
                told = Instant::now();
            }
        }
    }
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
