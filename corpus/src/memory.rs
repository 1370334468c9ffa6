//! The machine's memory: how much is free, and how many documents can be tried at once with it.

use std::fs;
use std::num::NonZero;
use std::thread;

/// What the compiler may need for one of the larger documents.
const PER_JOB: u64 = 4 << 30;

/// How many documents are tried at once: one a core, fewer when memory is short.
pub(crate) fn default_jobs() -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let by_memory = usize::try_from(available() / PER_JOB).unwrap_or(cores);
    cores.min(by_memory).max(1)
}

/// What each of so many jobs may take. It is more than its share when that would be too little for the compiler at all.
pub(crate) fn per_job(jobs: usize) -> u64 {
    let jobs = u64::try_from(jobs.max(1)).unwrap_or(1);
    (available() / jobs).max(PER_JOB)
}

/// Bytes that can be had without swapping, as Linux tells it; elsewhere one job's worth a core is taken for granted.
fn available() -> u64 {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes = text
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    kilobytes.map_or(PER_JOB.saturating_mul(cores as u64), |kilobytes| {
        kilobytes.saturating_mul(1024)
    })
}
