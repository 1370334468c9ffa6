//! One time that a provider is asked: who asks sees to it that those who wait are woken, however it ends.

use std::future::{pending, poll_fn, ready};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::thread::{self, ThreadId};

use super::Held;
use super::provider::Provided;
use super::source::{Source, Unprovided};
use crate::Transport;
use crate::clock::Deadline;
use crate::transport::BoxFuture;

/// Whether a provider is asked, and who waits for it.
#[derive(Default)]
pub(super) struct Stage {
    is_asking: bool,
    /// The thread that runs the provider's code just now.
    runs_on: Option<ThreadId>,
    /// Whether the provider has been waiting for something.
    pends: bool,
    waiting: Vec<Waker>,
}

impl Stage {
    pub(super) fn begin(&mut self) {
        self.is_asking = true;
    }

    pub(super) fn is_asking(&self) -> bool {
        self.is_asking
    }

    /// Whether it is the provider's own code that asks for its credential.
    pub(super) fn is_nested(&self) -> bool {
        self.runs_on == Some(thread::current().id())
    }

    pub(super) fn poll_end(&mut self, context: &mut Context<'_>) -> (Poll<()>, bool) {
        if !self.is_asking {
            return (Poll::Ready(()), self.pends);
        }
        let waker = context.waker();
        if !self.waiting.iter().any(|known| known.will_wake(waker)) {
            self.waiting.push(waker.clone());
        }
        (Poll::Pending, self.pends)
    }

    /// Notes that the provider waits. Who has to be told of it, is told by the caller.
    fn pend(&mut self) -> Vec<Waker> {
        match std::mem::replace(&mut self.pends, true) {
            true => Vec::new(),
            false => std::mem::take(&mut self.waiting),
        }
    }
}

/// The turn to ask the provider. It is over when it is dropped.
pub(super) struct Asking<'s> {
    source: &'s Source,
    /// What is to be renewed, and still valid.
    valid: Option<Arc<Held>>,
}

impl<'s> Asking<'s> {
    pub(super) fn new(source: &'s Source, valid: Option<Arc<Held>>) -> Self {
        Self { source, valid }
    }

    /// What the provider gives, or what is valid anyway.
    pub(super) async fn answer(
        self,
        clock: &dyn Transport,
        deadline: Deadline,
    ) -> Result<Arc<Held>, Unprovided> {
        // The first part of the provider's code runs when it is polled, like all others.
        let mut provided = pin!(async { self.source.provider.provide().await });
        let provided = within(clock, deadline, |context| {
            self.runs(Some(thread::current().id()));
            let polled = provided.as_mut().poll(context);
            self.runs(None);
            if polled.is_pending() {
                let waiting = self.source.lock().stage.pend();
                waiting.into_iter().for_each(Waker::wake);
            }
            (polled, true)
        });
        match (provided.await, &self.valid) {
            (Some(provided), valid) => self.keep(provided).or_else(|why| valid.clone().ok_or(why)),
            (None, Some(valid)) => Ok(valid.clone()),
            (None, None) => Err(Unprovided::Late),
        }
    }

    fn runs(&self, on: Option<ThreadId>) {
        self.source.lock().stage.runs_on = on;
    }

    fn keep(&self, provided: Provided) -> Result<Arc<Held>, Unprovided> {
        let mut state = self.source.lock();
        match provided {
            Ok(credential) => {
                let held = Arc::new(Held::new(credential));
                state.held = Some(held.clone());
                Ok(held)
            }
            Err(cause) => {
                let cause = Arc::from(cause);
                state.failure = Some((state.failures() + 1, Arc::clone(&cause)));
                Err(Unprovided::Failed(cause))
            }
        }
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        let stage = std::mem::take(&mut self.source.lock().stage);
        stage.waiting.into_iter().for_each(Waker::wake);
    }
}

/// Polls until it is ready; `None`, if that isn't so by the deadline. Each poll also tells whether a clock may be asked
/// to wake the call: where nothing ever waits, a clock would block.
pub(super) async fn within<T>(
    clock: &dyn Transport,
    deadline: Deadline,
    mut poll: impl FnMut(&mut Context<'_>) -> (Poll<T>, bool),
) -> Option<T> {
    let mut end = None;
    poll_fn(|context| match poll(context) {
        (Poll::Ready(value), _) => Poll::Ready(Some(value)),
        (Poll::Pending, false) => Poll::Pending,
        (Poll::Pending, true) => {
            let end = end.get_or_insert_with(|| alarm(clock, deadline, context));
            end.as_mut().poll(context).map(|()| None)
        }
    })
    .await
}

/// A wait that ends at the deadline. One that is over at once, as in tests, is none to go by.
fn alarm<'c>(
    clock: &'c dyn Transport,
    deadline: Deadline,
    context: &mut Context<'_>,
) -> BoxFuture<'c, ()> {
    let mut alarm = clock.sleep(deadline.left());
    match alarm.as_mut().poll(context) {
        Poll::Pending => alarm,
        Poll::Ready(()) if deadline.has_passed() => Box::pin(ready(())),
        Poll::Ready(()) => Box::pin(pending()),
    }
}
