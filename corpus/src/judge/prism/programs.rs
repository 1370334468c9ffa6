//! Programs of this repository: a list comes in, what Prism says of the requests that they make goes out.
//!
//! A line is `NAME = DOCUMENT: PROGRAM [ARGUMENT]...`, where the document is one of the other list, `{url}` stands for where
//! the program finds the API, and `{root}` for the repository. `#` begins a comment. What programs expect of the API's
//! answers is theirs: they have those that `bindery-mock` makes of the document, and fail if that isn't enough.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use bindery::ir::Api;
use bindery_mock::{Mock, Recorded};
use tokio::runtime::Runtime;

use super::cases::Case;
use super::process::Installed;
use super::tally::Tally;
use super::verdict::Verdict;
use super::witness::{Seen, Witness};
use crate::document::Document;
use crate::limits::Limits;
use crate::{cost, dependencies};

/// What one program may take; compiling is part of it.
const LIMITS: Limits = Limits {
    cpu_seconds: 1_200,
    wall_seconds: 1_800,
    memory: 1 << 40,
};

/// A line of the list.
#[derive(Debug, PartialEq)]
pub(super) struct Program<'l> {
    pub(super) name: &'l str,
    /// The document of what it calls.
    pub(super) document: &'l str,
    command: Vec<&'l str>,
}

impl<'l> Program<'l> {
    /// All lines of a list.
    pub(super) fn all(list: &'l str) -> Result<Vec<Self>, String> {
        let lines = list
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        lines.map(Self::of).collect()
    }

    fn of(line: &'l str) -> Result<Self, String> {
        let parts = line.split_once(':').and_then(|(before, command)| {
            let (name, document) = before.split_once('=')?;
            Some((
                name.trim(),
                document.trim(),
                command.split_whitespace().collect(),
            ))
        });
        let (name, document, command) =
            parts.ok_or_else(|| format!("this is no line of programs: {line}"))?;
        Ok(Self {
            name,
            document,
            command,
        })
    }
}

/// What is the same for every program.
pub(super) struct Stage<'a> {
    pub(super) folder: PathBuf,
    pub(super) prism: &'a Installed,
    /// What our mock and the witness run on.
    pub(super) runtime: &'a Runtime,
}

impl Stage<'_> {
    /// Judges what a program sends; whatever goes wrong is a violation.
    pub(super) fn of(&self, program: &Program<'_>, document: &Document) -> Tally {
        self.judged(program, document)
            .unwrap_or_else(|error| Tally::failed(&error.to_string()))
    }

    fn judged(&self, program: &Program<'_>, document: &Document) -> Result<Tally, Box<dyn Error>> {
        let folder = self.folder.join(program.name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let server = self
            .runtime
            .block_on(Mock::from_path(&document.path)?.start())?;
        let path = document.path.to_string_lossy();
        let mut prism = self
            .prism
            .start(&["proxy", &path, server.url()], &folder, "proxy")?;
        let witness = self.runtime.block_on(Witness::before(&prism.url()?))?;

        let root = dependencies::workspace();
        let filled = |word: &&str| {
            word.replace("{url}", witness.url())
                .replace("{root}", &root.to_string_lossy())
        };
        let mut words = program.command.iter().map(filled);
        let name = words.next().ok_or("there is no program to run")?;
        let ended = cost::run(
            LIMITS,
            name,
            words.map(Into::into).collect(),
            &folder,
            "program",
        )?;

        let opened = bindery::Document::open(&document.path);
        let api = opened.api().ok_or("the generator refuses the document")?;
        let mut tally = tallied(api, &witness.take(), &server.requests())?;
        if !ended.is_success() {
            let said = |kind| fs::read_to_string(folder.join(format!("program.{kind}")));
            let said = format!(
                "the program: {}: {}{}",
                ended.how(),
                said("out")?,
                said("err")?
            );
            tally.violations.push(said);
        }
        fs::write(folder.join("excluded.txt"), tally.excused.join("\n"))?;
        Ok(tally)
    }
}

/// Counts what was said of the requests that were seen. Our mock tells which operation each was for.
fn tallied(api: &Api, seen: &[Seen], recorded: &[Recorded]) -> Result<Tally, &'static str> {
    let operation = |id: &str| api.operations.iter().position(|it| it.name.wire == id);
    let called: BTreeSet<_> = recorded
        .iter()
        .filter_map(|it| it.operation_id.as_deref())
        .collect();
    let mut tally = Tally::of(called.len(), 0);
    for request in seen {
        let at = format!("{} {}", request.method, request.path);
        let mut same = recorded
            .iter()
            .filter(|it| it.method == *request.method && it.path == request.path);
        let id = same.find_map(|it| it.operation_id.as_deref());
        match id.and_then(operation) {
            Some(operation) => {
                // The boundary of a form is none of the document's business.
                let sent = request.sent.as_deref().and_then(|it| it.split(';').next());
                let case = Case::seen(at, operation, sent.map(str::to_owned));
                tally.judge(&Verdict::on(api, "program", &case, &request.outcome)?);
            }
            None => tally
                .violations
                .push(format!("{at}: the document has no such operation")),
        }
    }
    if seen.is_empty() {
        tally.violations.push("it made no request".to_owned());
    }
    recorded.iter().for_each(|it| tally.record(it));
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_which_program_is_run_and_what_it_calls() {
        let list = "# a comment\n\nbot = pets: env URL={url} cargo test  --manifest-path {root}/Cargo.toml\n";
        let expected = Program {
            name: "bot",
            document: "pets",
            command: vec![
                "env",
                "URL={url}",
                "cargo",
                "test",
                "--manifest-path",
                "{root}/Cargo.toml",
            ],
        };
        assert_eq!(Program::all(list), Ok(vec![expected]));
        assert!(
            Program::all("bot: cargo test").is_err(),
            "a line without a document"
        );
    }
}
