//! Answers that tell what is wrong with a request: problem details for HTTP APIs (RFC 9457).
//!
//! They repeat names and what was looked for, never a credential.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::check::Violation;
use crate::reply::Reply;

/// A problem with the status's own meaning, as `about:blank` says (RFC 9457, section 4.2.1).
pub(crate) fn problem(status: u16, detail: &str) -> Reply {
    reply(status, members(status, detail))
}

/// A problem that lists what is wrong, part by part (RFC 9457, section 3, has such an `errors` member as its example).
pub(crate) fn violations(status: u16, violations: &[Violation]) -> Reply {
    let detail = "the request is not what the document says";
    let errors: Value = violations.iter().map(Violation::to_json).collect();
    let mut members = members(status, detail);
    members.insert("errors".to_owned(), errors);
    reply(status, members)
}

/// What a problem says in its `detail`.
pub(crate) fn detail(problem: &Reply) -> Option<String> {
    let body: Value = serde_json::from_slice(problem.body()).ok()?;
    body.get("detail")?.as_str().map(str::to_owned)
}

fn members(status: u16, detail: &str) -> Map<String, Value> {
    let title = StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason());
    [
        ("type", json!("about:blank")),
        ("title", json!(title)),
        ("status", json!(status)),
        ("detail", json!(detail)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect()
}

fn reply(status: u16, members: Map<String, Value>) -> Reply {
    Reply::new(status)
        .header("content-type", "application/problem+json")
        .json(Value::Object(members))
}
