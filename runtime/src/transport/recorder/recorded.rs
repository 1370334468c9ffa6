//! A request as it was sent.

use std::fmt::{self, Debug, Formatter};
use std::ops::Deref;

use bytes::Bytes;

use crate::Operation;
use crate::transport::Patience;

/// A request as a transport gets it: complete, with its URL, credentials, headers and body. It derefs to the
/// `http::Request`, of whose body all bytes are there, also where it was a stream.
#[derive(Clone)]
pub struct Recorded {
    request: http::Request<Bytes>,
    operation: Option<&'static Operation>,
    patience: Patience,
}

impl Recorded {
    pub(super) fn new(
        request: http::Request<Bytes>,
        operation: Option<&'static Operation>,
        patience: Patience,
    ) -> Self {
        Self {
            request,
            operation,
            patience,
        }
    }

    /// The operation, unless something else than a call has made the request.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// The operation's id; it is empty where there is no operation.
    #[must_use]
    pub fn operation_id(&self) -> &'static str {
        self.operation.map_or("", Operation::id)
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// When it isn't JSON of this type.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_slice(self.request.body())
    }

    /// How long the exchange was given.
    #[must_use]
    pub fn patience(&self) -> Patience {
        self.patience
    }
}

impl Deref for Recorded {
    type Target = http::Request<Bytes>;

    fn deref(&self) -> &http::Request<Bytes> {
        &self.request
    }
}

/// Shows neither the URL's query nor the values of headers nor the body: a test's log is as public as any.
impl Debug for Recorded {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.request.headers().keys().collect();
        formatter
            .debug_struct("Recorded")
            .field("operation", &self.operation_id())
            .field("method", self.request.method())
            .field("path", &self.request.uri().path())
            .field("headers", &headers)
            .field("length", &self.request.body().len())
            .finish_non_exhaustive()
    }
}
