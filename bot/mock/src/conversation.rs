//! Conversations, the last one first: in the state they are whole, in answers as `fields` asks.

use bindery_mock::{Recorded, Reply, State};
use serde_json::{Value, json};

use crate::fields::narrowed;
use crate::{list, refusal};

/// What is told of a conversation unasked.
pub(crate) const UNASKED: [&str; 1] = ["updated_time"];

/// All conversations.
pub(crate) fn all(state: &State) -> impl Iterator<Item = &Value> {
    let all = state.get("conversations").and_then(Value::as_array);
    all.into_iter().flatten()
}

/// `GET /{page-id}/conversations`
pub(crate) fn list(request: &Recorded, state: &mut State) -> Option<Reply> {
    let page = request.path_parameters.get("page-id")?;
    let user = request.query_value("user_id");
    let own = all(state).filter(|it| it["page"] == json!(page));
    let meant = own.filter(|it| user.is_none_or(|user| it["user"] == json!(user)));
    let shown: Vec<_> = meant.map(|it| narrowed(it, request, &UNASKED)).collect();
    Some(list::page(request, state, shown))
}

/// `GET /{conversation-id}/messages`
pub(crate) fn messages(request: &Recorded, state: &mut State) -> Option<Reply> {
    let id = request.path_parameters.get("conversation-id")?;
    let Some(found) = all(state).find(|it| it["id"] == json!(id)) else {
        return Some(refusal::unknown(id));
    };
    let written = found["messages"]["data"].as_array()?;
    let shown: Vec<_> = written
        .iter()
        .map(|message| narrowed(message, request, &crate::message::UNASKED))
        .collect();
    Some(list::page(request, state, shown))
}
