//! `bindery generate`: writes the bindings' source files, or checks them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bindery::emit::{File, Root};
use bindery::output;
use lexopt::{Arg, Parser, ValueExt};

use super::{Taking, fail, open, positional, print};

#[derive(Default)]
struct Options {
    document: Option<PathBuf>,
    out: Option<PathBuf>,
    is_module: bool,
    is_check: bool,
    taking: Taking,
}

impl Options {
    fn parse(mut arguments: Parser) -> Result<Self, lexopt::Error> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("out") => options.out = Some(arguments.value()?.parse()?),
                Arg::Long("module") => options.is_module = true,
                Arg::Long("check") => options.is_check = true,
                Arg::Value(path) if options.document.is_none() => {
                    options.document = Some(path.into())
                }
                Arg::Long(name) => {
                    let name = name.to_owned();
                    options.taking.option(&name, &mut arguments)?;
                }
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }
}

pub(super) fn run(arguments: Parser) -> Result<ExitCode, lexopt::Error> {
    let options = Options::parse(arguments)?;
    let path = positional("DOCUMENT", options.document)?;
    let out = positional("--out DIR", options.out)?;
    let root = if options.is_module {
        Root::Module
    } else {
        Root::Crate
    };
    options.taking.check(root)?;
    let Some(files) = open(&path, options.taking).files(root) else {
        return Ok(ExitCode::from(1));
    };
    if options.is_check {
        check(&files, &out)
    } else {
        write(&files, &out)
    }
}

fn check(files: &[File], out: &Path) -> Result<ExitCode, lexopt::Error> {
    match output::stale(files, out) {
        Ok(stale) if stale.is_empty() => print(&format!("{} is current", out.display())),
        Ok(stale) => {
            let stale: Vec<String> = stale
                .iter()
                .map(|path| format!("{} is stale", path.display()))
                .collect();
            Ok(fail(&format!(
                "{}\nrun the same command without --check",
                stale.join("\n")
            )))
        }
        Err(error) => Ok(fail(&format!("{} can't be read: {error}", out.display()))),
    }
}

fn write(files: &[File], out: &Path) -> Result<ExitCode, lexopt::Error> {
    let update = match output::update(files, out) {
        Ok(update) => update,
        Err(error) => {
            let message = format!("{} can't be written: {error}", out.display());
            return Ok(fail(&message));
        }
    };
    let written = update.written.iter().map(|path| ("wrote", path));
    let removed = update.removed.iter().map(|path| ("removed", path));
    let done = written.chain(removed);
    let done: Vec<String> = done
        .map(|(verb, path)| format!("{verb} {}", path.display()))
        .collect();
    if done.is_empty() {
        return print(&format!("{} is current", out.display()));
    }
    print(&done.join("\n"))
}
