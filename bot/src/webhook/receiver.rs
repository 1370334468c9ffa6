//! All that a webhook needs but a server: requests of Meta's go in, answers and events come out.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};
use std::sync::{Mutex, PoisonError};

use messenger_platform::runtime::{HeaderMap, StatusCode};

use super::seen::Seen;
use super::{HandshakeError, InvalidNotification, Notification, VerifyToken};
use crate::AppSecret;
use crate::signature::{self, SignatureError};

/// How many events are remembered, unless told otherwise; that is about a megabyte.
const WINDOW: usize = 20_000;

/// How many bytes a body may have, unless told otherwise. Meta puts up to 1000 events together.
const LIMIT: usize = 1024 * 1024;

/// A webhook, for any server. With the feature `axum` there is more in the module `axum`.
pub struct Receiver {
    secret: AppSecret,
    token: VerifyToken,
    limit: usize,
    seen: Mutex<Seen>,
}

impl Receiver {
    /// A webhook of the app that has this secret, whose owner has set this token.
    #[must_use]
    pub fn new(secret: AppSecret, token: VerifyToken) -> Self {
        Self {
            secret,
            token,
            limit: LIMIT,
            seen: Mutex::new(Seen::new(WINDOW)),
        }
    }

    /// The same, which remembers so many events to know them again; the default is 20 000. Meta sends an event again for
    /// up to an hour.
    #[must_use]
    pub fn with_window(mut self, events: usize) -> Self {
        self.seen = Mutex::new(Seen::new(events));
        self
    }

    /// The same, which takes bodies of at most so many bytes; the default is 1 MiB.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// How many bytes a body may have. Whoever reads the body from the network is to stop there.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// What a `GET` with this query is to be answered with.
    ///
    /// # Errors
    /// When it isn't the handshake of this webhook, which is to be answered with 403.
    pub fn handshake(&self, query: &str) -> Result<String, HandshakeError> {
        self.token.answer(query)
    }

    /// The events of a `POST`: checks the signature of the body as it came, and reads it.
    ///
    /// # Errors
    /// When the body is too long, not signed with the app's secret, or none of Meta's.
    pub fn read(&self, headers: &HeaderMap, body: &[u8]) -> Result<Notification, Refused> {
        if body.len() > self.limit {
            return Err(Refused::TooLong);
        }
        signature::verify_headers(&self.secret, headers, body).map_err(Refused::Signature)?;
        Notification::read(body).map_err(Refused::Body)
    }

    /// The same notification without the events that were there before. Each event is given once: what is given has to be
    /// dealt with, or kept safe, before the request is answered.
    #[must_use]
    pub fn without_duplicates(&self, mut notification: Notification) -> Notification {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        notification.events.retain(|event| seen.is_new(event));
        notification
    }
}

impl Debug for Receiver {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Receiver")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// Why a request isn't taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// The body is longer than the limit.
    TooLong,
    /// It isn't signed by who knows the app's secret.
    Signature(SignatureError),
    /// It is signed, but can't be read.
    Body(InvalidNotification),
}

impl Refused {
    /// The status to answer with.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Signature(_) => StatusCode::FORBIDDEN,
            Self::Body(_) => StatusCode::BAD_REQUEST,
        }
    }
}

impl Display for Refused {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => formatter.write_str("the body is longer than the limit"),
            Self::Signature(error) => Display::fmt(error, formatter),
            Self::Body(error) => Display::fmt(error, formatter),
        }
    }
}

impl Error for Refused {}
