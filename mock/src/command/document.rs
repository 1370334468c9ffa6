//! The document: a file, standard input, or what `bindery overlay apply` makes of a file and overlays.
//!
//! The generator's command is asked, rather than its library: this crate doesn't depend on the generator.

use std::io::{self, Read};
use std::process::{Command, Stdio};

use bindery_mock::{Mock, MockError};

/// Reads the document at a path, or from standard input where that is `-`, with overlays laid over it.
///
/// # Errors
/// When it can't be read, or isn't such a document.
pub(super) fn read(path: &str, overlays: &[String]) -> Result<Mock, MockError> {
    if path != "-" && overlays.is_empty() {
        return Mock::from_path(path);
    }
    let text = if overlays.is_empty() {
        io::read_to_string(io::stdin().lock())
    } else {
        overlaid(path, overlays)
    };
    let text = text.map_err(|source| MockError::Read {
        path: path.into(),
        source,
    })?;
    if text.trim_start().starts_with('{') {
        Mock::from_json(&text)
    } else {
        Mock::from_yaml(&text)
    }
}

/// What `bindery overlay apply` prints; it says itself what is wrong.
fn overlaid(path: &str, overlays: &[String]) -> io::Result<String> {
    let mut command = Command::new("bindery");
    command.args(["overlay", "apply", path]);
    for overlay in overlays {
        command.args(["--overlay", overlay]);
    }
    let started = command.stdout(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| {
        let needed = format!("--overlay needs the command `bindery` on PATH: {error}");
        io::Error::new(error.kind(), needed)
    })?;
    let mut text = String::new();
    let read = child
        .stdout
        .take()
        .map(|mut out| out.read_to_string(&mut text));
    let status = child.wait()?;
    read.transpose()?;
    if status.success() {
        Ok(text)
    } else {
        Err(io::Error::other("the overlays can't be applied"))
    }
}
