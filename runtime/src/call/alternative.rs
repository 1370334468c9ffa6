//! Calls that ask for another kind of answer than the operation's usual one, where the document offers several.

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::Call;
use crate::decode::Decode;
use crate::{
    Answered, Endpoint, Operation, Preparing, Requested, RetryPolicy, Sending, Throughput,
};

/// A call of the endpoint `E` whose answer is to be read as `S`: what `as_events`, `as_text` and such give.
#[must_use = "a call does nothing until it is awaited"]
pub struct CallAs<'c, E, S> {
    call: Call<'c>,
    reads: PhantomData<fn() -> (E, S)>,
}

impl<'c> Call<'c> {
    /// The same call for an answer of these media types, read as `S`.
    pub fn accepting<E, S>(mut self, accept: &'static str) -> CallAs<'c, E, S> {
        self.accept = Some(accept);
        CallAs {
            call: self,
            reads: PhantomData,
        }
    }
}

impl<E: Endpoint, S: Decode> Endpoint for CallAs<'_, E, S> {
    const OPERATION: &'static Operation = E::OPERATION;
    type Success = S;
    type Failure = E::Failure;
}

impl<'c, E: Endpoint, S: Decode> CallAs<'c, E, S> {
    /// Sends the call; awaiting it does the same.
    ///
    /// # Errors
    /// Everything that [`Error`](crate::Error) lists.
    pub fn send(self) -> Sending<'c, Self> {
        self.call.send::<Self>()
    }

    /// Sends the call and waits for the answer on this thread, for clients made by
    /// [`build_blocking`](crate::ClientBuilder::build_blocking).
    ///
    /// # Errors
    /// Everything that [`Error`](crate::Error) lists.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Answered<Self> {
        self.call.send_blocking::<Self>()
    }

    /// The complete request instead of sending it.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`](crate::Error::InvalidRequest) only.
    pub fn into_request(self) -> Requested<Self> {
        self.call.into_request::<Self>()
    }

    /// The complete request instead of sending it; see [`Call::prepare`].
    ///
    /// # Errors
    /// [`Error::InvalidRequest`](crate::Error::InvalidRequest), and what providers of credentials fail with.
    pub fn prepare(self) -> Preparing<'c, Self> {
        self.call.prepare::<Self>()
    }

    /// The same call with another time; see [`Call::with_timeout`].
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.call = self.call.with_timeout(timeout);
        self
    }

    /// The same call with another throughput; see [`Call::with_throughput`].
    pub fn with_throughput(mut self, throughput: Throughput) -> Self {
        self.call = self.call.with_throughput(throughput);
        self
    }

    /// The same call with another limit for what is kept of its answer.
    pub fn with_response_limit(mut self, bytes: usize) -> Self {
        self.call = self.call.with_response_limit(bytes);
        self
    }

    /// The same call with a header, instead of any that it would have otherwise.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.call = self.call.with_header(name, value);
        self
    }

    /// The same call with another policy for retries than the client's.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.call = self.call.with_retry(policy);
        self
    }

    /// The same call with a query parameter that the document doesn't know.
    pub fn with_query(mut self, name: &str, value: &str) -> Self {
        self.call = self.call.with_query(name, value);
        self
    }

    /// The same call with a property of its JSON body that the document doesn't know.
    pub fn with_json_property<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        self.call = self.call.with_json_property(name, value);
        self
    }

    /// The same call, sent whether or not its values keep to the document; see [`Call::without_validation`].
    pub fn without_validation(mut self) -> Self {
        self.call = self.call.without_validation();
        self
    }
}

impl<'c, E: Endpoint, S: Decode> IntoFuture for CallAs<'c, E, S> {
    type Output = Answered<Self>;
    type IntoFuture = Sending<'c, Self>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<E, S> Debug for CallAs<'_, E, S> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.call.fmt(formatter)
    }
}
