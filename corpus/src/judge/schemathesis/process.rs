//! Schemathesis, the judge: installed in an environment of its own at the versions and hashes of `requirements.txt`, and run
//! under limits.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cost;
use crate::judge::pinned;
use crate::limits::Limits;

/// What installing it needs.
pub(super) const NEEDED: &str = "python3, 3.11 or newer, with venv and pip";

/// A program that ends well where all of that is there.
const IS_THERE: &str = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";

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
        if !pinned::does("python3", &["-c", IS_THERE]) {
            return Ok(None);
        }
        let folder = pinned::install(work, "schemathesis", &["requirements.txt"], |folder| {
            pinned::step("python3", &["-m", "venv", "venv"], folder)?;
            // Nothing is built, so that nothing of a package runs before its judgement is asked for.
            let pip = "-m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.txt";
            let arguments: Vec<_> = pip.split(' ').collect();
            pinned::step(folder.join("venv/bin/python"), &arguments, folder)
        })?;
        Ok(Some(Self(folder)))
    }

    /// Runs it in a folder, with what it prints in `schemathesis.out` and `.err` there. That it finds something is no error.
    pub(super) fn run(&self, arguments: &[&str], folder: &Path) -> Result<(), Box<dyn Error>> {
        let program = self.0.join("venv/bin/python");
        let own = ["-m", "schemathesis.cli"];
        let arguments = own.iter().chain(arguments).map(Into::into).collect();
        let ended = cost::run(LIMITS, program, arguments, folder, "schemathesis")?;
        if ended.is_success() || ended.code() == Some(FOUND) {
            return Ok(());
        }
        let said = |kind| fs::read_to_string(folder.join(format!("schemathesis.{kind}")));
        Err(format!("{}: {}{}", ended.how(), said("out")?, said("err")?).into())
    }
}

/// The exit code of a run that found something.
const FOUND: i32 = 1;
