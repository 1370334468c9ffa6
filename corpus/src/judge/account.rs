//! The account that a judge gives: what came of each document goes in, the table and what was said are printed, and the exit
//! code goes out.

use std::process::ExitCode;

use crate::options::Options;
use crate::run;

/// What came of some documents.
pub(super) trait Account: Default {
    /// The columns beside the document.
    const HEADS: &'static [&'static str];

    /// What stands in them.
    fn cells(&self) -> Vec<String>;

    /// Adds what came of other documents.
    fn add(&mut self, other: &Self);

    /// What doesn't count, by cause, in lines.
    fn causes(&self) -> String;

    /// The causes for which nothing was excluded: exclusions that nobody needs hide what comes later.
    fn needless(&self) -> Vec<&'static str>;

    /// What is wrong.
    fn wrong(&self) -> &[String];
}

/// Prints the table, by name, and what was said. It is a failure if anything is wrong, or a cause needless where all
/// documents were judged.
pub(super) fn give<A: Account>(mut rows: Vec<(String, A)>, options: &Options) -> ExitCode {
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let mut all = A::default();
    println!("{}", row("document", A::HEADS, A::HEADS));
    for (name, account) in &rows {
        println!("{}", row(name, A::HEADS, &account.cells()));
        all.add(account);
    }
    println!("{}", row("all", A::HEADS, &all.cells()));
    print!("{}", all.causes());
    for (name, account) in &rows {
        for wrong in account.wrong() {
            println!("{name}: {wrong}");
        }
    }
    let is_whole = run::corpus().is_some() && options.selection.only.is_empty();
    let needless = if is_whole { all.needless() } else { Vec::new() };
    for cause in &needless {
        println!("no document needs the exclusion: {cause}");
    }
    match all.wrong().is_empty() && needless.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// A line of the table, with cells as wide as their heads.
fn row(name: &str, heads: &[&str], cells: &[impl AsRef<str>]) -> String {
    let cells = cells.iter().zip(heads);
    let cells =
        cells.map(|(cell, head)| format!("  {:>width$}", cell.as_ref(), width = head.len()));
    format!("{name:<60}{}", cells.collect::<String>())
}
