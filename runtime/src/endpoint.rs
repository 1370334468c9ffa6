//! Endpoints: what the type of each generated call says about itself. An operation and two ways to read bodies go in;
//! [`Client`](crate::Client) and [`Call`](crate::Call) do the rest. There is no value of an endpoint: it is all types.

use bytes::Bytes;

use crate::decode::Decode;
use crate::{Error, Operation, Response};

/// An operation, and how the answers to it are read.
pub trait Endpoint {
    /// What is called.
    const OPERATION: &'static Operation;
    /// How the body of a success is read.
    type Success: Decode;
    /// How the body of a declared failure is read.
    type Failure: Decode;
}

/// What a call of the endpoint `E` gives.
pub type Answered<E> = Result<
    Response<<<E as Endpoint>::Success as Decode>::Value>,
    Error<<<E as Endpoint>::Failure as Decode>::Value>,
>;

/// What a call of the endpoint `E` gives when it isn't sent.
pub type Requested<E> =
    Result<http::Request<Bytes>, Error<<<E as Endpoint>::Failure as Decode>::Value>>;
