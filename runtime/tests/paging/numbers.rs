//! Numbers of pages and offsets, and the totals that end them.

use bindery_runtime::Value;
use serde_json::json;

use crate::support::{ByOffset, ByPage, ByPageOf, ByPageWhileMore, Script, list, list_with};

#[tokio::test]
async fn pages_are_counted_until_one_is_empty() {
    let pages = [
        json!({ "data": [1] }),
        json!({ "data": [2] }),
        json!({ "data": [] }),
    ];
    let server = Script::of(pages.clone());
    let client = server.client();
    assert_eq!(all!(list(&client, ByPage).items()).0, json!([1, 2]));
    assert_eq!(server.asked(), ["", "?page=2", "?page=3"]);
    let server = Script::of(pages);
    let client = server.client();
    assert_eq!(
        all!(list_with(&client, ByPage, "page", 5.0).items()).0,
        json!([1, 2])
    );
    assert_eq!(server.asked(), ["?page=5.0", "?page=6", "?page=7"]);
}

#[tokio::test]
async fn an_empty_page_ends_what_is_counted_whatever_it_promises() {
    let page = |items: Value| json!({ "data": items, "more": true });
    let server = Script::of([page(json!([1])), page(json!([]))]);
    let client = server.client();
    let (items, error) = all!(list(&client, ByPageWhileMore).items());
    assert_eq!((items, error.is_none()), (json!([1]), true));
    assert_eq!(server.asked(), ["", "?page=2"]);
}

#[tokio::test]
async fn totals_end_what_is_counted() {
    let of_pages = |n: i64| json!({ "data": [n], "pages": 2 });
    let server = Script::of([of_pages(0), of_pages(1)]);
    let client = server.client();
    assert_eq!(all!(list(&client, ByPageOf).items()).0, json!([0, 1]));
    assert_eq!(server.asked(), ["", "?page=1"]);
    let of_items = |items: Value| json!({ "data": items, "total": "3" });
    let server = Script::of([of_items(json!([1, 2])), of_items(json!([3]))]);
    let client = server.client();
    assert_eq!(all!(list(&client, ByPageOf).items()).0, json!([1, 2, 3]));
    assert_eq!(server.asked(), ["", "?page=1"]);
    let server = Script::of([of_items(json!([1, 2])), of_items(json!([3]))]);
    let client = server.client();
    assert_eq!(all!(list(&client, ByOffset).items()).0, json!([1, 2, 3]));
    assert_eq!(server.asked(), ["", "?offset=2"]);
    // How many items the pages before had isn't known, so that their total says nothing.
    let server = Script::of([
        of_items(json!([1, 2])),
        of_items(json!([3])),
        of_items(json!([])),
    ]);
    let client = server.client();
    assert_eq!(
        all!(list_with(&client, ByPageOf, "page", 1).items()).0,
        json!([1, 2, 3])
    );
    assert_eq!(server.asked(), ["?page=1", "?page=2", "?page=3"]);
}
