//! Where an answer comes from: what of a call outlives its request, for the errors that its answer may still become.
//! Secrets are looked up only then, so that answers without errors pay nothing for them.

use http::{HeaderMap, StatusCode, header};

use super::Sent;

use crate::body::Unread;
use crate::decode::Undecodable;
use crate::error::{
    Answer, Excerpt, Failure, InvalidRequest, Limit, Missed, ResponseTooLarge, Timeout,
    TransportFailure, UndocumentedStatus,
};
use crate::pace::Stalled;
use crate::security::Secrets;
use crate::transport::Patience;
use crate::{ApiError, Client, DecodeError, TransportError, media};

/// What is known of an answer before there is one.
#[derive(Clone)]
pub(crate) struct Origin {
    /// None, if the answer came by other means.
    pub(super) client: Option<Client>,
    pub(super) sent: Sent,
    /// Whether a 401 says that they were refused, and that nothing was done.
    pub(super) is_refusable: bool,
    /// The media types that the body can be read from, by the way in which it is read.
    pub(super) accept: &'static str,
    pub(super) patience: Patience,
    /// How many bytes may be kept at once.
    pub(crate) limit: usize,
}

impl Origin {
    pub(crate) fn operation_id(&self) -> &'static str {
        self.sent.operation.id()
    }

    pub(crate) fn unread(&self, why: Unread, status: StatusCode, headers: HeaderMap) -> Failure {
        match why {
            Unread::Broken(error) => self.interrupted(error),
            Unread::Late => {
                let error = TransportError::timeout("the body was still coming");
                self.timeout(Missed::Answer(self.patience.head()), error)
            }
            Unread::TooLarge => self.too_large(Limit::Kept(self.limit), status, headers),
        }
    }

    /// The body goes on behind a limit.
    pub(crate) fn too_large(
        &self,
        limit: Limit,
        status: StatusCode,
        headers: HeaderMap,
    ) -> Failure {
        Failure::ResponseTooLarge(ResponseTooLarge {
            operation: self.sent.operation.id(),
            limit,
            status,
            headers: Box::new(headers),
        })
    }

    /// There is no answer.
    pub(super) fn unanswered(&self, error: TransportError) -> Failure {
        self.broken(error, |patience| match patience {
            Patience::Exchange(whole) => Missed::Answer(whole),
            Patience::Steps { head, .. } => Missed::Head(head),
        })
    }

    /// There is no answer, because the server took the request too slowly.
    pub(super) fn refused(&self, stalled: Stalled, error: TransportError) -> Failure {
        self.timeout(Missed::Upload(stalled), error)
    }

    /// The answer broke off.
    pub(crate) fn interrupted(&self, error: TransportError) -> Failure {
        self.broken(error, |patience| match patience {
            Patience::Exchange(whole) => Missed::Answer(whole),
            Patience::Steps { chunk, .. } => Missed::Piece(chunk),
        })
    }

    /// The answer came too slowly.
    pub(crate) fn stalled(&self, stalled: Stalled) -> Failure {
        self.timeout(Missed::Download(stalled), TransportError::timeout(stalled))
    }

    fn broken(&self, error: TransportError, missed: impl Fn(Patience) -> Missed) -> Failure {
        let operation = self.sent.operation.id();
        if error.is_timeout() {
            self.timeout(missed(self.patience), error)
        } else if error.is_rejected() {
            let reason = error.into_reason();
            Failure::InvalidRequest(InvalidRequest::new(operation, reason))
        } else {
            Failure::Transport(TransportFailure { operation, error })
        }
    }

    fn timeout(&self, missed: Missed, error: TransportError) -> Failure {
        Failure::Timeout(Timeout {
            operation: self.sent.operation.id(),
            missed,
            error,
        })
    }

    pub(super) fn api_error<F>(&self, answer: Answer, body: Option<F>) -> ApiError<F> {
        let secrets = self.secrets(&answer.bytes);
        ApiError {
            body,
            operation: self.sent.operation.id(),
            excerpt: Excerpt::of(&answer.bytes, &secrets),
            answer: Box::new(answer),
            secrets,
        }
    }

    pub(super) fn undocumented(&self, answer: Answer) -> UndocumentedStatus {
        UndocumentedStatus {
            operation: self.sent.operation.id(),
            excerpt: Excerpt::of(&answer.bytes, &self.secrets(&answer.bytes)),
            answer: Box::new(answer),
        }
    }

    pub(crate) fn undecodable(&self, answer: Answer, cause: &Undecodable) -> DecodeError {
        let sent_as = self.mislabelled(&answer.headers);
        let secrets = self.secrets(&answer.bytes);
        DecodeError::new(self.sent.operation.id(), answer, sent_as, cause, &secrets)
    }

    /// The content type of an answer, if it isn't one that was asked for.
    pub(super) fn mislabelled(&self, headers: &HeaderMap) -> Option<String> {
        let sent_as = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        (!media::fits(self.accept, sent_as)).then(|| sent_as.to_owned())
    }

    /// The client's credentials, those that the caller gave to this call alone, and what of a body is secret by the
    /// document.
    pub(super) fn secrets(&self, body: &[u8]) -> Secrets {
        let client = self.client.as_ref();
        let mut secrets = client.map(Client::secrets).unwrap_or_default();
        self.sent.add_to(&mut secrets, body);
        secrets
    }
}
