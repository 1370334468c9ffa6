//! Messages: those of bots come by requests, those of users by [`receive`].

use bindery_mock::{Recorded, Reply, State};
use serde_json::{Value, json};

use crate::refusal;

/// What is told of a message unasked.
pub(crate) const UNASKED: [&str; 1] = ["created_time"];

/// By which of these a recipient is named.
const RECIPIENTS: [&str; 7] = [
    "id",
    "user_ref",
    "comment_id",
    "post_id",
    "phone_number",
    "notification_messages_token",
    "one_time_notif_token",
];

/// `POST /{page-id}/messages`
pub(crate) fn send(request: &Recorded, state: &mut State) -> Option<Reply> {
    let page = request.path_parameters.get("page-id")?;
    let body = request.json()?;
    let recipient = &body["recipient"];
    let Some(user) = RECIPIENTS.iter().find_map(|name| recipient[*name].as_str()) else {
        return Some(refusal(
            400,
            100,
            0,
            "(#100) Param recipient must be non-empty.",
        ));
    };
    let mut answer = json!({});
    if let Some(id) = recipient["id"].as_str() {
        answer["recipient_id"] = json!(id);
    }
    match (body.get("message"), body.get("sender_action")) {
        (Some(_), Some(_)) => {
            let told = "(#100) The message and sender_action can't be sent together";
            return Some(refusal(400, 100, 2_018_014, told));
        }
        (None, None) => return Some(refusal(400, 100, 0, "(#100) Empty message")),
        (None, Some(_)) => {}
        (Some(message), None) => {
            let id = add(state, page, user, page, message.clone());
            answer["message_id"] = json!(id);
            if message["attachment"]["payload"]["is_reusable"] == json!(true) {
                answer["attachment_id"] = json!(attachment(state));
            }
        }
    }
    Some(Reply::new(200).json(answer))
}

/// `POST /{page-id}/message_attachments`
pub(crate) fn upload(_: &Recorded, state: &mut State) -> Option<Reply> {
    let id = attachment(state);
    Some(Reply::new(200).json(json!({ "attachment_id": id })))
}

/// A user writes to a page: the message's id.
pub fn receive(state: &mut State, page: &str, user: &str, text: &str) -> String {
    add(state, page, user, user, json!({ "text": text }))
}

/// Adds a message to the conversation of a page with a user, which is then the first.
fn add(state: &mut State, page: &str, user: &str, from: &str, message: Value) -> String {
    let count = count(state, "messages");
    let offset = if state.contains_key(RFC_3339) {
        "+00:00"
    } else {
        "+0000"
    };
    let (id, time) = (format!("m_{count}"), time(count, offset));
    let mut conversation = taken(state, page, user);
    let mut written = json!({ "id": id, "created_time": time, "from": { "id": from } });
    // Graph has no text for what has none, which isn't null.
    written["message"] = message.get("text").cloned().unwrap_or(json!(""));
    if let Some(attachment) = message.get("attachment") {
        written["attachments"] = json!({ "data": [shown(&id, attachment)] });
    }
    if let Some(messages) = conversation["messages"]["data"].as_array_mut() {
        messages.insert(0, written);
    }
    conversation["updated_time"] = json!(time);
    let all = state.entry("conversations").or_insert_with(|| json!([]));
    if let Some(all) = all.as_array_mut() {
        all.insert(0, conversation);
    }
    id
}

/// The conversation of a page with a user, taken out of the state, or a new one.
fn taken(state: &mut State, page: &str, user: &str) -> Value {
    let id = format!("t_{page}_{user}");
    let all = state.get_mut("conversations").and_then(Value::as_array_mut);
    let known = all.and_then(|all| {
        let index = all.iter().position(|it| it["id"] == json!(id))?;
        Some(all.remove(index))
    });
    known.unwrap_or_else(|| {
        json!({
            "id": id,
            "page": page,
            "user": user,
            "participants": { "data": [{ "id": user, "name": "A user" }, { "id": page, "name": "A page" }] },
            "messages": { "data": [] },
        })
    })
}

/// An attachment as a message that is read has it.
fn shown(message: &str, attachment: &Value) -> Value {
    let url = &attachment["payload"]["url"];
    let id = format!("attachment of {message}");
    match attachment["type"].as_str() {
        Some("image") if url.is_string() => json!({ "id": id, "image_data": { "url": url } }),
        Some("video") if url.is_string() => json!({ "id": id, "video_data": { "url": url } }),
        Some(_) if url.is_string() => json!({ "id": id, "file_url": url }),
        _ => json!({ "id": id }),
    }
}

fn attachment(state: &mut State) -> String {
    let count = count(state, "attachments");
    format!("{}", 1_857_777_774_821_031 + count)
}

/// One more of something.
pub(crate) fn count(state: &mut State, what: &str) -> u64 {
    let count = state.get(what).and_then(Value::as_u64).unwrap_or(0) + 1;
    state.insert(what.to_owned(), json!(count));
    count
}

/// Set in the state, it has the times of messages written by RFC 3339, with a colon in their offset, for programs that
/// read nothing else. Graph itself writes none.
pub const RFC_3339: &str = "dates by RFC 3339";

/// A time for each message, a second after the one before.
fn time(seconds: u64, offset: &str) -> String {
    let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
    let seconds = seconds % 60;
    format!("2026-04-18T{hours:02}:{minutes:02}:{seconds:02}{offset}")
}
