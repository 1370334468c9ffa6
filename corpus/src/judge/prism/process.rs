//! Prism, the judge: installed as its lock file says, started on a free port of this machine, and ended in every case.
//!
//! Nothing is fetched but by `npm ci`, once, into the target folder.

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::judge::pinned;
use crate::limits::{Limited, Limits};

/// What Prism is run with.
const PROGRAM: &str = "node_modules/@stoplight/prism-cli/dist/index.js";

/// What Prism may take for one document; it also ends with the runner. Node reserves far more addresses than it uses
/// memory.
const LIMITS: Limits = Limits {
    cpu_seconds: 120,
    wall_seconds: 300,
    memory: 1 << 40,
};

/// How long Prism may take to start.
const START: Duration = Duration::from_secs(60);

/// What Prism says when it is ready, before its URL.
const READY: &str = "Prism is listening on ";

/// Where Prism is installed.
pub(super) struct Installed(PathBuf);

impl Installed {
    /// Installs it below `work`, unless it is there; `None` on a machine without node or npm.
    pub(super) fn below(work: &Path) -> Result<Option<Self>, Box<dyn Error>> {
        let versions = ["node", "npm"].map(|it| pinned::said(it, &["--version"]));
        let [Some(node), Some(_)] = versions else {
            return Ok(None);
        };
        let pins = ["package.json", "package-lock.json"];
        let folder = pinned::install(work, "prism", &pins, &node, |folder| {
            // No package runs anything of its own, which is also how none of them reports home.
            let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
            pinned::step("npm", &arguments, folder)
        })?;
        Ok(Some(Self(folder)))
    }

    /// Begins to start it with what it is to do, its log being `LOG.log` in `folder`.
    pub(super) fn start(
        &self,
        arguments: &[&str],
        folder: &Path,
        log: &str,
    ) -> Result<Prism, Box<dyn Error>> {
        // With `--errors` it would hide what it answers and what is behind it whenever it has something to say. What it
        // has to say stands in a header of each answer anyway.
        let own = ["--host", "127.0.0.1", "--port", "0", "--cors=false"];
        let program = self.0.join(PROGRAM).into_os_string();
        let arguments = arguments.iter().chain(&own).map(Into::into);
        let limited = Limited {
            limits: LIMITS,
            program: "node".into(),
            arguments: [program].into_iter().chain(arguments).collect(),
        };
        let path = folder.join(format!("{log}.log"));
        let output = File::create(&path)?;
        let child = Command::new(env::current_exe()?)
            .args(limited.arguments())
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .spawn()?;
        Ok(Prism { child, log: path })
    }
}

/// A Prism that runs. It ends with this.
pub(super) struct Prism {
    child: Child,
    log: PathBuf,
}

impl Prism {
    /// Waits until it says where it listens, which is its URL.
    pub(super) fn url(&mut self) -> Result<String, Box<dyn Error>> {
        let begun = Instant::now();
        while begun.elapsed() < START {
            let said = fs::read_to_string(&self.log)?;
            let ready = said.lines().find_map(|line| line.split_once(READY));
            if let Some((_, url)) = ready.filter(|_| said.ends_with('\n')) {
                return Ok(url.trim().to_owned());
            }
            if self.child.try_wait()?.is_some() {
                let last = said.lines().last().unwrap_or_default();
                return Err(format!("Prism doesn't start: {last}").into());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("Prism doesn't start in time".into())
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
