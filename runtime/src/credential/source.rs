//! One provider's credential, for all calls that need it: a call that needs one goes in, and the one at hand or a new one
//! comes out. However many calls wait, one of them asks the provider. If that one is given up, another takes its place.
//!
//! The lock is never held while anything is awaited, nor while code of the user's runs.

use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use super::asking::{Asking, Stage, within};
use super::{CredentialProvider, Held};
use crate::Transport;
use crate::clock::Deadline;

/// What a provider has failed with.
pub(crate) type Cause = Arc<dyn Error + Send + Sync>;

/// A provider, and what it gave last.
pub(crate) struct Source {
    pub(super) provider: Box<dyn CredentialProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) held: Option<Arc<Held>>,
    /// The failure that came last, and after how many others.
    pub(super) failure: Option<(u64, Cause)>,
    pub(super) stage: Stage,
}

/// Why there is no credential.
pub(crate) enum Unprovided {
    Failed(Cause),
    /// The provider's own work needs it.
    Nested,
    /// The call's time was up.
    Late,
}

/// What a call that needs a credential has to do.
enum Turn<'s> {
    Take(Arc<Held>),
    Fail(Unprovided),
    Ask(Asking<'s>),
    Wait,
}

impl Source {
    pub(super) fn new(provider: impl CredentialProvider) -> Self {
        Self {
            provider: Box::new(provider),
            state: Mutex::default(),
        }
    }

    /// What the provider gave last, unless it was refused or has expired.
    pub(crate) fn at_hand(&self) -> Option<Arc<Held>> {
        let held = self.lock().held.clone();
        held.filter(|held| held.is_valid())
    }

    /// Takes note that this one can't be used; another one that came since is kept.
    pub(crate) fn refuse(&self, refused: &Arc<Held>) {
        self.lock().held.take_if(|held| Arc::ptr_eq(held, refused));
    }

    /// A credential that can be used: the one at hand, or one that the provider gives before the deadline.
    pub(crate) async fn credential(
        &self,
        clock: &dyn Transport,
        deadline: Deadline,
    ) -> Result<Arc<Held>, Unprovided> {
        // What failed before is no answer to this call.
        let failures = self.lock().failures();
        loop {
            match self.turn(failures) {
                Turn::Take(held) => return Ok(held),
                Turn::Fail(why) => return Err(why),
                Turn::Ask(asking) => return asking.answer(clock, deadline).await,
                Turn::Wait => within(clock, deadline, |context| self.poll_end(context))
                    .await
                    .ok_or(Unprovided::Late)?,
            }
        }
    }

    fn turn(&self, failures: u64) -> Turn<'_> {
        let mut state = self.lock();
        let valid = state.held.clone().filter(|held| held.is_valid());
        if let Some(fresh) = valid.clone().filter(|held| held.is_fresh()) {
            return Turn::Take(fresh);
        }
        if state.stage.is_asking() {
            // What is to be renewed is as good as ever until then.
            return match valid {
                Some(held) => Turn::Take(held),
                None if state.stage.is_nested() => Turn::Fail(Unprovided::Nested),
                None => Turn::Wait,
            };
        }
        match &state.failure {
            Some((number, cause)) if *number > failures => {
                Turn::Fail(Unprovided::Failed(cause.clone()))
            }
            _ => {
                state.stage.begin();
                Turn::Ask(Asking::new(self, valid))
            }
        }
    }

    /// Waits until the provider isn't asked any more. Whether the wait is bounded by a clock is told by whether the
    /// provider itself waits: one that blocks may be asked by blocking calls, whose clock would block as well.
    fn poll_end(&self, context: &mut Context<'_>) -> (Poll<()>, bool) {
        self.lock().stage.poll_end(context)
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    pub(super) fn failures(&self) -> u64 {
        self.failure.as_ref().map_or(0, |(number, _)| *number)
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Waker;
    use std::time::Duration;

    use super::*;
    use crate::transport::{BoxFuture, Carried, Patience};
    use crate::{Body, Credential, Provided};

    struct Failing;

    impl CredentialProvider for Failing {
        fn provide(&self) -> BoxFuture<'_, Provided> {
            Box::pin(async { Err("no".into()) })
        }
    }

    struct NoClock;

    impl Transport for NoClock {
        fn send(&self, _: http::Request<Body>, _: Patience) -> Carried<'_> {
            unreachable!("nothing is sent")
        }

        fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
            unreachable!("nothing waits")
        }
    }

    #[test]
    fn what_is_due_is_renewed_by_one_and_used_by_the_others() {
        let source = Source::new(Failing);
        let due = Arc::new(Held::ending(Duration::ZERO, Duration::from_secs(3600)));
        source.lock().held = Some(due.clone());
        let first = source.turn(0);
        assert!(matches!(first, Turn::Ask(_)));
        assert!(matches!(source.turn(0), Turn::Take(held) if Arc::ptr_eq(&held, &due)));
        // Without an answer it is another's turn.
        drop(first);
        assert!(matches!(source.turn(0), Turn::Ask(_)));
        // That the provider fails does no harm yet.
        let deadline = Deadline::after(Duration::from_secs(3600));
        let held = pin!(source.credential(&NoClock, deadline));
        let held = held.poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(held, Poll::Ready(Ok(held)) if Arc::ptr_eq(&held, &due)));
        assert_eq!(source.lock().failures(), 1);
    }

    #[test]
    fn only_what_was_refused_goes() {
        let source = Source::new(Failing);
        let old = Arc::new(Held::new(Credential::bearer("1")));
        let new = Arc::new(Held::new(Credential::bearer("2")));
        source.lock().held = Some(new.clone());
        source.refuse(&old);
        assert!(source.at_hand().is_some());
        source.refuse(&new);
        assert!(source.at_hand().is_none());
    }
}
