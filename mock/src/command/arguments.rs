//! What the command is told: arguments come in, settings go out.

use std::net::{IpAddr, Ipv4Addr};

use bindery_mock::Reply;
use lexopt::{Arg, Parser, ValueExt};

/// What the command understands.
pub(crate) const USAGE: &str = "\
Serves an OpenAPI document from memory.

Usage:
  bindery mock DOCUMENT [OPTIONS]
      Answers on 127.0.0.1 with the document's examples, or with values made
      from its schemas, and refuses requests that aren't what it says. Shows
      what it serves, then each request. DOCUMENT is a file, or - for standard
      input. Where `bindery` isn't installed, it is the command bindery-mock.

  --overlay FILE     lay this overlay over the document first, which is what
                     `bindery overlay apply` does; may be repeated
  --host ADDRESS     serve on this address of the machine, such as 0.0.0.0 in
                     a container; otherwise on 127.0.0.1, for this machine
  --port N           serve on this port, or on any free one for 0; otherwise
                     on 4010
  --token SECRET     accept this credential, and no others that aren't given
                     like this; may be repeated; otherwise any is accepted
  --reply OPERATION=JSON
                     answer the operation so instead; may be repeated, and
                     replies that have `times` go first; `/__mock` is below
  --stateful         remember what is set by PUT, PATCH and POST, so that GET
                     reads it back, and forget it by DELETE
  --seed N           leave to chance the same again
  --no-checks        answer whatever parameters and bodies are like
  --admin            answer tests below /__mock: GET and DELETE requests and
                     state, and POST replies with an `operation` and a `reply`
  --help             show this text
  --version          show the version

An OPERATION is an operationId, or \"METHOD /path\". JSON is an object of what
differs from an empty 200: {\"status\": 429, \"headers\": {\"retry-after\": \"1\"},
\"json\": {}, \"text\": \"\", \"delay\": 500, \"delivery\": \"dropped\", \"times\": 2},
with a delay in milliseconds and a delivery that is whole, truncated, stalled
or dropped.

Exit codes: 1 the document or a reply is at fault, or the port, 2 usage.";

/// What was told.
pub(super) struct Arguments {
    pub(super) document: String,
    pub(super) overlays: Vec<String>,
    pub(super) host: IpAddr,
    pub(super) port: u16,
    pub(super) tokens: Vec<String>,
    pub(super) replies: Vec<(String, Reply)>,
    pub(super) seed: u64,
    pub(super) stateful: bool,
    pub(super) checks: bool,
    pub(super) admin: bool,
}

impl Arguments {
    /// Reads them; a text to show instead where that is all that is asked for.
    ///
    /// # Errors
    /// When they aren't understood.
    pub(super) fn read(mut parser: Parser) -> Result<Result<Self, &'static str>, lexopt::Error> {
        let mut document = None;
        let mut told = Arguments {
            document: String::new(),
            overlays: Vec::new(),
            host: Ipv4Addr::LOCALHOST.into(),
            port: 4010,
            tokens: Vec::new(),
            replies: Vec::new(),
            seed: 0,
            stateful: false,
            checks: true,
            admin: false,
        };
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("overlay") => told.overlays.push(parser.value()?.string()?),
                Arg::Long("host") => told.host = parser.value()?.parse()?,
                Arg::Long("port") => told.port = parser.value()?.parse()?,
                Arg::Long("token") => told.tokens.push(parser.value()?.string()?),
                Arg::Long("reply") => told.replies.push(reply(&parser.value()?.string()?)?),
                Arg::Long("seed") => told.seed = parser.value()?.parse()?,
                Arg::Long("stateful") => told.stateful = true,
                Arg::Long("no-checks") => told.checks = false,
                Arg::Long("admin") => told.admin = true,
                Arg::Long("help") | Arg::Short('h') => return Ok(Err(USAGE)),
                Arg::Long("version") | Arg::Short('V') => {
                    return Ok(Err(concat!("bindery-mock ", env!("CARGO_PKG_VERSION"))));
                }
                Arg::Value(value) if document.is_none() => document = Some(value.string()?),
                other => return Err(other.unexpected()),
            }
        }
        told.document = document.ok_or("DOCUMENT is missing")?;
        Ok(Ok(told))
    }
}

/// An operation and its reply. A path may have a `=`, but none before a `{` that isn't a template's, so that the reply
/// begins at the first `={`.
fn reply(text: &str) -> Result<(String, Reply), lexopt::Error> {
    let at = text
        .find("={")
        .ok_or("--reply is followed by OPERATION=JSON")?;
    let (operation, json) = text.split_at(at);
    let json = json.strip_prefix('=').unwrap_or_default();
    let reply = json
        .parse()
        .map_err(|error| lexopt::Error::Custom(Box::new(error)));
    Ok((operation.to_owned(), reply?))
}
