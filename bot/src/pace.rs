//! A layer around a transport that keeps calls within Meta's limits per second and page: requests go in, and go on when it
//! is their turn. Calls that have no such limit go on at once.
//!
//! Source: <https://developers.facebook.com/documentation/business-messaging/messenger-platform/overview/rate-limiting>.

mod lane;
mod turns;

use std::fmt::{self, Debug, Formatter};
use std::time::{Duration, Instant};

use messenger_platform::runtime::http::Request;
use messenger_platform::runtime::transport::{BoxFuture, Carried, Patience};
use messenger_platform::runtime::{Body, Transport, TransportError};

use crate::Usage;
use lane::Lane;
use turns::{Page, Turns};

/// A transport that sends at most 300 messages a second, 10 messages and uploads (`message_attachments`) with audio or
/// video, and 2 calls for conversations, for each page. A page is told by its token, which every page has its own of; the
/// path tells which limit a call is under, in every version of the API. Conversations and messages that are asked for by an id
/// that begins with none of `t_`, `m_` and `mid.` can't be told from users, and go on at once.
///
/// Once an answer tells that a bot's calls are refused for a while ([`Usage::regain_access`]), all these calls of the page
/// wait for that. A call whose turn comes later than its time ends fails at once with a timeout, and wasn't sent.
///
/// ```
/// use messenger_bot::Paced;
/// use messenger_bot::platform::Client;
///
/// let client = Client::builder().bearer("PAGE_ACCESS_TOKEN").layer(Paced::new).build()?;
/// # Ok::<(), messenger_bot::platform::runtime::BuildError>(())
/// ```
pub struct Paced<T> {
    inner: T,
    clock: Box<dyn Fn() -> Duration + Send + Sync>,
    turns: Turns,
}

impl<T: Transport> Paced<T> {
    /// A layer around a transport, by whose clock it waits.
    pub fn new(inner: T) -> Self {
        let start = Instant::now();
        Self {
            inner,
            clock: Box::new(move || start.elapsed()),
            turns: Turns::default(),
        }
    }

    /// The same with another clock, which tells the time since any moment: for tests whose transport doesn't wait.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    fn paced(&self, request: Request<Body>, patience: Patience, lane: Lane) -> Carried<'_> {
        let page = Page::of(&request);
        Box::pin(async move {
            let wait = self
                .turns
                .take(page, lane, (self.clock)(), patience.head())
                .ok_or_else(|| TransportError::timeout("its turn comes when its time is up"))?;
            if !wait.is_zero() {
                self.inner.sleep(wait).await;
            }
            let answer = self.inner.send(request, less(patience, wait)).await?;
            if let Some(wait) = Usage::of(answer.headers()).regain_access() {
                let until = (self.clock)().saturating_add(wait);
                self.turns.hold(page, until);
            }
            Ok(answer)
        })
    }
}

impl<T: Transport> Transport for Paced<T> {
    fn send(&self, request: Request<Body>, patience: Patience) -> Carried<'_> {
        match Lane::of(&request) {
            Some(lane) => self.paced(request, patience, lane),
            None => self.inner.send(request, patience),
        }
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }
}

/// What is left when so much was waited for.
fn less(patience: Patience, wait: Duration) -> Patience {
    match patience {
        Patience::Exchange(whole) => Patience::Exchange(whole.saturating_sub(wait)),
        steps => steps,
    }
}

impl<T: Debug> Debug for Paced<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Paced")
            .field("inner", &self.inner)
            .finish_non_exhaustive()
    }
}
