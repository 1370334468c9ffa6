//! From a call to its outcome: the request goes to the transport, the answer is read up to the limit or handed over as
//! it comes, and its status decides what it is. All of it is the same for every operation but the last step, which
//! decodes the body.

use std::time::{Duration, Instant};

use http::{StatusCode, header, response};

use super::{Call, Origin};
use crate::decode::{Content, Decode, Undecodable};
use crate::download::Source;
use crate::error::{Answer, Failure};
use crate::operation::matches;
use crate::transport::{BoxFuture, Patience};
use crate::{Answered, Body, Download, Endpoint, Error, Requested, Response};

/// An answer with a declared status.
struct Exchange {
    origin: Origin,
    /// Without bytes, if the body is a stream.
    answer: Answer,
    stream: Option<Download>,
}

/// What has to be known of a [`Decode`] before there is anything to decode.
#[derive(Clone, Copy)]
struct Wanted {
    accept: &'static str,
    streamed: &'static [(&'static str, bool)],
}

impl Wanted {
    fn of<D: Decode>() -> Self {
        Self {
            accept: D::ACCEPT,
            streamed: D::STREAMED,
        }
    }

    /// What may be a stream takes as long as it takes, so only its steps can be bounded.
    fn patience(self, timeout: Duration) -> Patience {
        if self.streamed.iter().any(|(_, is_streamed)| *is_streamed) {
            Patience::Step(timeout)
        } else {
            Patience::Exchange(timeout)
        }
    }

    fn is_streamed(self, status: StatusCode) -> bool {
        let mut rows = self.streamed.iter();
        let row = rows.find(|(declared, _)| matches(declared, status));
        status.is_success() && row.is_some_and(|(_, is_streamed)| *is_streamed)
    }
}

impl<'c> Call<'c> {
    /// Sends the call, and reads the answer as `E` says.
    ///
    /// # Errors
    /// Everything that [`Error`] lists.
    pub async fn send<E: Endpoint>(self) -> Answered<E> {
        let exchange = self.exchange(Wanted::of::<E::Success>()).await?;
        exchange.decode::<E::Success, E::Failure>()
    }

    /// The request that [`send`](Self::send) would send, with credentials and everything else. Its `Debug` shows the
    /// URL, and with it a key that belongs in the query.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] only.
    pub fn into_request<E: Endpoint>(mut self) -> Requested<E> {
        self.request(E::Success::ACCEPT)
            .map_err(Error::InvalidRequest)
    }

    /// Boxed, so that it is compiled once and not again in every crate that calls it.
    fn exchange(mut self, wanted: Wanted) -> BoxFuture<'c, Result<Exchange, Failure>> {
        Box::pin(async move {
            let request = self
                .request(wanted.accept)
                .map_err(Failure::InvalidRequest)?;
            let origin = Origin {
                client: self.client.clone(),
                operation: self.operation,
                authorization: request.headers().get(header::AUTHORIZATION).cloned(),
                accept: wanted.accept,
                patience: wanted.patience(self.timeout),
            };
            // A body that is read to its end is bounded as a whole, although the transport bounds only the steps.
            let deadline = match origin.patience {
                Patience::Step(step) => Instant::now().checked_add(step),
                Patience::Exchange(_) => None,
            };
            let sent = self.client.transport().send(request, origin.patience).await;
            let (head, body) = sent.map_err(|error| origin.broken(error))?.into_parts();
            if wanted.is_streamed(head.status) && origin.operation.declares(head.status) {
                Exchange::streaming(origin, head, body, deadline).await
            } else {
                Exchange::whole(origin, head, body, deadline).await
            }
        })
    }
}

impl Exchange {
    /// Reads all of the body.
    async fn whole(
        origin: Origin,
        head: response::Parts,
        mut body: Body,
        deadline: Option<Instant>,
    ) -> Result<Self, Failure> {
        let (status, headers) = (head.status, head.headers);
        let answer = match body.read(origin.limit(), deadline).await {
            Ok(bytes) => Answer {
                status,
                headers,
                bytes,
            },
            Err(why) => return Err(origin.unread(why, status, headers)),
        };
        if !origin.operation.declares(answer.status) {
            return Err(Failure::UndocumentedStatus(origin.undocumented(answer)));
        }
        Ok(Self {
            origin,
            answer,
            stream: None,
        })
    }

    /// Hands over the body, unless it is of another kind than was asked for.
    async fn streaming(
        origin: Origin,
        head: response::Parts,
        body: Body,
        deadline: Option<Instant>,
    ) -> Result<Self, Failure> {
        if origin.mislabelled(&head.headers).is_some() {
            let Self { origin, answer, .. } = Self::whole(origin, head, body, deadline).await?;
            let cause = Undecodable::new(format_args!("it was to be {}", origin.accept));
            return Err(Failure::Decode(origin.undecodable(answer, &cause)));
        }
        let (status, headers) = (head.status, head.headers);
        let source = Source {
            origin: origin.clone(),
            status,
            headers: headers.clone(),
        };
        Ok(Self {
            origin,
            answer: Answer {
                status,
                headers,
                bytes: bytes::Bytes::new(),
            },
            stream: Some(Download::new(body, source)),
        })
    }

    fn decode<S: Decode, F: Decode>(self) -> Result<Response<S::Value>, Error<F::Value>> {
        let Self {
            origin,
            answer,
            stream,
        } = self;
        if !answer.status.is_success() {
            let body = F::decode(answer.status, Content::Whole(&answer.bytes)).ok();
            return Err(Error::Api(Box::new(origin.api_error(answer, body))));
        }
        let content = stream.map_or(Content::Whole(&answer.bytes), Content::Stream);
        match S::decode(answer.status, content) {
            Ok(body) => Ok(Response::new(answer, body)),
            Err(cause) => Err(Error::Decode(origin.undecodable(answer, &cause))),
        }
    }
}
