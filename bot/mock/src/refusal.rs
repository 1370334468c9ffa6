//! Refusals in Graph's words.

use bindery_mock::{Recorded, Reply};
use serde_json::json;

/// What Graph says when a call is refused; the subcode is left out where it is 0.
#[must_use]
pub fn refusal(status: u16, code: i64, subcode: i64, message: &str) -> Reply {
    let mut error = json!({
        "message": message,
        "type": "OAuthException",
        "code": code,
        "fbtrace_id": "AbCdEfGhIjK",
    });
    if subcode != 0 {
        error["error_subcode"] = json!(subcode);
    }
    Reply::new(status).json(json!({ "error": error }))
}

/// Code 100: there is no such node.
pub(crate) fn unknown(id: &str) -> Reply {
    let told = format!("Unsupported get request. Object with ID '{id}' does not exist");
    refusal(400, 100, 33, &told)
}

/// What the mock refuses by the document, as Graph would.
pub(crate) fn worded(request: &Recorded, reply: Reply) -> Reply {
    match reply.status() {
        401 => {
            let told = "Invalid OAuth access token - Cannot parse access token";
            refusal(401, 190, 0, told)
        }
        404 | 405 => {
            let told = "(#803) Some of the aliases you requested do not exist";
            refusal(404, 803, 0, told)
        }
        status => {
            let wrong: Vec<String> = request.violations.iter().map(ToString::to_string).collect();
            refusal(status, 100, 0, &format!("(#100) {}", wrong.join("; ")))
        }
    }
}
