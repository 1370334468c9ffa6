//! Which limit a request is under: its method, path and body go in.

use std::time::Duration;

use messenger_platform::runtime::http::Request;
use messenger_platform::runtime::{Body, Method, Value};

/// Calls that have a limit in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    /// Conversations and the messages in them.
    Conversations,
    /// Messages, but those with audio or video.
    Messages,
    /// Messages with audio or video.
    Media,
}

impl Lane {
    pub(super) const ALL: [Self; 3] = [Self::Conversations, Self::Messages, Self::Media];

    /// The lane of a request, if it has a limit.
    pub(super) fn of(request: &Request<Body>) -> Option<Self> {
        let mut segments = request.uri().path().split('/');
        if request.method() == Method::POST {
            let is_message = segments.next_back() == Some("messages");
            return is_message.then(|| Self::of_message(request.body()));
        }
        let is_conversation = |segment: &str| {
            segment == "conversations" || segment.starts_with("t_") || segment.starts_with("m_")
        };
        segments.any(is_conversation).then_some(Self::Conversations)
    }

    fn of_message(body: &Body) -> Self {
        let body: Option<Value> = body
            .as_bytes()
            .and_then(|bytes| serde_json::from_slice(bytes).ok());
        let kind = body
            .as_ref()
            .map(|body| &body["message"]["attachment"]["type"]);
        match kind.and_then(Value::as_str) {
            Some("audio" | "video") => Self::Media,
            _ => Self::Messages,
        }
    }

    /// The time from a call to the next.
    pub(super) const fn interval(self) -> Duration {
        match self {
            Self::Conversations => Duration::from_millis(500),
            // Rounded up, so that there are never more than 300.
            Self::Messages => Duration::from_nanos(1_000_000_000_u64.div_ceil(300)),
            Self::Media => Duration::from_millis(100),
        }
    }
}
