//! Bodies that follow each other: parts of a form, and what stands between them.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::Body;
use crate::TransportError;

/// What is left of the bodies.
pub(super) struct Chain(VecDeque<Body>);

impl Chain {
    pub(super) fn new(bodies: Vec<Body>) -> Self {
        Self(bodies.into())
    }

    pub(super) fn length(&self) -> Option<u64> {
        let mut lengths = self.0.iter().map(Body::length);
        lengths.try_fold(0_u64, |sum, length| sum.checked_add(length?))
    }

    pub(super) fn try_clone(&self) -> Option<Self> {
        self.0
            .iter()
            .map(Body::try_clone)
            .collect::<Option<_>>()
            .map(Self)
    }

    pub(super) fn prepare(&mut self) -> Result<(), String> {
        self.0.iter_mut().try_for_each(Body::prepare)
    }

    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        while let Some(body) = self.0.front_mut() {
            match ready!(Pin::new(body).poll_next(context)) {
                Some(Ok(chunk)) => return Poll::Ready(Some(Ok(chunk))),
                Some(Err(error)) => {
                    self.0.clear();
                    return Poll::Ready(Some(Err(error)));
                }
                None => _ = self.0.pop_front(),
            }
        }
        Poll::Ready(None)
    }
}
