//! `bindery new`: makes a complete crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bindery::emit::{Package, Root};
use bindery::{Overrides, output};
use lexopt::{Arg, Parser, ValueExt};

use super::{Taking, fail, open, positional, print};

#[derive(Default)]
struct Options {
    document: Option<PathBuf>,
    directory: Option<PathBuf>,
    name: Option<String>,
    runtime_path: Option<PathBuf>,
    taking: Taking,
}

impl Options {
    fn parse(mut arguments: Parser) -> Result<Self, lexopt::Error> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("name") => options.name = Some(arguments.value()?.string()?),
                Arg::Long("runtime-path") => options.runtime_path = Some(arguments.value()?.into()),
                Arg::Value(path) if options.document.is_none() => {
                    options.document = Some(path.into())
                }
                Arg::Value(path) if options.directory.is_none() => {
                    options.directory = Some(path.into())
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
    let directory = positional("DIR", options.directory)?;
    let name = options
        .name
        .as_deref()
        .map(Package::check_name)
        .transpose()
        .map_err(lexopt::Error::from)?;
    options.taking.check(Root::Crate)?;
    if !is_vacant(&directory) {
        return Ok(fail(&format!(
            "{} is there and not empty",
            directory.display()
        )));
    }
    let runtime_path = match options
        .runtime_path
        .as_deref()
        .map(fs::canonicalize)
        .transpose()
    {
        Ok(runtime_path) => runtime_path,
        Err(error) => return Ok(fail(&format!("the runtime's path can't be found: {error}"))),
    };
    let needed = needed(&options.taking.options.overrides);
    let document = open(&path, options.taking);
    let Some(api) = document.api() else {
        return Ok(ExitCode::from(1));
    };
    let name = name.map_or_else(|| Package::default_name(api), ToOwned::to_owned);
    let package = Package { name, runtime_path };
    match output::update(&document.package(&package).unwrap_or_default(), &directory) {
        Ok(_) => print(&format!(
            "made the crate `{}` in {}{needed}",
            package.name,
            directory.display()
        )),
        Err(error) => Ok(fail(&format!(
            "{} can't be written: {error}",
            directory.display()
        ))),
    }
}

/// What is left to the user: the manifest is theirs, and only they know where their types come from.
fn needed(overrides: &Overrides) -> String {
    let types: Vec<&str> = overrides.iter().map(|own| own.ty.as_str()).collect();
    if types.is_empty() {
        return String::new();
    }
    format!(
        "\nadd to its Cargo.toml the crates that your own types are of: {}",
        types.join(", ")
    )
}

fn is_vacant(directory: &Path) -> bool {
    match fs::read_dir(directory) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !directory.exists(),
    }
}
