//! Subcommands: arguments come in, an exit code goes out.
//!
//! 0: done. 1: the document, or what is held against it, is at fault. 2: the command was not understood. What was
//! asked for goes to standard output, everything else to standard error.

mod external;
mod generate;
mod inspect;
mod new;
mod overlay;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bindery::emit::Root;
use bindery::render::Style;
use bindery::{Document, Options, Override, PagingOf, Selection};
use lexopt::{Arg, Parser, ValueExt};

/// What the command understands.
pub(crate) const USAGE: &str = "\
Generates Rust bindings from an OpenAPI document.

Usage:
  bindery generate DOCUMENT --out DIR [--module] [--check] [OPTIONS]
      Writes the bindings' source files into DIR: lib.rs and its modules, or
      mod.rs with --module. With --check nothing is written: it fails when a
      file is stale.
  bindery new DOCUMENT DIR [--name NAME] [--runtime-path PATH] [OPTIONS]
      Makes a complete crate in DIR, which must not exist or be empty.
  bindery inspect DOCUMENT [--json] [OPTIONS]
      Lists the operations, the types, and everything that is left out.
  bindery overlay apply DOCUMENT --overlay FILE.. [--out FILE] [--strict]
      Prints the document with the overlays laid over it, in the language that
      it is written in, or writes it to a file.
  bindery mock DOCUMENT [--port N] [OPTIONS]
      Serves the document from memory. It is a command of its own,
      bindery-mock, as is each subcommand that isn't listed here.

  --overlay FILE     lay this overlay over the document (OpenAPI Overlay 1.0 or
                     1.1) before anything else is done; may be repeated, and
                     they are applied in order
  --only SELECTOR    take only operations that are chosen like this, with the
                     types that they reach; may be repeated
  --except SELECTOR  leave out operations that are chosen like this, also where
                     --only chooses them; may be repeated
  --map URL=PATH     read the file, or for a URL that ends with / the files in
                     the folder, where the document refers to the URL; may be
                     repeated, and nothing is ever fetched
  --type TARGET=TYPE use a Rust type of your own, such as ::uuid::Uuid; may be
                     repeated
  --paging SELECTOR=PAGING
                     tell how operations page where it can't be seen, or turn
                     it off with `off`; may be repeated
  --root DIR         let the document refer to all files in DIR, which it is in,
                     rather than to those in its own folder
  --validation       make calls check lengths, bounds, patterns and counts before
                     they are sent; needs the runtime's feature `validation`
  --strict           refuse a document of which anything would be left out
  --help             show this text
  --version          show the version

A SELECTOR is an operationId, \"METHOD /path\", tag:NAME or webhook:NAME.
A TARGET is format:NAME, or schema:NAME with a name or a pointer of a schema.
A PAGING is off, or one of these, with the names that lead to places in an
answer, such as paging.next, and items=PLACE where that isn't evident:
  cursor:param=PARAMETER,next=PLACE[,more=PLACE|,done=PLACE]
         body=PROPERTY sends it in a JSON body; last=PLACE is in the last item
  page:param=PARAMETER[,start=1][,pages=PLACE][,total=PLACE]
  offset:param=PARAMETER[,start=0][,total=PLACE]
  url:next=PLACE
  link

Exit codes: 0 done, 1 the document, the selection or the check is at fault, 2 usage.";

/// Runs the subcommand that the arguments name.
///
/// # Errors
/// When the arguments aren't understood.
pub(crate) fn run(mut arguments: Parser) -> Result<ExitCode, lexopt::Error> {
    match arguments.next()? {
        Some(Arg::Long("help") | Arg::Short('h')) => print(USAGE),
        Some(Arg::Long("version") | Arg::Short('V')) => {
            print(concat!("bindery ", env!("CARGO_PKG_VERSION")))
        }
        Some(Arg::Value(name)) => match name.string()?.as_str() {
            "generate" => generate::run(arguments),
            "new" => new::run(arguments),
            "inspect" => inspect::run(arguments),
            "overlay" => overlay::run(arguments),
            other => match external::run(other, arguments.raw_args()?) {
                Some(code) => Ok(code),
                None => Err(format!("there is no subcommand `{other}`").into()),
            },
        },
        Some(other) => Err(other.unexpected()),
        None => Err("a subcommand is missing".into()),
    }
}

/// Writes to standard output; that nobody reads it any more is no fault.
fn print(text: &str) -> Result<ExitCode, lexopt::Error> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Ok(fail(&error.to_string())),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(1)
}

/// What becomes of a document of which something would be left out.
#[derive(Debug, Clone, Copy, Default)]
enum Strictness {
    /// The rest is generated.
    #[default]
    Lenient,
    /// It is refused.
    Strict,
}

/// How a document is taken, which all subcommands can be told.
#[derive(Debug, Default)]
struct Taking {
    strictness: Strictness,
    selection: Selection,
    options: Options,
}

impl Taking {
    /// Takes an option that all subcommands have in common.
    ///
    /// # Errors
    /// When there is no option of this name, or its value isn't understood.
    fn option(&mut self, name: &str, arguments: &mut Parser) -> Result<(), lexopt::Error> {
        match name {
            "only" => self.selection.include.push(arguments.value()?.parse()?),
            "except" => self.selection.exclude.push(arguments.value()?.parse()?),
            "validation" => self.options.validation = true,
            "strict" => self.strictness = Strictness::Strict,
            "type" => {
                let own: Override = arguments.value()?.parse()?;
                self.options.overrides.add(own);
            }
            "paging" => {
                let told: PagingOf = arguments.value()?.parse()?;
                self.options.pagings.add(told);
            }
            "overlay" => self.options.overlays.push(arguments.value()?.into()),
            "root" => self.options.root = Some(arguments.value()?.into()),
            "map" => self.map(arguments.value()?)?,
            other => return Err(lexopt::Error::UnexpectedOption(format!("--{other}"))),
        }
        Ok(())
    }

    /// Makes sure that what is generated can name the types of the user's own.
    ///
    /// # Errors
    /// When one of them can't be named there.
    fn check(&self, root: Root) -> Result<(), lexopt::Error> {
        let checked = self.options.overrides.check(root);
        checked.map_err(|malformed| malformed.to_string().into())
    }

    /// Adds what `--map` was told.
    fn map(&mut self, value: OsString) -> Result<(), lexopt::Error> {
        let value = value.string()?;
        // A URL may have a `=` of its own, and a path seldom has one.
        let (url, path) = value
            .rsplit_once('=')
            .ok_or("--map is followed by URL=PATH")?;
        self.options.mappings.insert(url.to_owned(), path.into());
        Ok(())
    }
}

/// Reads the document and reports what there is to say about it.
fn open(path: &Path, taking: Taking) -> Document {
    let document = Document::open_with(path, taking.options).choose(&taking.selection);
    let document = match taking.strictness {
        Strictness::Lenient => document,
        Strictness::Strict => document.strict(),
    };
    eprint!("{}", document.summary(style()));
    document
}

/// How diagnostics are told.
fn style() -> Style {
    if io::stderr().is_terminal() {
        Style::Colored
    } else {
        Style::Plain
    }
}

/// Takes the next positional argument.
fn positional(name: &str, value: Option<PathBuf>) -> Result<PathBuf, lexopt::Error> {
    value.ok_or_else(|| format!("{name} is missing").into())
}
