//! Cursors: those that answers tell, those of last items, and those that requests carry in their bodies.

use bindery_runtime::{Body, Bytes, TransportError};
use serde_json::json;

use crate::support::{
    ByBody, ByCursor, ByLastItem, Script, UntilDone, WhileMore, WhileNext, assert_error, list,
    list_with,
};

#[tokio::test]
async fn a_cursor_leads_on_until_there_is_none() {
    let ends = [json!({}), json!({ "next": null }), json!({ "next": "" })];
    for end in ends {
        let server = Script::of([
            json!({ "data": [1, 2], "next": "a b&c" }),
            json!({ "data": [], "next": 7 }),
            json!({ "data": [3], "next": "last" }),
            end,
        ]);
        let client = server.client();
        let (items, error) = all!(list_with(&client, ByCursor, "limit", 2).items());
        assert_eq!(
            (items, error.map(|it| it.to_string())),
            (json!([1, 2, 3]), None)
        );
        let asked = [
            "?limit=2",
            "?limit=2&after=a%20b%26c",
            "?limit=2&after=7",
            "?limit=2&after=last",
        ];
        assert_eq!(server.asked(), asked);
    }
}

#[tokio::test]
async fn a_walk_begins_where_the_call_does() {
    let server = Script::of([json!({ "data": [1], "next": "c" }), json!({ "data": [2] })]);
    let client = server.client();
    let (items, _) = all!(list_with(&client, ByCursor, "after", "b").items());
    assert_eq!(items, json!([1, 2]));
    assert_eq!(server.asked(), ["?after=b", "?after=c"]);
}

#[tokio::test]
async fn what_says_that_there_is_no_more_ends_the_walk() {
    let more = json!({ "data": [1], "next": "a", "more": true, "done": false });
    let last = json!({ "data": [2], "next": "b", "more": false, "done": true });
    let server = Script::of([more.clone(), last.clone()]);
    let client = server.client();
    assert_eq!(all!(list(&client, WhileMore).items()).0, json!([1, 2]));
    let server = Script::of([more, last]);
    let client = server.client();
    assert_eq!(all!(list(&client, UntilDone).items()).0, json!([1, 2]));
    let server = Script::of([
        json!({ "data": [1], "meta": { "after": "a", "next": "https://elsewhere.test" } }),
        json!({ "data": [2], "meta": { "after": "b" } }),
    ]);
    let client = server.client();
    assert_eq!(all!(list(&client, WhileNext).items()).0, json!([1, 2]));
    assert_eq!(server.asked(), ["", "?after=a"]);
}

#[tokio::test]
async fn the_last_item_leads_on() {
    let server = Script::of([
        json!({ "data": [{ "id": "a" }, { "id": "b" }], "more": true }),
        json!({ "data": [{ "id": "c" }], "more": true }),
        json!({ "data": [] }),
    ]);
    let client = server.client();
    let (items, error) = all!(list(&client, ByLastItem).items());
    assert_eq!(items.as_array().map(Vec::len), Some(3));
    assert!(error.is_none(), "{error:?}");
    assert_eq!(server.asked(), ["", "?after=b", "?after=c"]);
}

#[tokio::test]
async fn a_cursor_goes_into_the_body() {
    let server = Script::of([json!({ "data": [1], "next": "a" }), json!({ "data": [2] })]);
    let client = server.client();
    let mut call = list(&client, ByBody);
    call.0.json_body("application/json", &json!({ "size": 1 }));
    assert_eq!(all!(call.items()).0, json!([1, 2]));
    let requests = server.requests();
    let bodies: Vec<&[u8]> = requests.iter().map(|it| it.body().as_ref()).collect();
    assert_eq!(
        bodies,
        [br#"{"size":1}"#.as_slice(), br#"{"after":"a","size":1}"#]
    );
}

#[tokio::test]
async fn a_body_that_comes_once_has_no_second_page() {
    let server = Script::of([json!({ "data": [1], "next": "a" })]);
    let client = server.client();
    let mut call = list(&client, ByBody);
    struct Nothing;
    impl futures_core::Stream for Nothing {
        type Item = Result<Bytes, TransportError>;
        fn poll_next(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(None)
        }
    }
    call.0.raw_body("application/json", Body::stream(Nothing));
    let (items, error) = all!(call.items());
    assert_eq!(items, json!([1]));
    assert_error(error, "the call's body can't be sent again");
}
