//! `bindery overlay apply`: prints a document with overlays laid over it.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use bindery::{Effective, render};
use lexopt::{Arg, Parser, ValueExt};

use super::{Strictness, fail, positional, print, style};

#[derive(Default)]
struct Options {
    document: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    out: Option<PathBuf>,
    strictness: Strictness,
}

impl Options {
    fn parse(mut arguments: Parser) -> Result<Self, lexopt::Error> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("overlay") => options.overlays.push(arguments.value()?.into()),
                Arg::Long("out") => options.out = Some(arguments.value()?.into()),
                Arg::Long("strict") => options.strictness = Strictness::Strict,
                Arg::Value(path) if options.document.is_none() => {
                    options.document = Some(path.into());
                }
                other => return Err(other.unexpected()),
            }
        }
        if options.overlays.is_empty() {
            return Err("--overlay FILE is missing".into());
        }
        Ok(options)
    }
}

pub(super) fn run(mut arguments: Parser) -> Result<ExitCode, lexopt::Error> {
    match arguments.next()? {
        Some(Arg::Value(name)) if name == "apply" => apply(Options::parse(arguments)?),
        Some(Arg::Value(other)) => {
            Err(format!("`overlay` has no subcommand `{}`", other.string()?).into())
        }
        Some(other) => Err(other.unexpected()),
        None => Err("`overlay` is followed by `apply`".into()),
    }
}

fn apply(options: Options) -> Result<ExitCode, lexopt::Error> {
    let document = positional("DOCUMENT", options.document)?;
    let effective = Effective::open(&document, &options.overlays);
    let effective = match options.strictness {
        Strictness::Lenient => effective,
        Strictness::Strict => effective.strict(),
    };
    eprint!("{}", effective.report(style()));
    let text = match effective.text() {
        Ok(Some(text)) => text,
        Ok(None) => return Ok(ExitCode::from(1)),
        Err(unwritten) => {
            eprint!(
                "{}",
                render::render(&[unwritten], effective.source(), style())
            );
            return Ok(ExitCode::from(1));
        }
    };
    match options.out {
        None => print(text.strip_suffix('\n').unwrap_or(&text)),
        Some(path) => match fs::write(&path, text) {
            Ok(()) => print(&format!("wrote {}", path.display())),
            Err(error) => Ok(fail(&format!(
                "{} can't be written: {error}",
                path.display()
            ))),
        },
    }
}
