//! Endpoints: what the type of each generated call says about itself. An operation and two ways to read bodies go in;
//! [`Client`](crate::Client) and [`Call`](crate::Call) do the rest. There is no value of an endpoint: it is all types.

use bytes::Bytes;

use crate::decode::Decode;
use crate::{Body, Error, Operation, Response, call};

/// An operation, and how the answers to it are read.
pub trait Endpoint {
    /// What is called.
    const OPERATION: &'static Operation;
    /// How the body of a success is read.
    type Success: Decode;
    /// How the body of a declared failure is read.
    type Failure: Decode;

    /// Reads an answer that came by other means than a [`Client`](crate::Client), for those who send requests with a
    /// stack of their own: see [`Call::into_request`](crate::Call::into_request).
    ///
    /// # Errors
    /// [`Error::Api`], [`Error::UndocumentedStatus`] or [`Error::Decode`].
    fn read(answer: http::Response<Bytes>) -> Answered<Self>
    where
        Self: Sized,
    {
        call::read::<Self>(answer)
    }
}

/// What a call of the endpoint `E` gives.
pub type Answered<E> = Result<
    Response<<<E as Endpoint>::Success as Decode>::Value>,
    Error<<<E as Endpoint>::Failure as Decode>::Value>,
>;

/// What a call of the endpoint `E` gives when it isn't sent.
pub type Requested<E> =
    Result<http::Request<Body>, Error<<<E as Endpoint>::Failure as Decode>::Value>>;
