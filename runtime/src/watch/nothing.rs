//! Calls that nobody watches: nothing goes in, and nothing is done.

use http::{Request, StatusCode};

use crate::security::Secrets;
use crate::{Body, Operation};

/// A call that nobody watches.
pub(crate) struct Watch;

/// What would be a span.
#[derive(Clone)]
pub(crate) struct Span;

impl Watch {
    pub(crate) fn begin(_: &'static Operation) -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "it counts with the feature")]
    pub(crate) fn span(&self) -> Span {
        Span
    }

    #[expect(clippy::unused_self, reason = "it counts with the feature")]
    pub(crate) fn request(&mut self, _: &Request<Body>, _: impl Fn() -> Secrets) -> Span {
        Span
    }
}

impl Span {
    #[expect(clippy::unused_self, reason = "it counts with the feature")]
    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        future
    }

    pub(crate) fn answered(&self, _: StatusCode) {}

    pub(crate) fn failed(&self, _: &str) {}
}
