//! Bodies of requests that are taken too slowly. What a transport takes goes by here; how long it takes between two
//! pieces is the server's time, and how long a piece takes to come is the caller's, which isn't counted.

use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::Body;
use crate::TransportError;
use crate::clock::Instant;
use crate::pace::{Meter, Stalled};

/// Where it is told that a body was taken too slowly: the transport's own error may not say it.
pub(crate) type Verdict = Arc<OnceLock<Stalled>>;

/// A body, and how fast it goes.
pub(super) struct Paced {
    body: Body,
    meter: Meter,
    verdict: Verdict,
    /// The piece that was taken last, and when.
    taken: Option<(Instant, usize)>,
}

impl Paced {
    pub(super) fn new(body: Body, meter: Meter, verdict: Verdict) -> Self {
        Self {
            body,
            meter,
            verdict,
            taken: None,
        }
    }

    pub(super) fn body(&self) -> &Body {
        &self.body
    }

    pub(super) fn try_clone(&self) -> Option<Self> {
        let (meter, verdict) = (self.meter.restarted(), self.verdict.clone());
        Some(Self::new(self.body.try_clone()?, meter, verdict))
    }

    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        if let Some((moment, length)) = self.taken.take()
            && let Err(stalled) = self.meter.pass(moment.elapsed(), length)
        {
            self.body = Body::from(Bytes::new());
            let stalled = self.verdict.get_or_init(|| stalled);
            return Poll::Ready(Some(Err(TransportError::timeout(*stalled))));
        }
        let chunk = Pin::new(&mut self.body).poll_next(context);
        if let Poll::Ready(Some(Ok(chunk))) = &chunk {
            self.taken = Some((Instant::now(), chunk.len()));
        }
        chunk
    }
}
