//! Judges at pinned versions: the files that pin them come in, the folder that a package manager has filled goes out.
//!
//! What counts is a note that is written last, with the pins in it and what runs them, so that an installation that was broken
//! off is made anew, and so is one of other versions, or for an interpreter that is no longer there.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::dependencies;

/// The note in a folder that was filled to the end.
const NOTE: &str = "installed";

/// Installs in `work/NAME` what the files of `corpus/NAME` pin, unless that was done for the same `interpreter`, as it tells its
/// version: `fill` is given the folder, with nothing in it but these files.
pub(super) fn install(
    work: &Path,
    name: &str,
    pins: &[&str],
    interpreter: &[u8],
    fill: impl FnOnce(&Path) -> Result<(), Box<dyn Error>>,
) -> Result<PathBuf, Box<dyn Error>> {
    let own = dependencies::workspace().join("corpus").join(name);
    install_from(&own, &work.join(name), pins, interpreter, fill)
}

fn install_from(
    own: &Path,
    folder: &Path,
    pins: &[&str],
    interpreter: &[u8],
    fill: impl FnOnce(&Path) -> Result<(), Box<dyn Error>>,
) -> Result<PathBuf, Box<dyn Error>> {
    let read = |pin: &&str| fs::read(own.join(pin));
    let wanted = pins.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let told = [interpreter, &wanted.concat()].concat();
    let note = folder.join(NOTE);
    if fs::read(&note).is_ok_and(|there| there == told) {
        return Ok(folder.to_owned());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for (pin, text) in pins.iter().zip(&wanted) {
        fs::write(folder.join(pin), text)?;
    }
    fill(folder)?;
    fs::write(note, told)?;
    Ok(folder.to_owned())
}

/// What a program says to what it is asked; `None` if it isn't there, or doesn't end well.
pub(super) fn said(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    let output = output.ok().filter(|output| output.status.success());
    output.map(|output| output.stdout)
}

/// Runs a step of an installation, whose complaints are shown.
pub(super) fn step(
    program: impl AsRef<OsStr>,
    arguments: &[&str],
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let program = program.as_ref();
    let status = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    if status.success() {
        return Ok(());
    }
    let said = [program.to_string_lossy().into_owned(), arguments.join(" ")].join(" ");
    Err(format!("a judge can't be installed: {said} failed").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Installs, and tells whether that had anything to do.
    fn fills(own: &Path, folder: &Path, interpreter: &str, succeeds: bool) -> bool {
        let mut was_asked = false;
        let fill = |at: &Path| {
            was_asked = true;
            assert!(at.join("pins").exists() && !at.join("half").exists());
            fs::write(at.join("half"), "")?;
            if succeeds {
                Ok(())
            } else {
                Err("broken off".into())
            }
        };
        assert_eq!(
            install_from(own, folder, &["pins"], interpreter.as_bytes(), fill).is_ok(),
            succeeds || !was_asked
        );
        was_asked
    }

    #[test]
    fn only_what_was_installed_to_the_end_of_the_same_pins_and_for_the_same_interpreter_counts() {
        let place = tempfile::tempdir().expect("there is room");
        let (own, folder) = (place.path().join("own"), place.path().join("judge"));
        fs::create_dir(&own).expect("there is room");
        fs::write(own.join("pins"), "1").expect("there is room");
        assert!(fills(&own, &folder, "3.11", false), "nothing is there");
        assert!(fills(&own, &folder, "3.11", true), "it was broken off");
        assert!(!fills(&own, &folder, "3.11", true), "it is there");
        fs::write(own.join("pins"), "2").expect("there is room");
        assert!(
            fills(&own, &folder, "3.11", true),
            "another version is there"
        );
        assert!(
            fills(&own, &folder, "3.12", true),
            "it is for what was there before"
        );
        assert!(!fills(&own, &folder, "3.12", true), "it is there");
    }
}
