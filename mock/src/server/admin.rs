//! What tests in other languages ask of a running mock, below `/__mock`: its requests, its state, and scripted replies.
//!
//! Answered only where [`Mock::admin`](crate::Mock::admin) says so. Headers, queries and bodies of requests aren't told:
//! credentials stand in them.

use bytes::Bytes;
use http::Method;
use http::request::Parts;
use serde_json::{Value, json};

use super::Site;
use crate::media;
use crate::problem::problem;
use crate::recorded::Recorded;
use crate::reply::Reply;

/// Where it is.
const PREFIX: &str = "/__mock/";

/// The answer to a request below the prefix; nothing for other requests.
pub(super) fn answer(site: &Site, head: &Parts, body: &Bytes) -> Option<Reply> {
    let name = head.uri.path().strip_prefix(PREFIX)?;
    let reply = match (&head.method, name) {
        (&Method::GET, "requests") => {
            let requests: Value = site.lock().iter().map(told).collect();
            Reply::new(200).json(requests)
        }
        (&Method::DELETE, "requests") => {
            site.lock().clear();
            Reply::new(204)
        }
        (&Method::GET, "state") => {
            let state = site.mock.play.with_state(|state| state.clone());
            Reply::new(200).json(Value::Object(state))
        }
        (&Method::DELETE, "state") => {
            site.mock.play.with_state(serde_json::Map::clear);
            if let Some(memory) = &site.mock.memory {
                memory.clear();
            }
            Reply::new(204)
        }
        (&Method::POST, "replies") => script(site, head, body),
        _ => problem(
            404,
            "there are GET and DELETE /__mock/requests and /__mock/state, and POST /__mock/replies",
        ),
    };
    Some(reply)
}

/// Scripts what the body says: an operation and its reply. The content type must be JSON, which keeps out the forms of
/// web pages.
fn script(site: &Site, head: &Parts, body: &Bytes) -> Reply {
    let content_type = head.headers.get("content-type");
    let content_type = content_type.and_then(|value| value.to_str().ok());
    if content_type.is_none_or(|value| media::essence(value) != "application/json") {
        return problem(415, "the body must be application/json");
    }
    let told: Value = serde_json::from_slice(body).unwrap_or_default();
    let (Some(operation), Some(reply)) = (
        told.get("operation").and_then(Value::as_str),
        told.get("reply"),
    ) else {
        return problem(400, "the body must have an `operation` and a `reply`");
    };
    let scripted = Reply::from_json(reply).and_then(|reply| site.mock.respond(operation, reply));
    match scripted {
        Ok(()) => Reply::new(204),
        Err(error) => problem(400, &error.to_string()),
    }
}

fn told(request: &Recorded) -> Value {
    let violations: Vec<String> = request.violations.iter().map(ToString::to_string).collect();
    json!({
        "method": request.method.as_str(),
        "path": request.path,
        "operation": request.operation_id,
        "violations": violations,
        "refusal": request.refusal,
        "status": request.status,
    })
}
