//! From a call to its outcome: the request goes to the transport, the answer is read up to the limit, and its status
//! decides what it is. All of it is the same for every operation but the last step, which decodes the body.

use http::{HeaderValue, header};

use super::Call;
use crate::body::Unread;
use crate::decode::{Decode, Undecodable};
use crate::error::{
    Answer, Excerpt, Failure, ResponseTooLarge, Timeout, TransportFailure, UndocumentedStatus,
};
use crate::security::Secrets;
use crate::transport::BoxFuture;
use crate::{
    Answered, ApiError, Body, Client, DecodeError, Endpoint, Error, Operation, Requested, Response,
    TransportError,
};

/// An answer with a declared status.
struct Exchange<'c> {
    client: &'c Client,
    operation: &'static Operation,
    authorization: Option<HeaderValue>,
    answer: Answer,
}

impl<'c> Call<'c> {
    /// Sends the call, and reads the answer as `E` says.
    ///
    /// # Errors
    /// Everything that [`Error`] lists.
    pub async fn send<E: Endpoint>(self) -> Answered<E> {
        let exchange = self.exchange(E::Success::ACCEPT).await?;
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
    fn exchange(mut self, accept: &'static str) -> BoxFuture<'c, Result<Exchange<'c>, Failure>> {
        Box::pin(async move {
            let request = self.request(accept).map_err(Failure::InvalidRequest)?;
            let authorization = request.headers().get(header::AUTHORIZATION).cloned();
            let sent = self.client.transport().send(request, self.timeout).await;
            let answer = self.read(sent.map_err(|error| self.broken(error))?).await?;
            let Self {
                client, operation, ..
            } = self;
            let exchange = Exchange {
                client,
                operation,
                authorization,
                answer,
            };
            if operation.declares(exchange.answer.status) {
                return Ok(exchange);
            }
            Err(Failure::UndocumentedStatus(exchange.undocumented()))
        })
    }

    async fn read(&self, response: http::Response<Body>) -> Result<Answer, Failure> {
        let (head, body) = response.into_parts();
        let limit = self.client.response_limit();
        match body.read(limit).await {
            Ok(bytes) => Ok(Answer {
                status: head.status,
                headers: head.headers,
                bytes,
            }),
            Err(Unread::Broken(error)) => Err(self.broken(error)),
            Err(Unread::TooLarge) => Err(Failure::ResponseTooLarge(ResponseTooLarge {
                operation: self.operation.id(),
                limit,
                status: head.status,
                headers: Box::new(head.headers),
            })),
        }
    }

    fn broken(&self, error: TransportError) -> Failure {
        let operation = self.operation.id();
        if error.is_timeout() {
            Failure::Timeout(Timeout {
                operation,
                after: self.timeout,
                error,
            })
        } else {
            Failure::Transport(TransportFailure { operation, error })
        }
    }
}

impl Exchange<'_> {
    fn decode<S: Decode, F: Decode>(self) -> Result<Response<S::Value>, Error<F::Value>> {
        if !self.answer.status.is_success() {
            let body = F::decode(self.answer.status, &self.answer.bytes).ok();
            return Err(Error::Api(Box::new(self.api_error(body))));
        }
        match S::decode(self.answer.status, &self.answer.bytes) {
            Ok(body) => {
                let Answer {
                    status,
                    headers,
                    bytes,
                } = self.answer;
                Ok(Response::new(status, headers, bytes, body))
            }
            Err(cause) => Err(Error::Decode(self.undecodable(&cause))),
        }
    }

    fn api_error<F>(self, body: Option<F>) -> ApiError<F> {
        let excerpt = Excerpt::of(&self.answer.bytes, &self.secrets());
        ApiError {
            body,
            operation: self.operation.id(),
            answer: Box::new(self.answer),
            excerpt,
        }
    }

    fn undocumented(self) -> UndocumentedStatus {
        let excerpt = Excerpt::of(&self.answer.bytes, &self.secrets());
        UndocumentedStatus {
            operation: self.operation.id(),
            answer: Box::new(self.answer),
            excerpt,
        }
    }

    fn undecodable(self, cause: &Undecodable) -> DecodeError {
        let secrets = self.secrets();
        DecodeError::new(self.operation.id(), self.answer, cause, &secrets)
    }

    /// The client's credentials, and those that the caller gave to this call alone.
    fn secrets(&self) -> Secrets {
        let mut secrets = self.client.secrets();
        let own = self
            .authorization
            .as_ref()
            .and_then(|value| value.to_str().ok());
        own.and_then(|value| value.split_whitespace().next_back())
            .into_iter()
            .for_each(|secret| secrets.add(secret));
        secrets
    }
}
