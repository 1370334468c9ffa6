//! Which limit a request is under: its method, path and body go in. Whatever is before the edge in the path, such as a
//! version, doesn't matter.
//!
//! Ids of conversations and messages are told by what they begin with: `t_`, `m_` and `mid.`. Ids without any of these can't
//! be known: such a path may as well be that of a user or a page, whose calls aren't to be slowed down.
//!
//! Private replies, of which Meta takes 750 an hour, are as other messages here: no call waits for an hour.

use std::time::Duration;

use messenger_platform::runtime::http::Request;
use messenger_platform::runtime::{Body, Method, Value};

/// What ids of conversations and of messages begin with; those of messages were of the form `mid.` before, and still are where
/// a webhook told them.
const IDS: [&str; 3] = ["t_", "m_", "mid."];

/// Calls that have a limit in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    /// Conversations and the messages in them.
    Conversations,
    /// Messages, but those with audio or video.
    Messages,
    /// Messages and uploads with audio or video.
    Media,
}

impl Lane {
    pub(super) const ALL: [Self; 3] = [Self::Conversations, Self::Messages, Self::Media];

    /// The lane of a request, if it has a limit.
    pub(super) fn of(request: &Request<Body>) -> Option<Self> {
        let path = request.uri().path();
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        if request.method() == Method::POST {
            let edge = segments.next_back();
            let is_sent = matches!(edge, Some("messages" | "message_attachments"));
            return is_sent.then(|| Self::of_message(request.body()));
        }
        let is_id = |segment: &str| IDS.iter().any(|begin| segment.starts_with(begin));
        let is_paced = |segment: &str| segment == "conversations" || is_id(segment);
        segments.any(is_paced).then_some(Self::Conversations)
    }

    /// What isn't JSON is a file that is uploaded. It may be a video, so it goes as slowly as one.
    fn of_message(body: &Body) -> Self {
        let body = body.as_bytes();
        let body: Option<Value> = body.and_then(|bytes| serde_json::from_slice(bytes).ok());
        match body {
            Some(body) if !is_media(&body["message"]) => Self::Messages,
            _ => Self::Media,
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

/// Whether a message has audio or video, attached or in a template.
fn is_media(message: &Value) -> bool {
    let attachment = &message["attachment"];
    let elements = attachment["payload"]["elements"].as_array();
    let elements = elements.into_iter().flatten();
    let kinds = elements.map(|element| &element["media_type"]);
    let mut kinds = kinds.chain([&attachment["type"]]);
    kinds.any(|kind| matches!(kind.as_str(), Some("audio" | "video")))
}
