//! Where an answer comes from: what of a call outlives its request, for the errors that its answer may still become.
//! Secrets are looked up only then, so that answers without errors pay nothing for them.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::body::Unread;
use crate::decode::Undecodable;
use crate::error::{
    Answer, Excerpt, Failure, InvalidRequest, ResponseTooLarge, Timeout, TransportFailure,
    UndocumentedStatus,
};
use crate::security::Secrets;
use crate::transport::Patience;
use crate::{ApiError, Client, DecodeError, Operation, TransportError, media};

/// What is known of an answer before there is one.
#[derive(Clone)]
pub(crate) struct Origin {
    /// None, if the answer came by other means.
    pub(super) client: Option<Client>,
    pub(super) operation: &'static Operation,
    /// The header that was sent; the caller may have given this call one of its own.
    pub(super) authorization: Option<HeaderValue>,
    /// The media types that the body can be read from, by the way in which it is read.
    pub(super) accept: &'static str,
    pub(super) patience: Patience,
}

impl Origin {
    /// How many bytes may be kept at once.
    pub(crate) fn limit(&self) -> usize {
        let client = self.client.as_ref();
        client.map_or(usize::MAX, Client::response_limit)
    }

    pub(crate) fn unread(&self, why: Unread, status: StatusCode, headers: HeaderMap) -> Failure {
        match why {
            Unread::Broken(error) => self.broken(error),
            Unread::TooLarge => Failure::ResponseTooLarge(ResponseTooLarge {
                operation: self.operation.id(),
                limit: self.limit(),
                status,
                headers: Box::new(headers),
            }),
        }
    }

    pub(crate) fn broken(&self, error: TransportError) -> Failure {
        let operation = self.operation.id();
        if error.is_timeout() {
            Failure::Timeout(Timeout {
                operation,
                patience: self.patience,
                error,
            })
        } else if error.is_rejected() {
            let reason = error.into_reason();
            Failure::InvalidRequest(InvalidRequest::new(operation, reason))
        } else {
            Failure::Transport(TransportFailure { operation, error })
        }
    }

    pub(super) fn api_error<F>(&self, answer: Answer, body: Option<F>) -> ApiError<F> {
        ApiError {
            body,
            operation: self.operation.id(),
            excerpt: self.excerpt(&answer.bytes),
            answer: Box::new(answer),
        }
    }

    pub(super) fn undocumented(&self, answer: Answer) -> UndocumentedStatus {
        UndocumentedStatus {
            operation: self.operation.id(),
            excerpt: self.excerpt(&answer.bytes),
            answer: Box::new(answer),
        }
    }

    pub(crate) fn undecodable(&self, answer: Answer, cause: &Undecodable) -> DecodeError {
        let sent_as = self.mislabelled(&answer.headers);
        let secrets = self.secrets(&answer.bytes);
        DecodeError::new(self.operation.id(), answer, sent_as, cause, &secrets)
    }

    /// The content type of an answer, if it isn't one that was asked for.
    pub(super) fn mislabelled(&self, headers: &HeaderMap) -> Option<String> {
        let sent_as = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        (!media::fits(self.accept, sent_as)).then(|| sent_as.to_owned())
    }

    fn excerpt(&self, bytes: &Bytes) -> Excerpt {
        Excerpt::of(bytes, &self.secrets(bytes))
    }

    /// The client's credentials, those that the caller gave to this call alone, and what of a body is secret by the
    /// document.
    fn secrets(&self, body: &[u8]) -> Secrets {
        let client = self.client.as_ref();
        let mut secrets = client.map(Client::secrets).unwrap_or_default();
        secrets.add_properties(self.operation.secret_properties(), body);
        secrets.add_authorization(self.authorization.as_ref());
        secrets
    }
}
