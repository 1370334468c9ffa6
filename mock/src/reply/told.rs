//! A reply as JSON, for the command line and for tests in other languages.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

use serde::de::Deserialize as _;
use serde_derive::Deserialize;
use serde_json::Value;

use super::{Delivery, Reply};
use crate::error::MockError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    json: Option<Value>,
    text: Option<String>,
    /// In milliseconds.
    #[serde(default)]
    delay: u64,
    #[serde(default)]
    delivery: Delivery,
    times: Option<usize>,
}

fn ok() -> u16 {
    200
}

/// Reads `{"status": 429, "headers": {"retry-after": "1"}, "json": {}, "text": "", "delay": 0, "delivery": "whole", "times": 2}`.
/// Everything may be left out; `delay` is in milliseconds, and a `delivery` is `whole`, `truncated`, `stalled` or `dropped`.
impl FromStr for Reply {
    type Err = MockError;

    /// # Errors
    /// [`MockError::InvalidReply`] for text that isn't JSON of this form, or a status or header that can't be sent.
    fn from_str(text: &str) -> Result<Self, MockError> {
        let told = serde_json::from_str(text);
        told.map_err(|error| MockError::InvalidReply(error.to_string()))
            .and_then(Told::reply)
    }
}

impl Reply {
    /// Reads a reply, as from its text.
    pub(crate) fn from_json(value: &Value) -> Result<Self, MockError> {
        Told::deserialize(value)
            .map_err(|error| MockError::InvalidReply(error.to_string()))
            .and_then(Told::reply)
    }
}

impl Told {
    fn reply(self) -> Result<Reply, MockError> {
        let headers = self.headers.into_iter();
        let mut reply = headers.fold(Reply::new(self.status), |reply, (name, value)| {
            reply.header(name, value)
        });
        reply = match (self.json, self.text) {
            (Some(_), Some(_)) => {
                let message = "it has both `json` and `text`".to_owned();
                return Err(MockError::InvalidReply(message));
            }
            (Some(json), None) => reply.json(json),
            (None, Some(text)) => reply.text(text),
            (None, None) => reply,
        };
        reply = reply.delay(Duration::from_millis(self.delay));
        reply.delivery = self.delivery;
        reply.times = self.times;
        reply.validate()?;
        Ok(reply)
    }
}
