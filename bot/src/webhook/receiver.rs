//! All that a webhook needs but a server: requests of Meta's go in, answers and events come out.

use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use messenger_platform::runtime::{HeaderMap, StatusCode};

use super::seen::Seen;
use super::{HandshakeError, InvalidNotification, LIMIT, Notification, VerifyToken};
use crate::AppSecret;
use crate::signature::{self, SignatureError};

/// How many events are remembered, unless told otherwise; that is about a megabyte.
const WINDOW: usize = 20_000;

/// A webhook, for any server. With the feature `axum` there is more in the module `axum`.
pub struct Receiver {
    secret: AppSecret,
    token: VerifyToken,
    limit: usize,
    clock: Box<dyn Fn() -> Duration + Send + Sync>,
    seen: Mutex<Seen>,
}

impl Receiver {
    /// A webhook of the app that has this secret, whose owner has set this token.
    #[must_use]
    pub fn new(secret: AppSecret, token: VerifyToken) -> Self {
        let start = Instant::now();
        Self {
            secret,
            token,
            limit: LIMIT,
            clock: Box::new(move || start.elapsed()),
            seen: Mutex::new(Seen::new(WINDOW)),
        }
    }

    /// The same, which remembers so many events to know them again; the default is 20 000. It should be as many as come
    /// within an hour: for so long Meta sends an event again before it turns a webhook off.
    #[must_use]
    pub fn with_window(mut self, events: usize) -> Self {
        self.seen_mut().limit = events;
        self
    }

    /// The same, which also forgets events when so much time has passed since they came; otherwise only their number counts.
    ///
    /// ```
    /// # use messenger_bot::{AppSecret, webhook::{Receiver, VerifyToken}};
    /// # use std::time::Duration;
    /// # let (secret, token) = (AppSecret::new("S")?, VerifyToken::new("T")?);
    /// // Never more than 100 000 events, and none of them for longer than an hour.
    /// let receiver = Receiver::new(secret, token).with_window(100_000).with_span(Duration::from_secs(3600));
    /// # Ok::<(), messenger_bot::InvalidSecret>(())
    /// ```
    #[must_use]
    pub fn with_span(mut self, span: Duration) -> Self {
        self.seen_mut().span = span;
        self
    }

    /// The same with another clock, which tells the time since any moment: for tests.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
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
    ///
    /// A message and a postback are known by the message's id, and anything else by its text and time: the event's own, or
    /// that of its entry.
    #[must_use]
    pub fn without_duplicates(&self, mut notification: Notification) -> Notification {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.keep_new(&mut notification, (self.clock)());
        notification
    }

    fn seen_mut(&mut self) -> &mut Seen {
        self.seen.get_mut().unwrap_or_else(PoisonError::into_inner)
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
    /// The body broke off, or couldn't be read for another reason.
    Broken,
    /// The body wasn't there in the time that there is for it.
    TooSlow,
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
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Signature(_) => StatusCode::FORBIDDEN,
            Self::Broken | Self::Body(_) => StatusCode::BAD_REQUEST,
        }
    }
}

impl Display for Refused {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => formatter.write_str("the body is longer than the limit"),
            Self::Broken => formatter.write_str("the body can't be read to its end"),
            Self::TooSlow => formatter.write_str("the body doesn't come in time"),
            Self::Signature(error) => Display::fmt(error, formatter),
            Self::Body(error) => Display::fmt(error, formatter),
        }
    }
}

impl Error for Refused {}
