//! Why a call has no value: one variant for each thing that a caller would do something else about.
//! What came from the server is kept whole, but messages show only a bounded excerpt of it, without known secrets.

mod api;
mod credential;
mod decode;
mod excerpt;
mod fault;
mod invalid_request;
mod paging;
mod redirect;
mod timeout;
mod transport;
mod undocumented;
mod violation;
mod webhook;

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display, Formatter};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::retry::TRANSIENT;

pub use api::ApiError;
pub use credential::CredentialError;
pub use decode::DecodeError;
pub use invalid_request::InvalidRequest;
pub use paging::PagingError;
pub use redirect::RedirectError;
pub use timeout::Timeout;
pub use transport::{ResponseTooLarge, TransportFailure};
pub use undocumented::UndocumentedStatus;
pub use violation::Violation;
pub use webhook::WebhookError;

pub(crate) use excerpt::Excerpt;
pub(crate) use fault::Fault;
pub(crate) use paging::Astray;
pub(crate) use redirect::Refused;
pub(crate) use timeout::Missed;
pub(crate) use transport::Limit;

/// Why a call failed. `F` is the body that the document gives its error answers.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<F = ()> {
    /// The request can't be made from what was given; nothing was sent.
    InvalidRequest(InvalidRequest),
    /// The provider of a credential gave none; nothing was sent with it.
    Credential(CredentialError),
    /// There is no answer, or only a part of one.
    Transport(TransportFailure),
    /// There is no answer in time, or it comes too slowly; the server may still have seen the request.
    Timeout(Timeout),
    /// The answer is longer than the limit.
    ResponseTooLarge(ResponseTooLarge),
    /// The server answered with an error that the document declares.
    Api(Box<ApiError<F>>),
    /// The server answered with a status that the document doesn't declare, of success or not.
    UndocumentedStatus(UndocumentedStatus),
    /// The server reported success, but the body isn't as the document says.
    Decode(DecodeError),
    /// A page doesn't lead to the next one as it should; nothing was sent after it.
    Paging(PagingError),
    /// The server redirected too often, or from `https` to `http`; nothing was sent after that.
    Redirect(RedirectError),
}

/// An answer as it came.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl<F> Error<F> {
    /// The answer's status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::ResponseTooLarge(error) => Some(error.status()),
            Self::Redirect(error) => Some(error.status()),
            _ => self.answer().map(|answer| answer.status),
        }
    }

    /// The answer's headers, if there was an answer.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::ResponseTooLarge(error) => Some(error.headers()),
            Self::Redirect(error) => Some(error.headers()),
            _ => self.answer().map(|answer| &answer.headers),
        }
    }

    /// The answer's body as it came, if there was an answer that was read.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.answer().map(|answer| &answer.bytes)
    }

    /// Whether the time was up.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether there was no connection, so that the server can't have seen the request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }

    /// Whether the same call may succeed later, by how it failed: there was no connection, the exchange broke off or took
    /// too long, or the server answered 408, 429, 502, 503 or 504. Unless [`is_connect`](Self::is_connect), the server
    /// may have done what was asked: whether to ask again is for the caller to know.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport(_) | Self::Timeout(_) => true,
            Self::Api(_) | Self::UndocumentedStatus(_) => {
                let status = self.status();
                status.is_some_and(|status| TRANSIENT.contains(&status))
            }
            Self::InvalidRequest(_)
            | Self::Credential(_)
            | Self::ResponseTooLarge(_)
            | Self::Decode(_)
            | Self::Paging(_)
            | Self::Redirect(_) => false,
        }
    }

    fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Api(error) => Some(&error.answer),
            Self::UndocumentedStatus(error) => Some(&error.answer),
            Self::Decode(error) => Some(&error.answer),
            Self::Paging(error) => Some(&error.answer),
            Self::InvalidRequest(_)
            | Self::Credential(_)
            | Self::Transport(_)
            | Self::Timeout(_)
            | Self::ResponseTooLarge(_)
            | Self::Redirect(_) => None,
        }
    }
}

/// A failure that has nothing to do with the bodies of a call, so that the code before decoding is the same for all.
pub(crate) enum Failure {
    InvalidRequest(InvalidRequest),
    Credential(CredentialError),
    Transport(TransportFailure),
    Timeout(Timeout),
    ResponseTooLarge(ResponseTooLarge),
    UndocumentedStatus(UndocumentedStatus),
    Decode(DecodeError),
    Paging(PagingError),
    Redirect(RedirectError),
}

/// What a [`Failure::Decode`] is for programs.
pub(crate) const DECODE: &str = "decode";

impl Failure {
    /// What it is, for programs that look at many.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::Credential(_) => "credential",
            Self::Transport(failure) => failure.error.name(),
            Self::Timeout(_) => "timeout",
            Self::ResponseTooLarge(_) => "response_too_large",
            Self::UndocumentedStatus(_) => "undocumented_status",
            Self::Decode(_) => DECODE,
            Self::Paging(_) => "paging",
            Self::Redirect(_) => "redirect",
        }
    }
}

impl<F> From<Failure> for Error<F> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::InvalidRequest(error) => Self::InvalidRequest(error),
            Failure::Credential(error) => Self::Credential(error),
            Failure::Transport(error) => Self::Transport(error),
            Failure::Timeout(error) => Self::Timeout(error),
            Failure::ResponseTooLarge(error) => Self::ResponseTooLarge(error),
            Failure::UndocumentedStatus(error) => Self::UndocumentedStatus(error),
            Failure::Decode(error) => Self::Decode(error),
            Failure::Paging(error) => Self::Paging(error),
            Failure::Redirect(error) => Self::Redirect(error),
        }
    }
}

impl<F> Display for Error<F> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(error) => Display::fmt(error, formatter),
            Self::Credential(error) => Display::fmt(error, formatter),
            Self::Transport(error) => Display::fmt(error, formatter),
            Self::Timeout(error) => Display::fmt(error, formatter),
            Self::ResponseTooLarge(error) => Display::fmt(error, formatter),
            Self::Api(error) => Display::fmt(error, formatter),
            Self::UndocumentedStatus(error) => Display::fmt(error, formatter),
            Self::Decode(error) => Display::fmt(error, formatter),
            Self::Paging(error) => Display::fmt(error, formatter),
            Self::Redirect(error) => Display::fmt(error, formatter),
        }
    }
}

impl<F: Debug> StdError for Error<F> {
    /// The cause within the transport or the provider. The other variants are causes themselves, and their text is that
    /// of the error.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Credential(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Timeout(error) => error.source(),
            Self::InvalidRequest(_)
            | Self::ResponseTooLarge(_)
            | Self::Api(_)
            | Self::UndocumentedStatus(_)
            | Self::Decode(_)
            | Self::Paging(_)
            | Self::Redirect(_) => None,
        }
    }
}
