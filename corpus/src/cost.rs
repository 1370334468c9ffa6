//! Cost: runs one process under limits and tells what it took and how it ended.
//!
//! CPU time and peak memory come from the kernel (`wait4`), for the process and all that it waited for. Wall time
//! isn't measured: on a machine that is shared it says nothing.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use nix::sys::signal::Signal;
use serde::{Deserialize, Serialize};
use wait4::Wait4;

use crate::limits::{Limited, Limits};

/// What something took.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// CPU time, of user and system together.
    pub(crate) cpu_seconds: f64,
    /// The largest resident set.
    pub(crate) peak_megabytes: f64,
}

/// How a process ended.
pub(crate) struct Ended {
    pub(crate) cost: Cost,
    status: ExitStatus,
}

impl Ended {
    pub(crate) fn is_success(&self) -> bool {
        self.status.success()
    }

    /// Why a process that didn't end by itself ended, which the compiler's own complaints don't tell.
    pub(crate) fn how(&self) -> String {
        match self.status.signal() {
            Some(number) => match Signal::try_from(number) {
                Ok(Signal::SIGXCPU | Signal::SIGALRM) => "timed out".to_owned(),
                Ok(signal) => signal.as_str().to_owned(),
                Err(_) => format!("signal {number}"),
            },
            None => format!("exit code {}", self.status.code().unwrap_or_default()),
        }
    }

    /// The exit code, unless a signal ended it.
    pub(crate) fn code(&self) -> Option<i32> {
        self.status.code()
    }

    pub(crate) fn was_killed(&self) -> bool {
        self.status.signal().is_some()
    }
}

/// Runs a program in `folder`, with what it prints in `LOG.out` and `LOG.err` there.
pub(crate) fn run(
    limits: Limits,
    program: impl Into<OsString>,
    arguments: Vec<OsString>,
    folder: &Path,
    log: &str,
) -> io::Result<Ended> {
    let limited = Limited {
        limits,
        program: program.into(),
        arguments,
    };
    let child = Command::new(env::current_exe()?)
        .args(limited.arguments())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(File::create(folder.join(format!("{log}.out")))?)
        .stderr(File::create(folder.join(format!("{log}.err")))?)
        .spawn()?;
    let used = child.wait4()?;
    let cost = Cost {
        cpu_seconds: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        peak_megabytes: used.rusage.maxrss as f64 / f64::from(1 << 20),
    };
    Ok(Ended {
        cost,
        status: used.status,
    })
}
