//! Personas: what was created is there until it is deleted.

use bindery_mock::{Recorded, Reply, State};
use serde_json::{Value, json};

use crate::{fields, list, message, refusal, success};

/// What is told of a persona unasked.
pub(crate) const UNASKED: [&str; 2] = ["name", "profile_picture_url"];

/// All personas.
pub(crate) fn all(state: &State) -> impl Iterator<Item = &Value> {
    let all = state.get("personas").and_then(Value::as_array);
    all.into_iter().flatten()
}

/// `GET /{page-id}/personas`
pub(crate) fn list(request: &Recorded, state: &mut State) -> Option<Reply> {
    let page = request.path_parameters.get("page-id")?;
    let own = all(state).filter(|it| it["page"] == json!(page));
    let shown: Vec<_> = own
        .map(|it| fields::narrowed(it, request, &UNASKED))
        .collect();
    Some(list::page(request, state, shown))
}

/// `POST /{page-id}/personas`
pub(crate) fn create(request: &Recorded, state: &mut State) -> Option<Reply> {
    let page = request.path_parameters.get("page-id")?;
    let id = (1_234_567_889 + message::count(state, "created personas")).to_string();
    let mut persona = request.json()?;
    persona["id"] = json!(id);
    persona["page"] = json!(page);
    let all = state.entry("personas").or_insert_with(|| json!([]));
    all.as_array_mut()?.insert(0, persona);
    Some(Reply::new(200).json(json!({ "id": id })))
}

/// `DELETE /{persona-id}`
pub(crate) fn delete(request: &Recorded, state: &mut State) -> Option<Reply> {
    let id = request.path_parameters.get("persona-id")?;
    let all = state.get_mut("personas").and_then(Value::as_array_mut);
    let deleted = all.and_then(|all| {
        let index = all.iter().position(|it| it["id"] == json!(id))?;
        Some(all.remove(index))
    });
    Some(deleted.map_or_else(|| refusal::unknown(id), |_| success()))
}
