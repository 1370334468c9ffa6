//! Lists in pages, as Graph has them: nodes go in, an answer goes out.

use bindery_mock::{Pages, Recorded, Reply, State};
use form_urlencoded::Serializer;
use serde_json::{Value, json};

use crate::refusal;

/// How many a page has unless `limit` says otherwise.
const PAGE_SIZE: usize = 25;

/// Set in the state, it puts an empty page after the first one of each list, as Graph may have it.
pub const EMPTY_PAGE: &str = "an empty page";

/// The page that a request asks for.
pub(crate) fn page(
    request: &Recorded,
    state: &State,
    nodes: impl IntoIterator<Item = Value>,
) -> Reply {
    let size = request.query_value("limit");
    let size = size.and_then(|limit| limit.parse().ok());
    let mut pages = Pages::new(nodes, size.unwrap_or(PAGE_SIZE));
    if state.contains_key(EMPTY_PAGE) {
        pages = pages.with_empty(1);
    }
    let Some(found) = pages.at(request.query_value("after")) else {
        return refusal(400, 100, 0, "(#100) Invalid cursors values");
    };
    let mut paging = json!({ "cursors": { "before": found.cursor, "after": found.cursor } });
    if let Some(next) = &found.next {
        paging["cursors"]["after"] = json!(next);
        paging["next"] = json!(next_url(request, next));
    }
    Reply::new(200).json(json!({ "data": found.items, "paging": paging }))
}

/// The request again, with a cursor and, as Graph has it, the token.
fn next_url(request: &Recorded, cursor: &str) -> String {
    let bearer = request.header("authorization");
    let bearer = bearer.and_then(|value| value.strip_prefix("Bearer "));
    let token = bearer
        .or(request.query_value("access_token"))
        .unwrap_or_default();
    let is_kept = |name: &str| !["access_token", "after", "before"].contains(&name);
    let kept = request.query.iter().filter(|(name, _)| is_kept(name));
    let query = Serializer::new(String::new())
        .append_pair("access_token", token)
        .extend_pairs(kept)
        .append_pair("after", cursor)
        .finish();
    format!("{}{}?{query}", request.origin(), request.path)
}
