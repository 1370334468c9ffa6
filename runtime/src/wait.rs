//! Waiting on the spot: a future goes in and its value comes out, on the thread of the caller, which sleeps until
//! somebody wakes it. Nothing here makes a future go on: where it needs a reactor, such as Tokio's, that has to run on
//! another thread, and a transport that leans on one refuses to be waited for, because it would never answer.

use std::cell::Cell;
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use crate::clock::Deadline;

thread_local! {
    static IS_WAITING: Cell<bool> = const { Cell::new(false) };
}

/// What wakes a wait. Each has its own, because a wait within another may use up what unparks their thread.
struct Signal {
    thread: Thread,
    is_woken: AtomicBool,
}

impl Signal {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            thread: thread::current(),
            is_woken: AtomicBool::new(false),
        })
    }

    /// Whether it was woken since this was asked last.
    fn take(&self) -> bool {
        self.is_woken.swap(false, Ordering::Acquire)
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Whether this thread waits for a future, so that what is polled can't count on a reactor of the same thread.
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub(crate) fn is_waiting() -> bool {
    IS_WAITING.get()
}

/// The value of a future, as soon as it has one.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    let sleep = || {
        thread::park();
        Ok::<_, Infallible>(())
    };
    let Ok(value) = wait_by(sleep, future);
    value
}

/// The value of a future, unless it has none by the deadline.
pub(crate) fn wait_until<T>(deadline: Deadline, future: impl Future<Output = T>) -> Option<T> {
    let sleep = || match deadline.left() {
        Duration::ZERO => Err(()),
        left => {
            thread::park_timeout(left);
            Ok(())
        }
    };
    wait_by(sleep, future).ok()
}

/// The value of a future, which is polled whenever it was woken; between that the thread sleeps, unless it won't.
fn wait_by<T, E>(
    sleep: impl Fn() -> Result<(), E>,
    future: impl Future<Output = T>,
) -> Result<T, E> {
    let mut future = pin!(future);
    let signal = Signal::new();
    let waker = Waker::from(Arc::clone(&signal));
    loop {
        if let Poll::Ready(value) = poll(future.as_mut(), &waker) {
            return Ok(value);
        }
        while !signal.take() {
            sleep()?;
        }
    }
}

fn poll<T>(future: Pin<&mut impl Future<Output = T>>, waker: &Waker) -> Poll<T> {
    let _waiting = Waiting(IS_WAITING.replace(true));
    future.poll(&mut Context::from_waker(waker))
}

/// Tells that this thread waits; dropped, it tells what was so before.
struct Waiting(bool);

impl Drop for Waiting {
    fn drop(&mut self) {
        IS_WAITING.set(self.0);
    }
}
