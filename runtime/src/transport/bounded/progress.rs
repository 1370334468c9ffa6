//! Whether a request gets on. A stream of it goes in, and comes out watched; nothing is timed here.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::{Body, TransportError};

/// What the sending of a body tells whoever waits for the answer.
#[derive(Clone, Default)]
pub(super) struct Progress(Arc<Mutex<State>>);

#[derive(Clone, Copy, Default)]
enum State {
    /// The server is waited for.
    #[default]
    Still,
    /// A piece was taken.
    Moved,
    /// The body is waited for.
    Waiting,
}

impl Progress {
    /// The body, which tells how it gets on.
    pub(super) fn watched(&self, body: Body) -> Body {
        let length = body.length();
        let progress = self.clone();
        let watched = Body::stream(Watched { body, progress });
        match length {
            Some(length) => watched.with_length(length),
            None => watched,
        }
    }

    /// Whether there was any progress since this was asked last, or the server isn't to blame that there was none.
    pub(super) fn goes_on(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match *state {
            State::Still => false,
            State::Moved => {
                *state = State::Still;
                true
            }
            State::Waiting => true,
        }
    }

    fn set(&self, state: State) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

/// A body whose pieces are taken note of.
struct Watched {
    body: Body,
    progress: Progress,
}

impl Stream for Watched {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = Pin::new(&mut self.body).poll_next(context);
        self.progress.set(match &chunk {
            Poll::Ready(_) => State::Moved,
            Poll::Pending => State::Waiting,
        });
        chunk
    }
}
