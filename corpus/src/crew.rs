//! A crew: documents are worked off by several threads, and progress is told to standard error.

use std::collections::BTreeSet;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::document::Document;

/// How often progress is told.
const INTERVAL: Duration = Duration::from_secs(15);

/// Does something with each document, in so many threads; the results come in the order in which they are done.
pub(crate) fn work_off<R: Send>(
    documents: &[Document],
    jobs: usize,
    work: impl Fn(&Document) -> R + Sync,
) -> Vec<R> {
    let (send, results) = mpsc::channel();
    let queue = Mutex::new(documents.iter());
    let current = Mutex::new(BTreeSet::new());
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (send, queue, current, work) = (send.clone(), &queue, &current, &work);
            // What the locks guard is whole at any time, so that a thread that panicked spoils nothing.
            let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
            let current = || current.lock().unwrap_or_else(PoisonError::into_inner);
            scope.spawn(move || {
                while let Some(document) = next() {
                    current().insert(document.slug.as_str());
                    let result = work(document);
                    current().remove(document.slug.as_str());
                    if send.send(result).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        gather(&results, documents.len(), &current)
    })
}

/// Waits for all results and tells how far it has come.
fn gather<R>(results: &Receiver<R>, number: usize, current: &Mutex<BTreeSet<&str>>) -> Vec<R> {
    let mut done = Vec::with_capacity(number);
    let mut told = Instant::now();
    loop {
        match results.recv_timeout(INTERVAL.saturating_sub(told.elapsed())) {
            Ok(result) => done.push(result),
            Err(RecvTimeoutError::Disconnected) => return done,
            Err(RecvTimeoutError::Timeout) => {
                let names = current.lock().unwrap_or_else(PoisonError::into_inner);
                let names: Vec<_> = names.iter().copied().collect();
                eprintln!("{} of {number} done; now {}", done.len(), names.join(", "));
                told = Instant::now();
            }
        }
    }
}
