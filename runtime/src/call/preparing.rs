//! A request under way: credentials go in as they are provided, a complete request comes out. The future has a name for
//! the same reason as [`Sending`](super::Sending).

use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Call;
use super::request::labelled;
use crate::clock::Deadline;
use crate::decode::Decode;
use crate::error::Failure;
use crate::transport::BoxFuture;
use crate::{Body, Endpoint, Requested};

/// A complete request, made when this is awaited; what a call's `prepare` gives.
///
/// # Errors
/// The output is an error for what is wrong with the call, and for what providers of credentials fail with.
#[must_use = "nothing is made until it is awaited"]
pub struct Preparing<'c, E> {
    request: BoxFuture<'c, Result<http::Request<Body>, Failure>>,
    endpoint: PhantomData<fn() -> E>,
}

impl<'c> Call<'c> {
    /// The same request as that of [`into_request`](Self::into_request), for which the providers of credentials are asked
    /// if they have to be.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`](crate::Error::InvalidRequest), [`Error::Credential`](crate::Error::Credential), and
    /// [`Error::Timeout`](crate::Error::Timeout) of providers.
    pub fn prepare<E: Endpoint>(self) -> Preparing<'c, E> {
        Preparing {
            request: Box::pin(self.prepared(E::Success::ACCEPT)),
            endpoint: PhantomData,
        }
    }

    async fn prepared(mut self, accept: &'static str) -> Result<http::Request<Body>, Failure> {
        let grants = self.grants(Deadline::after(self.timeout())).await?;
        let request = self.request(accept, &grants);
        request
            .map(|request| labelled(request, self.operation))
            .map_err(Failure::InvalidRequest)
    }
}

impl<E: Endpoint> Future for Preparing<'_, E> {
    type Output = Requested<E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Requested<E>> {
        let request = self.request.as_mut().poll(context);
        request.map_err(Into::into)
    }
}

impl<E> Debug for Preparing<'_, E> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Preparing").finish_non_exhaustive()
    }
}
