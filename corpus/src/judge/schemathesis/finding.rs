//! Findings: a check that failed comes in, as Schemathesis writes it, and what is to be known of it goes out.

use std::fmt::{self, Display, Formatter};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::broken::{self, Broken};

/// One check that failed for one request.
#[derive(Debug)]
pub(super) struct Finding {
    /// What failed, such as `JsonSchemaError`.
    pub(super) kind: String,
    message: String,
    /// What is wrong with the request on purpose.
    pub(super) broken: Vec<Broken>,
    /// The parameter that is wrong, by its place and name, if it is one alone.
    pub(super) parameter: Option<(String, String)>,
    /// The operation that the request was made for, by method and path; the method may be none of the document.
    method: String,
    pub(super) path: String,
    sent: String,
    pub(super) status: u64,
    /// The media type of the answer.
    pub(super) answer: String,
    /// The answer, if it is JSON.
    pub(super) body: Value,
}

impl Finding {
    /// What a check tells, with the case that it was made of and what went to and fro.
    pub(super) fn of(check: &Value, case: &Value, interaction: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (request, response) = (&interaction["request"], &interaction["response"]);
        let failure = &check["failure_info"]["failure"];
        let kind = text(&failure["type"]);
        Self {
            // What couldn't be checked at all has no failure.
            kind: if kind.is_empty() {
                text(&check["name"])
            } else {
                kind
            },
            message: text(&failure["message"]),
            broken: Broken::all(&case["value"]["meta"]["phase"]["data"]),
            parameter: broken::parameter(&case["value"]["meta"]["phase"]["data"]),
            method: text(&case["value"]["method"]),
            path: text(&case["value"]["path"]),
            sent: header(&request["headers"], "Content-Type"),
            status: response["status_code"].as_u64().unwrap_or_default(),
            answer: header(&response["headers"], "content-type"),
            body: decoded(&response["content"]["$base64"]),
        }
    }

    /// The operation, as the document would have it.
    pub(super) fn operation(&self) -> (&str, &str) {
        (&self.method, &self.path)
    }

    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    /// Whether everything that is wrong with the request on purpose is wrong in such a way, and something is.
    pub(super) fn breaks_only(&self, way: impl Fn(&Broken) -> bool) -> bool {
        !self.broken.is_empty() && self.broken.iter().all(way)
    }

    /// Whether what was sent has a body of another type than JSON.
    pub(super) fn sends_other_than_json(&self) -> bool {
        !self.sent.is_empty() && !is_json(&self.sent)
    }

    /// Whether the mock answered in words of its own (RFC 9457) that it lets the request not in.
    pub(super) fn is_refusal(&self) -> bool {
        (400..500).contains(&self.status)
            && self.answer == "application/problem+json"
            && self.body["type"] == "about:blank"
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let message: String = self.message.chars().take(600).collect();
        let message = message.replace('\n', " ");
        let Self {
            kind,
            method,
            path,
            status,
            ..
        } = self;
        write!(
            f,
            "{kind} at {method} {path}, answered with {status}: {message}"
        )
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// The first value of a header, whatever case its name is in.
fn header(headers: &Value, name: &str) -> String {
    let mut headers = headers.as_object().into_iter().flatten();
    let found = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
    let value = found.and_then(|(_, values)| values[0].as_str());
    value.unwrap_or_default().to_owned()
}

/// A body as JSON; nothing if it isn't.
fn decoded(text: &Value) -> Value {
    let bytes = STANDARD.decode(text.as_str().unwrap_or_default());
    let bytes = bytes.unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}
