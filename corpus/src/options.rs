//! The command line: arguments come in, what is to be done goes out. Nothing is looked up on disk here.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use crate::generate::Task;
use crate::limits::{Limited, Limits};
use crate::selection::Selection;

/// What the command understands.
pub(crate) const USAGE: &str = "\
Generates, compiles and tries the bindings of every document in the folder that
BINDERY_CORPUS names.

Usage: corpus [OPTION]...
       corpus prism|schemathesis [--only TEXT] [--jobs N]

  prism               have Prism judge what the clients of some documents send,
                      and of the repository's own (README)
  schemathesis        have Schemathesis judge what `bindery mock` makes of them
  --only TEXT         documents whose name contains it; several are alternatives
  --version TEXT      documents of a version that begins with it, such as 3.0
  --max-bytes N       documents of at most N bytes
  --subset ci         the documents that continuous integration tries (README)
  --jobs N            how many at once; as a rule one a core, fewer when there
                      is little memory
  --validation        with calls that check what they send
  --clippy            clippy's default lints as well
  --doc               rustdoc as well
  --require PERCENT   fail unless that much of the declared operations is there
  --out FILE          write the report there as JSON
  --help              show this text

Exit codes: 0 all good, 1 a document failed that should not, 2 usage.";

/// What there is to do.
pub(crate) enum Command {
    /// Show the usage.
    Help,
    /// Try documents.
    Run(Options),
    /// Have Prism judge what clients send.
    Prism(Options),
    /// Have Schemathesis judge what the mock answers.
    Schemathesis(Options),
    /// Generate one crate: the worker process of a run.
    Generate(Task),
    /// Become another program, under limits.
    Limited(Limited),
}

/// What a run is asked for.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) selection: Selection,
    pub(crate) jobs: Option<usize>,
    pub(crate) lints: Lints,
    /// Whether calls check what they send.
    pub(crate) validation: bool,
    /// The share of declared operations that must be generated, in percent.
    pub(crate) require: Option<f64>,
    pub(crate) out: Option<PathBuf>,
}

/// What looks at a crate besides rustc.
#[derive(Default, Clone, Copy)]
pub(crate) struct Lints {
    pub(crate) clippy: bool,
    pub(crate) doc: bool,
}

/// Reads the arguments.
pub(crate) fn read(mut arguments: Parser) -> Result<Command, lexopt::Error> {
    let mut options = Options::default();
    let mut command: fn(Options) -> Command = Command::Run;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("only") => options.selection.only.push(arguments.value()?.string()?),
            Arg::Long("version") => options.selection.version = arguments.value()?.string()?,
            Arg::Long("max-bytes") => options.selection.max_bytes = arguments.value()?.parse()?,
            Arg::Long("subset") => options.selection.subset = Some(arguments.value()?.parse()?),
            Arg::Long("jobs") => options.jobs = Some(arguments.value()?.parse()?),
            Arg::Long("validation") => options.validation = true,
            Arg::Long("clippy") => options.lints.clippy = true,
            Arg::Long("doc") => options.lints.doc = true,
            Arg::Long("require") => options.require = Some(arguments.value()?.parse()?),
            Arg::Long("out") => options.out = Some(arguments.value()?.into()),
            Arg::Long("help") => return Ok(Command::Help),
            Arg::Value(name) if name == "prism" => command = Command::Prism,
            Arg::Value(name) if name == "schemathesis" => command = Command::Schemathesis,
            Arg::Value(name) if name == Task::COMMAND => return task(&mut arguments),
            Arg::Value(name) if name == Limited::COMMAND => return limited(&mut arguments),
            other => return Err(other.unexpected()),
        }
    }
    Ok(command(options))
}

/// `generate DOCUMENT CRATE NAME RUNTIME [--validation]`, as [`Task::arguments`] writes it.
fn task(arguments: &mut Parser) -> Result<Command, lexopt::Error> {
    Ok(Command::Generate(Task {
        document: arguments.value()?.into(),
        folder: arguments.value()?.into(),
        name: arguments.value()?.string()?,
        runtime: arguments.value()?.into(),
        validation: match arguments.next()? {
            Some(Arg::Long(Task::VALIDATION)) => true,
            Some(other) => return Err(other.unexpected()),
            None => false,
        },
    }))
}

/// `limited CPU WALL MEMORY PROGRAM ARGUMENT...`, as [`Limited::arguments`] writes it.
fn limited(arguments: &mut Parser) -> Result<Command, lexopt::Error> {
    let limits = Limits {
        cpu_seconds: arguments.value()?.parse()?,
        wall_seconds: arguments.value()?.parse()?,
        memory: arguments.value()?.parse()?,
    };
    let program: OsString = arguments.value()?;
    Ok(Command::Limited(Limited {
        limits,
        program,
        arguments: arguments.raw_args()?.collect(),
    }))
}
