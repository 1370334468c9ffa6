//! Schemathesis, the judge: installed in an environment of its own at the versions and hashes of `requirements.txt`, and run
//! under limits.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use super::settings::SUMMARY;
use crate::cost;
use crate::judge::pinned;
use crate::limits::Limits;

/// What installing it needs.
pub(super) const NEEDED: &str = "python3, 3.11 or newer, with venv and pip";

/// A program that ends well where all of that is there, and tells which Python it is and where.
const IS_THERE: &str = "import sys, venv, ensurepip; print(sys.version, sys.base_prefix); sys.exit(sys.version_info < (3, 11))";

/// What Schemathesis may take for one document.
const LIMITS: Limits = Limits {
    cpu_seconds: 240,
    wall_seconds: 600,
    memory: 1 << 40,
};

/// Where Schemathesis is installed.
pub(super) struct Installed(PathBuf);

impl Installed {
    /// Installs it below `work`, unless it is there; `None` on a machine without what that needs.
    pub(super) fn below(work: &Path) -> Result<Option<Self>, Box<dyn Error>> {
        let Some(python) = pinned::said("python3", &["-c", IS_THERE]) else {
            return Ok(None);
        };
        let pins = ["requirements.txt"];
        let folder = pinned::install(work, "schemathesis", &pins, &python, |folder| {
            pinned::step("python3", &["-m", "venv", "venv"], folder)?;
            // Nothing is built, so that nothing of a package runs before its judgement is asked for.
            let pip = "-m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.txt";
            let arguments: Vec<_> = pip.split(' ').collect();
            pinned::step(folder.join("venv/bin/python"), &arguments, folder)
        })?;
        Ok(Some(Self(folder)))
    }

    /// Runs it in an empty folder, with what it prints in `schemathesis.out` and `.err` there. That it finds something is no
    /// error; that it has nothing to report is one.
    pub(super) fn run(&self, arguments: &[&str], folder: &Path) -> Result<(), Box<dyn Error>> {
        let program = self.0.join("venv/bin/python");
        let own = ["-m", "schemathesis.cli"];
        let arguments = own.iter().chain(arguments).map(Into::into).collect();
        let ended = cost::run(LIMITS, program, arguments, folder, "schemathesis")?;
        if has_judged(ended.code(), folder) {
            return Ok(());
        }
        let said = |kind| fs::read_to_string(folder.join(format!("schemathesis.{kind}")));
        Err(format!("{}: {}{}", ended.how(), said("out")?, said("err")?).into())
    }
}

/// The exit codes of a run that found nothing, and of one that found something. Python has the second for its own failures, too.
const ENDS: [i32; 2] = [0, 1];

/// Whether a run with an exit code came to a judgement, which it has left in the folder then.
fn has_judged(code: Option<i32>, folder: &Path) -> bool {
    code.is_some_and(|code| ENDS.contains(&code)) && folder.join(SUMMARY).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_a_report_is_no_judgement() {
        let folder = tempfile::tempdir().expect("there is room");
        let has_judged = |code| has_judged(code, folder.path());
        assert!(
            !has_judged(Some(1)) && !has_judged(Some(0)),
            "`No module named schemathesis`"
        );
        fs::write(folder.path().join(SUMMARY), "{}").expect("there is room");
        assert!(has_judged(Some(1)) && has_judged(Some(0)));
        assert!(
            !has_judged(Some(2)) && !has_judged(None),
            "it was broken off"
        );
    }
}
