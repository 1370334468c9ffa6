//! Which app has a conversation: who passes it on doesn't have it, until they take it again.

use bindery_mock::{Recorded, Reply, State};
use serde_json::{Value, json};

use crate::success;

/// The app whose calls the mock answers.
const APP: &str = "1";

/// Who has what was released.
const NOBODY: &str = "";

/// `POST /{page-id}/pass_thread_control`
pub(crate) fn pass(request: &Recorded, state: &mut State) -> Option<Reply> {
    let body = request.json()?;
    let target = body.get("target_app_id").cloned();
    let key = key(request, body["recipient"]["id"].as_str()?)?;
    state.insert(key, target.unwrap_or(json!(APP)));
    Some(success())
}

/// `POST /{page-id}/take_thread_control`
pub(crate) fn take(request: &Recorded, state: &mut State) -> Option<Reply> {
    let body = request.json()?;
    let key = key(request, body["recipient"]["id"].as_str()?)?;
    state.insert(key, json!(APP));
    Some(success())
}

/// `POST /{page-id}/release_thread_control`
pub(crate) fn release(request: &Recorded, state: &mut State) -> Option<Reply> {
    let body = request.json()?;
    let key = key(request, body["recipient"]["id"].as_str()?)?;
    state.insert(key, json!(NOBODY));
    Some(success())
}

/// `POST /{page-id}/request_thread_control`
pub(crate) fn ask(_: &Recorded, _: &mut State) -> Option<Reply> {
    Some(success())
}

/// `GET /{page-id}/thread_owner`
pub(crate) fn owner(request: &Recorded, state: &mut State) -> Option<Reply> {
    let key = key(request, request.query_value("recipient")?)?;
    let owner = state.get(&key).and_then(Value::as_str).unwrap_or(APP);
    let data = match owner {
        NOBODY => json!([]),
        app => json!([{ "thread_owner": { "app_id": app } }]),
    };
    Some(Reply::new(200).json(json!({ "data": data })))
}

fn key(request: &Recorded, user: &str) -> Option<String> {
    let page = request.path_parameters.get("page-id")?;
    Some(format!("owner of {page} and {user}"))
}
