//! Nodes of all kinds, by their ids alone: Graph has one place for conversations, messages, personas and users.

use bindery_mock::{Recorded, Reply, State};
use serde_json::{Value, json};

use crate::fields::narrowed;
use crate::{conversation, message, persona, refusal, user};

/// `GET /{conversation-id}`, `/{message-id}`, `/{persona-id}` and `/{user-id}`
pub(crate) fn get(request: &Recorded, state: &mut State) -> Option<Reply> {
    let id = request.path_parameters.values().next()?;
    let told = conversation_of(state, id, request)
        .or_else(|| message_of(state, id, request))
        .or_else(|| persona_of(state, id, request))
        .or_else(|| user_of(state, id, request));
    Some(told.map_or_else(|| refusal::unknown(id), |node| Reply::new(200).json(node)))
}

fn conversation_of(state: &State, id: &str, request: &Recorded) -> Option<Value> {
    let found = conversation::all(state).find(|it| it["id"] == json!(id))?;
    Some(narrowed(found, request, &conversation::UNASKED))
}

fn message_of(state: &State, id: &str, request: &Recorded) -> Option<Value> {
    let messages = conversation::all(state).filter_map(|it| it["messages"]["data"].as_array());
    let found = messages.flatten().find(|it| it["id"] == json!(id))?;
    Some(narrowed(found, request, &message::UNASKED))
}

fn persona_of(state: &State, id: &str, request: &Recorded) -> Option<Value> {
    let found = persona::all(state).find(|it| it["id"] == json!(id))?;
    Some(narrowed(found, request, &persona::UNASKED))
}

/// Whoever has written to a page, or was written to.
fn user_of(state: &State, id: &str, request: &Recorded) -> Option<Value> {
    conversation::all(state).find(|it| it["user"] == json!(id))?;
    Some(narrowed(&user::profile(id), request, &user::UNASKED))
}
