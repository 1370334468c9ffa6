//! The answers that an event stream is read from, one after the other: where one ends, the call may be made again. It
//! is the processing model of the HTML standard, section 9.2.3, with a bound.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::{HeaderName, HeaderValue};

use super::Reconnect;
use super::parser::{Message, Parser};
use crate::decode::Events;
use crate::error::{Failure, InvalidRequest};
use crate::frames::Frames;
use crate::retry::after;
use crate::transport::BoxFuture;
use crate::{Call, Download, Error, Value};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// An event stream and, perhaps, how it goes on.
pub(super) struct Connection {
    frames: Frames<Parser>,
    reconnecting: Option<Reconnecting>,
}

/// How an event stream goes on.
struct Reconnecting {
    policy: Reconnect,
    call: Box<Call<'static>>,
    /// How many attempts there were since the last event, and how many of them failed.
    attempts: u32,
    failures: u32,
    /// The attempt that is made now.
    attempt: Option<BoxFuture<'static, Result<Option<Download>, Failure>>>,
}

impl Connection {
    pub(super) fn new(download: Download) -> Self {
        Self {
            frames: Frames::new(download),
            reconnecting: None,
        }
    }

    pub(super) fn download(&self) -> &Download {
        self.frames.download()
    }

    pub(super) fn reconnect(&mut self, policy: Reconnect) -> Result<(), Error> {
        let call = match self.reconnecting.take() {
            Some(reconnecting) => Some(reconnecting.call),
            None => self.frames.download_mut().again(),
        };
        let Some(call) = call else {
            let operation = self.download().source().origin.operation_id();
            let reason =
                "only the events of a client's `GET` without a body can be asked for again";
            return Err(Error::InvalidRequest(InvalidRequest::new(
                operation, reason,
            )));
        };
        self.reconnecting = Some(Reconnecting {
            policy,
            call,
            attempts: 0,
            failures: 0,
            attempt: None,
        });
        Ok(())
    }

    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Message, Error>>> {
        loop {
            if let Some(attempt) = self
                .reconnecting
                .as_mut()
                .and_then(|it| it.attempt.as_mut())
            {
                let outcome = ready!(attempt.as_mut().poll(context));
                if let Some(ended) = self.connected(outcome) {
                    return Poll::Ready(ended);
                }
                continue;
            }
            let message = ready!(Pin::new(&mut self.frames).poll_next(context));
            let Some(reconnecting) = &mut self.reconnecting else {
                return Poll::Ready(message);
            };
            match message {
                Some(Ok(message)) => {
                    (reconnecting.attempts, reconnecting.failures) = (0, 0);
                    return Poll::Ready(Some(Ok(message)));
                }
                Some(Err(error)) if !error.is_retryable() => {
                    self.reconnecting = None;
                    return Poll::Ready(Some(Err(error)));
                }
                ended => {
                    if let Some(over) = self.lost(ended.and_then(Result::err)) {
                        return Poll::Ready(over);
                    }
                }
            }
        }
    }

    /// Takes the answer of an attempt. What comes out is what the stream ends with, if it does.
    fn connected(
        &mut self,
        outcome: Result<Option<Download>, Failure>,
    ) -> Option<Option<Result<Message, Error>>> {
        let reconnecting = self.reconnecting.as_mut()?;
        reconnecting.attempt = None;
        match outcome.map_err(Error::from) {
            Ok(Some(download)) => {
                let parser = self.frames.framing().following();
                self.frames = Frames::with(parser, download);
                None
            }
            Ok(None) => {
                self.reconnecting = None;
                Some(None)
            }
            Err(error) if error.is_retryable() => {
                reconnecting.failures += 1;
                self.lost(Some(error))
            }
            Err(error) => {
                self.reconnecting = None;
                Some(Some(Err(error)))
            }
        }
    }

    /// Begins another attempt. What comes out is what the stream ends with, if there is to be none.
    fn lost(&mut self, why: Option<Error>) -> Option<Option<Result<Message, Error>>> {
        let reconnecting = self.reconnecting.as_mut()?;
        if reconnecting.policy.allows(reconnecting.attempts) {
            reconnecting.begin(self.frames.framing(), why.as_ref());
            return None;
        }
        self.reconnecting = None;
        Some(why.map(Err))
    }
}

impl Reconnecting {
    fn begin(&mut self, parser: &Parser, why: Option<&Error>) {
        self.attempts += 1;
        let asked = why.and_then(Error::headers).and_then(after::read);
        let wait = self.policy.wait(parser.delay(), asked, self.failures);
        // An id that no header can hold can't be told.
        let id = parser.last_id().map(str::as_bytes);
        let id = id.and_then(|id| HeaderValue::from_bytes(id).ok());
        let Some(call) = self.call.again() else {
            return;
        };
        let call = call.once_with(id.map(|id| (LAST_EVENT_ID, id)));
        self.attempt = Some(call.reopen::<Events<Value>>(wait));
    }
}
