//! Limits: what one process may take of the machine, so that one document costs one document.
//!
//! They are set by a process on itself, which then becomes the program: they hold for whatever that program starts,
//! and nobody has to watch it. On Linux it ends with the thread that started it as well, so that a run that is broken off
//! leaves nothing behind. What a process does with its limits isn't looked at here.

use std::error::Error;
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::process::Command;

use nix::sys::resource::{Resource, setrlimit};
#[cfg(target_os = "linux")]
use nix::sys::signal::Signal;

/// What one process may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// CPU time, which doesn't depend on what else the machine does.
    pub(crate) cpu_seconds: u64,
    /// Time by the clock, for a process that only waits.
    pub(crate) wall_seconds: u32,
    /// Bytes of address space.
    pub(crate) memory: u64,
}

/// A program under limits.
pub(crate) struct Limited {
    pub(crate) limits: Limits,
    pub(crate) program: OsString,
    pub(crate) arguments: Vec<OsString>,
}

impl Limited {
    pub(crate) const COMMAND: &str = "limited";

    /// The arguments with which this binary becomes the program.
    pub(crate) fn arguments(self) -> Vec<OsString> {
        let Limits {
            cpu_seconds,
            wall_seconds,
            memory,
        } = self.limits;
        let own = [
            Self::COMMAND.into(),
            cpu_seconds.to_string().into(),
            wall_seconds.to_string().into(),
            memory.to_string().into(),
            self.program,
        ];
        own.into_iter().chain(self.arguments).collect()
    }
}

/// Sets the limits and becomes the program; it comes back only when that failed.
pub(crate) fn become_limited(limited: Limited) -> Box<dyn Error> {
    let Limits {
        cpu_seconds,
        wall_seconds,
        memory,
    } = limited.limits;
    // A second between the two limits lets the first signal, which tells what happened, end the process.
    let limits = setrlimit(Resource::RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
        .and_then(|()| setrlimit(Resource::RLIMIT_AS, memory, memory))
        .and_then(|()| setrlimit(Resource::RLIMIT_CORE, 0, 0));
    if let Err(error) = limits {
        return error.into();
    }
    #[cfg(target_os = "linux")]
    if let Err(error) = nix::sys::prctl::set_pdeathsig(Signal::SIGKILL) {
        return error.into();
    }
    nix::unistd::alarm::set(wall_seconds);
    Command::new(limited.program)
        .args(limited.arguments)
        .exec()
        .into()
}
