//! Subcommands that are commands of their own, as cargo has them: `bindery mock` is `bindery-mock`.
//!
//! So who generates bindings doesn't compile a server. A command is looked for on `PATH`.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// The subcommands of this repository, and how they are installed.
const KNOWN: [(&str, &str); 1] = [("mock", "cargo install --path mock")];

/// Runs the command of a subcommand with all the arguments that follow it; its exit code is the answer. `None` where there
/// is no such command, and it isn't one that could be installed.
pub(super) fn run(name: &str, arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    let Some(found) = find(name) else {
        let (_, install) = KNOWN.iter().find(|(known, _)| *known == name)?;
        eprintln!("error: `bindery {name}` is the command `bindery-{name}`, which isn't on PATH");
        eprintln!("  = help: install it from this repository: {install}");
        return Some(ExitCode::from(2));
    };
    let mut command = Command::new(&found);
    let code = replace(command.args(arguments)).unwrap_or_else(|error| {
        eprintln!("error: can't run {}: {error}", found.display());
        ExitCode::from(1)
    });
    Some(code)
}

/// The command's file. A name that could leave the folder has none, and neither has a folder that isn't told whole: it
/// would depend on where one stands.
fn find(name: &str) -> Option<PathBuf> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(is_plain) {
        return None;
    }
    let file = format!("bindery-{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    let folders = env::split_paths(&path).filter(|folder| folder.is_absolute());
    let mut files = folders.map(|folder| folder.join(&file));
    files.find(|file| file.is_file())
}

/// Becomes the command, so that signals reach it.
#[cfg(unix)]
fn replace(command: &mut Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

/// Runs the command to its end.
#[cfg(not(unix))]
fn replace(command: &mut Command) -> io::Result<ExitCode> {
    let code = command.status()?.code();
    Ok(ExitCode::from(
        code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1),
    ))
}
