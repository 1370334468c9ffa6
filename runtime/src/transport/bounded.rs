//! Ends of waits, for stacks that have none of their own: a future or a stream and a clock go in, and what comes out
//! ends in a timeout as [`Patience`] says.

mod progress;

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use crate::transport::{BoxFuture, Patience};
use crate::{Body, TransportError};
use progress::Progress;

/// Makes a future that is over after a time.
pub(super) type Clock = Arc<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>;

type Chunk = Result<Bytes, TransportError>;

/// The time of an exchange, as it passes.
pub(super) struct Bounds {
    clock: Clock,
    patience: Patience,
    /// The end of the exchange, or of the wait that is going on.
    end: Option<BoxFuture<'static, ()>>,
    /// How the request gets on, if it is a stream.
    progress: Option<Progress>,
}

impl Bounds {
    /// The time begins now.
    pub(super) fn new(clock: &Clock, patience: Patience) -> Self {
        Self {
            clock: Arc::clone(clock),
            patience,
            end: Some(clock(patience.head())),
            progress: None,
        }
    }

    /// The request's body. While a stream of it goes out the answer's head can't come, so the time of that begins again
    /// as long as there is progress.
    pub(super) fn watched(&mut self, body: Body) -> Body {
        match self.patience {
            Patience::Steps { .. } if body.as_bytes().is_none() => {
                let progress = self.progress.get_or_insert_default();
                progress.watched(body)
            }
            _ => body,
        }
    }

    /// Waits for the answer's head. It is pinned already, because what is given to an `async` function is kept twice.
    pub(super) async fn head<T>(
        &mut self,
        mut head: Pin<&mut impl Future<Output = Result<T, TransportError>>>,
    ) -> Result<T, TransportError> {
        poll_fn(|context| match head.as_mut().poll(context) {
            Poll::Ready(head) => Poll::Ready(head),
            Poll::Pending => self.poll_head(context).map(Err),
        })
        .await
    }

    /// Whether the time for the answer's head is up.
    fn poll_head(&mut self, context: &mut Context<'_>) -> Poll<TransportError> {
        loop {
            let late = ready!(self.poll(context, "no answer came"));
            if !self.progress.as_ref().is_some_and(Progress::goes_on) {
                return Poll::Ready(late);
            }
            self.end = Some((self.clock)(self.patience.head()));
        }
    }

    /// The answer's body in what is left of the time.
    pub(super) fn body<S>(mut self, chunks: S) -> impl Stream<Item = Chunk>
    where
        S: Stream<Item = Chunk> + Unpin,
    {
        self.pause();
        Bounded {
            chunks: Some(chunks),
            bounds: self,
        }
    }

    /// Ends a wait. The time of the whole exchange goes on.
    fn pause(&mut self) {
        if let Patience::Steps { .. } = self.patience {
            self.end = None;
        }
    }

    /// Whether the time is up.
    fn poll(&mut self, context: &mut Context<'_>, missed: &str) -> Poll<TransportError> {
        let time = match self.patience {
            Patience::Exchange(time) => time,
            Patience::Steps { chunk, .. } => chunk,
        };
        let end = self.end.get_or_insert_with(|| (self.clock)(time));
        ready!(end.as_mut().poll(context));
        Poll::Ready(TransportError::timeout(missed))
    }
}

struct Bounded<S> {
    /// None after a wait that took too long.
    chunks: Option<S>,
    bounds: Bounds,
}

impl<S: Stream<Item = Chunk> + Unpin> Stream for Bounded<S> {
    type Item = Chunk;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let Self { chunks, bounds } = &mut *self;
        let Some(coming) = chunks else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(chunk) = Pin::new(coming).poll_next(context) {
            bounds.pause();
            return Poll::Ready(chunk);
        }
        let late = ready!(bounds.poll(context, "no further piece of the body came"));
        *chunks = None;
        Poll::Ready(Some(Err(late)))
    }
}
