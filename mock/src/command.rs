//! Serving from the command line: arguments come in, a table of what is served and then a line a request go out.
//!
//! It serves until it is killed. What it shows goes to standard output, what is wrong to standard error; no credential is
//! shown.

mod arguments;
mod document;
mod shown;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use bindery_mock::{Mock, MockError};

use arguments::Arguments;
pub(crate) use arguments::USAGE;

/// How many requests are kept for those who ask below `/__mock`.
const KEPT: usize = 1_000;

/// How many bytes they may have together.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// Does what the arguments say.
///
/// # Errors
/// When they aren't understood.
pub(crate) fn run(parser: lexopt::Parser) -> Result<ExitCode, lexopt::Error> {
    let arguments = match Arguments::read(parser)? {
        Ok(arguments) => arguments,
        Err(text) => {
            show(text);
            return Ok(ExitCode::SUCCESS);
        }
    };
    // Serving has no end of its own.
    let Err(error) = serve(arguments);
    let reason = error.source().map(|source| format!(": {source}"));
    eprintln!("error: {error}{}", reason.unwrap_or_default());
    Ok(ExitCode::from(1))
}

/// Serves until the process is killed; what comes back is why it can't.
fn serve(arguments: Arguments) -> Result<std::convert::Infallible, MockError> {
    let mock = arguments
        .tokens
        .into_iter()
        .fold(
            document::read(&arguments.document, &arguments.overlays)?,
            Mock::accept_token,
        )
        .host(arguments.host)
        .port(arguments.port)
        .seed(arguments.seed)
        .on_answer(|request| show(&shown::request(request)));
    let mock = match arguments.admin {
        true => mock.admin().keep_requests(KEPT).keep_bytes(KEPT_BYTES),
        false => mock.keep_requests(0),
    };
    let mock = match arguments.stateful {
        true => mock.stateful(),
        false => mock,
    };
    let mock = match arguments.checks {
        true => mock,
        false => mock.without_request_checks(),
    };
    for (operation, reply) in arguments.replies {
        mock.respond(&operation, reply)?;
    }
    let runtime = tokio::runtime::Runtime::new().map_err(MockError::Start)?;
    runtime.block_on(async {
        let server = mock.start().await?;
        show(&shown::table(&mock, server.url()));
        std::future::pending().await
    })
}

/// Writes lines to standard output at once; that nobody reads them any more is no reason to stop serving.
fn show(text: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}
