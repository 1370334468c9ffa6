//! The settings of a run: an API and where it is served come in, `schemathesis.toml` and arguments go out.
//!
//! All checks are made but those that are about more than the document says, of both right and wrong requests, in all phases:
//! the document's examples, the bounds of its schemas, chance, and sequences of calls.

use std::fmt::{self, Write};

use bindery::ir::{Api, SecuritySchemeKind};
use toml_writer::TomlWrite;

/// Checks that aren't made, and why.
pub(super) const LEFT_OUT: [(&str, &str); 1] = [(
    "object_level_authorization",
    "it needs two users, and a document doesn't know who owns what",
)];

/// How many requests are made by chance of each operation.
const EXAMPLES: &str = "25";

/// The secret of bearers and API keys.
pub(super) const SECRET: &str = "token";

/// `user:password`, as it stands in a header (RFC 7617, section 2).
pub(super) const BASIC: &str = "dXNlcjpwYXNzd29yZA==";

/// The file with the machine's report of each scenario.
pub(super) const EVENTS: &str = "events.ndjson";

/// The file with the machine's report of the whole.
pub(super) const SUMMARY: &str = "summary.json";

/// The credentials for each scheme of an API.
pub(super) fn credentials(api: &Api) -> Result<String, fmt::Error> {
    let mut text = String::new();
    for scheme in &api.security_schemes {
        let pairs: &[(&str, &str)] = match scheme.kind {
            SecuritySchemeKind::Bearer => &[("bearer", SECRET)],
            SecuritySchemeKind::Basic => &[("username", "user"), ("password", "password")],
            SecuritySchemeKind::Unsupported => continue,
            _ => &[("api_key", SECRET)],
        };
        text.write_str("[auth.openapi.")?;
        text.key(scheme.name.as_str())?;
        text.write_str("]\n")?;
        for (key, value) in pairs {
            text.key(*key)?;
            text.write_str(" = ")?;
            text.value(*value)?;
            text.newline()?;
        }
    }
    Ok(text)
}

/// The arguments of a run in which chance is the same each time.
pub(super) fn arguments<'a>(document: &'a str, url: &'a str, left_out: &'a str) -> Vec<&'a str> {
    let fixed = "--generation-deterministic --continue-on-failure --no-color --report ndjson,json";
    let mut arguments = vec!["--config-file", "schemathesis.toml", "run", document];
    arguments.extend([
        "--url",
        url,
        "--exclude-checks",
        left_out,
        "--max-examples",
        EXAMPLES,
    ]);
    arguments.extend([
        "--report-ndjson-path",
        EVENTS,
        "--report-json-path",
        SUMMARY,
    ]);
    arguments.extend(fixed.split(' '));
    arguments
}
