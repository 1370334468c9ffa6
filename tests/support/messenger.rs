//! The Messenger Platform as it behaves beyond its document: a mock comes in, and goes out with handlers that remember
//! profiles and conversations, and with refusals in Graph's words.
//!
//! As the real API does, it tells `id` and `updated_time` of a conversation unless `fields` asks for more, writes dates
//! with `+0000`, and puts the token into `paging.next`. Operations that the document doesn't have are left out. Nothing is
//! known here of rate limits: what should go wrong is scripted.

use std::collections::BTreeSet;

use bindery_mock::{Mock, MockError, Pages, Recorded, Reply, State};
use serde_json::{Map, Value, json};

/// How many conversations a page has unless `limit` says otherwise.
const PAGE_SIZE: usize = 25;

/// The mock, playing the platform.
pub(crate) fn play(mock: Mock) -> Mock {
    type Handler = fn(&Recorded, &mut State) -> Option<Reply>;
    let handlers: [(&str, Handler); 6] = [
        ("POST /{page-id}/messages", send),
        ("GET /{page-id}/messenger_profile", profile),
        ("POST /{page-id}/messenger_profile", set_profile),
        ("DELETE /{page-id}/messenger_profile", delete_profile),
        ("GET /{page-id}/conversations", conversations),
        ("GET /{conversation-id}", conversation),
    ];
    for (operation, handler) in handlers {
        match mock.on(operation, handler) {
            // An overlay adds it, or it isn't there.
            Ok(()) | Err(MockError::UnknownOperation(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    mock.on_refusal(refused)
}

/// What Graph says when a call is refused; the subcode is left out where it is 0.
pub(crate) fn refusal(status: u16, code: i64, subcode: i64, message: &str) -> Reply {
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

/// A user writes to a page: the message's id.
pub(crate) fn receive(state: &mut State, page: &str, user: &str, text: &str) -> String {
    add_message(state, page, user, user, json!({ "text": text }))
}

fn refused(request: &Recorded, reply: Reply) -> Reply {
    match reply.status() {
        401 => refusal(
            401,
            190,
            0,
            "Invalid OAuth access token - Cannot parse access token",
        ),
        404 | 405 => refusal(
            404,
            803,
            0,
            "(#803) Some of the aliases you requested do not exist",
        ),
        status => {
            let wrong: Vec<String> = request.violations.iter().map(ToString::to_string).collect();
            refusal(status, 100, 0, &format!("(#100) {}", wrong.join("; ")))
        }
    }
}

fn send(request: &Recorded, state: &mut State) -> Option<Reply> {
    let page = request.path_parameters.get("page-id")?;
    let body = request.json()?;
    let recipient = body["recipient"]["id"].as_str()?;
    let mut answer = json!({ "recipient_id": recipient });
    match (body.get("message"), body.get("sender_action")) {
        (Some(_), Some(_)) => {
            let told = "(#100) The message and sender_action can't be sent together";
            return Some(refusal(400, 100, 2_018_014, told));
        }
        (Some(message), None) => {
            let id = add_message(state, page, recipient, page, message.clone());
            answer["message_id"] = json!(id);
        }
        (None, _) => {}
    }
    Some(Reply::new(200).json(answer))
}

fn profile(request: &Recorded, state: &mut State) -> Option<Reply> {
    let set = state.get(&profile_of(request)?).and_then(Value::as_object);
    let asked = fields(request)?;
    let told: Map<_, _> = set
        .into_iter()
        .flatten()
        .filter(|(name, _)| asked.contains(name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let data = if told.is_empty() {
        json!([])
    } else {
        json!([told])
    };
    Some(Reply::new(200).json(json!({ "data": data })))
}

fn set_profile(request: &Recorded, state: &mut State) -> Option<Reply> {
    let update = request.json()?;
    let profile = state
        .entry(profile_of(request)?)
        .or_insert_with(|| json!({}));
    for (name, value) in update.as_object()? {
        profile[name] = value.clone();
    }
    Some(success())
}

fn delete_profile(request: &Recorded, state: &mut State) -> Option<Reply> {
    let asked = request.json()?;
    if let Some(profile) = state
        .get_mut(&profile_of(request)?)
        .and_then(Value::as_object_mut)
    {
        for name in asked["fields"].as_array()?.iter().filter_map(Value::as_str) {
            profile.remove(name);
        }
    }
    Some(success())
}

fn success() -> Reply {
    Reply::new(200).json(json!({ "result": "success" }))
}

fn profile_of(request: &Recorded) -> Option<String> {
    Some(format!(
        "profile of {}",
        request.path_parameters.get("page-id")?
    ))
}

fn conversations(request: &Recorded, state: &mut State) -> Option<Reply> {
    let page = request.path_parameters.get("page-id")?;
    let all = state.get("conversations").and_then(Value::as_array);
    let own = all
        .into_iter()
        .flatten()
        .filter(|it| it["page"] == json!(page));
    let shown = own.map(|conversation| narrowed(conversation, request));
    let size = request
        .query_value("limit")
        .and_then(|limit| limit.parse().ok());
    let mut pages = Pages::new(shown, size.unwrap_or(PAGE_SIZE));
    if state.contains_key(EMPTY_PAGE) {
        pages = pages.with_empty(1);
    }
    let Some(found) = pages.at(request.query_value("after")) else {
        return Some(refusal(400, 100, 0, "(#100) Invalid cursors values"));
    };
    let mut paging = json!({ "cursors": { "before": found.cursor, "after": found.cursor } });
    if let Some(next) = &found.next {
        paging["cursors"]["after"] = json!(next);
        paging["next"] = json!(next_url(request, next));
    }
    Some(Reply::new(200).json(json!({ "data": found.items, "paging": paging })))
}

/// Set in the state, it puts an empty page after the first one of conversations.
pub(crate) const EMPTY_PAGE: &str = "an empty page";

/// The request again, with a cursor and, as Graph has it, the token.
fn next_url(request: &Recorded, cursor: &str) -> String {
    let bearer = request.header("authorization");
    let bearer = bearer.and_then(|value| value.strip_prefix("Bearer "));
    let token = bearer
        .or(request.query_value("access_token"))
        .unwrap_or_default();
    let mut url = format!("{}{}?access_token={token}", request.origin(), request.path);
    for name in ["limit", "fields", "platform"] {
        if let Some(value) = request.query_value(name) {
            url += &format!("&{name}={value}");
        }
    }
    url + "&after=" + cursor
}

fn conversation(request: &Recorded, state: &mut State) -> Option<Reply> {
    let id = request.path_parameters.get("conversation-id")?;
    let all = state.get("conversations").and_then(Value::as_array);
    let found = all.into_iter().flatten().find(|it| it["id"] == json!(id));
    let Some(found) = found else {
        let told = format!("Unsupported get request. Object with ID '{id}' does not exist");
        return Some(refusal(400, 100, 33, &told));
    };
    Some(Reply::new(200).json(narrowed(found, request)))
}

/// A conversation with what was asked for.
fn narrowed(conversation: &Value, request: &Recorded) -> Value {
    let mut asked = fields(request).unwrap_or_else(|| BTreeSet::from(["updated_time"]));
    asked.insert("id");
    let all = conversation.as_object().into_iter().flatten();
    let told = all.filter(|(name, _)| asked.contains(name.as_str()));
    told.map(|(name, value)| (name.clone(), value.clone()))
        .collect::<Map<_, _>>()
        .into()
}

/// The names in `fields`, without what follows them in braces or after a dot.
fn fields(request: &Recorded) -> Option<BTreeSet<&str>> {
    let mut depth = 0;
    let names = request.query_value("fields")?.split(move |c| {
        depth += i32::from(matches!(c, '{' | '(')) - i32::from(matches!(c, '}' | ')'));
        c == ',' && depth == 0
    });
    let plain = names.filter_map(|name| name.split(['{', '.']).next());
    Some(plain.map(str::trim).collect())
}

/// Adds a message to the conversation of a page with a user, which is then the first.
fn add_message(state: &mut State, page: &str, user: &str, from: &str, message: Value) -> String {
    let count = state.get("messages").and_then(Value::as_u64).unwrap_or(0) + 1;
    state.insert("messages".to_owned(), json!(count));
    let id = format!("m_{count}");
    let time = time(count);
    let all = state.entry("conversations").or_insert_with(|| json!([]));
    let Some(all) = all.as_array_mut() else {
        return id;
    };
    let conversation_id = format!("t_{page}_{user}");
    let known = all.iter().position(|it| it["id"] == json!(conversation_id));
    let mut conversation = known.map_or_else(
        || {
            json!({
                "id": conversation_id,
                "page": page,
                "participants": { "data": [{ "id": user, "name": "A user" }, { "id": page, "name": "A page" }] },
                "messages": { "data": [] },
            })
        },
        |index| all.remove(index),
    );
    let mut written = json!({ "id": id, "created_time": time, "from": { "id": from } });
    written["message"] = message.get("text").cloned().unwrap_or_default();
    if let Some(messages) = conversation["messages"]["data"].as_array_mut() {
        messages.insert(0, written);
    }
    conversation["updated_time"] = json!(time);
    all.insert(0, conversation);
    id
}

/// A time for each message, a second after the one before, as Graph writes it.
fn time(seconds: u64) -> String {
    let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
    format!(
        "2026-04-18T{hours:02}:{minutes:02}:{:02}+0000",
        seconds % 60
    )
}
