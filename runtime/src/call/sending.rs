//! A call under way: an answer goes in as bytes, what the operation makes of it comes out. The future has a name rather
//! than being an `async fn`'s, which the compiler would check again for each operation of a document, at more cost than
//! the operation's own code.

use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::Call;
use super::exchange::Exchanged;
use super::wanted::Wanted;
use crate::error::DECODE;
use crate::transport::BoxFuture;
use crate::{Answered, Endpoint, Error};

/// A call that is sent when this is awaited; what a call's `send` gives.
///
/// # Errors
/// The output is an error for everything that [`Error`] lists.
#[must_use = "a call does nothing until it is awaited"]
pub struct Sending<'c, E> {
    exchange: BoxFuture<'c, Exchanged>,
    endpoint: PhantomData<fn() -> E>,
}

impl<'c> Call<'c> {
    /// Sends the call, and reads the answer as `E` says.
    ///
    /// # Errors
    /// Everything that [`Error`] lists.
    pub fn send<E: Endpoint>(self) -> Sending<'c, E> {
        Sending {
            exchange: self.exchange(Wanted::of::<E::Success>()),
            endpoint: PhantomData,
        }
    }

    /// Sends the call and waits for the answer on this thread, for clients made by
    /// [`build_blocking`](crate::ClientBuilder::build_blocking).
    ///
    /// # Errors
    /// Everything that [`Error`] lists; [`Error::InvalidRequest`] where the client is an async one.
    #[cfg(feature = "blocking")]
    pub fn send_blocking<E: Endpoint>(self) -> Answered<E> {
        crate::wait::wait(self.send::<E>())
    }
}

impl<E: Endpoint> Future for Sending<'_, E> {
    type Output = Answered<E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answered<E>> {
        let (exchange, span) = ready!(self.exchange.as_mut().poll(context))?;
        let answer = exchange.decode::<E::Success, E::Failure>();
        if let Err(Error::Decode(_)) = &answer {
            span.failed(DECODE);
        }
        Poll::Ready(answer)
    }
}

impl<E> Debug for Sending<'_, E> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sending").finish_non_exhaustive()
    }
}
