//! Messenger profiles: what was set is read back until it is deleted.

use bindery_mock::{Recorded, Reply, State};
use serde_json::{Value, json};

use crate::fields;

/// `GET /{page-id}/messenger_profile`
pub(crate) fn get(request: &Recorded, state: &mut State) -> Option<Reply> {
    // Nothing is told unasked.
    let asked = fields::asked(request).unwrap_or_default();
    let told = fields::only(state.get(&key(request)?).unwrap_or(&Value::Null), &asked);
    let is_empty = told.as_object().is_none_or(|told| told.is_empty());
    let data = if is_empty { json!([]) } else { json!([told]) };
    Some(Reply::new(200).json(json!({ "data": data })))
}

/// `POST /{page-id}/messenger_profile`
pub(crate) fn update(request: &Recorded, state: &mut State) -> Option<Reply> {
    let update = request.json()?;
    let profile = state.entry(key(request)?).or_insert_with(|| json!({}));
    for (name, value) in update.as_object()? {
        profile[name] = value.clone();
    }
    Some(success())
}

/// `DELETE /{page-id}/messenger_profile`
pub(crate) fn delete(request: &Recorded, state: &mut State) -> Option<Reply> {
    let asked = request.json()?;
    let profile = state.get_mut(&key(request)?);
    if let Some(profile) = profile.and_then(Value::as_object_mut) {
        for name in asked["fields"].as_array()?.iter().filter_map(Value::as_str) {
            profile.remove(name);
        }
    }
    Some(success())
}

fn success() -> Reply {
    Reply::new(200).json(json!({ "result": "success" }))
}

fn key(request: &Recorded) -> Option<String> {
    let page = request.path_parameters.get("page-id")?;
    Some(format!("profile of {page}"))
}
