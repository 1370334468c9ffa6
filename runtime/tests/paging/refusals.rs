//! Next pages that are never fetched.

use bindery_runtime::{Credential, Error, HeaderValue, http};
use serde_json::json;

use crate::support::{
    ByBody, ByCursor, ByLastItem, ByLink, ByPage, ByUrl, Script, UntilDone, WhileMore,
    assert_error, list, list_with,
};

#[tokio::test]
async fn loops_end_with_an_error() {
    let cursors = ["a", "b", "a", "b"].map(|next| json!({ "data": [1], "next": next }));
    let server = Script::of(cursors);
    let client = server.client();
    let (items, error) = all!(list(&client, ByCursor).items());
    assert_eq!(items, json!([1, 1, 1]));
    assert_error(
        error,
        "its cursor came before, so that the pages would never end",
    );
    // Where the walk began counts too.
    let server = Script::of([json!({ "data": [1], "next": "a" })]);
    let client = server.client();
    let (items, error) = all!(list_with(&client, ByCursor, "after", "a").items());
    assert_eq!((items, error.is_some()), (json!([1]), true));
    let server = Script::of([json!({ "data": [1], "next": "/v1/list" })]);
    let client = server.client();
    assert_error(all!(list(&client, ByUrl).items()).1, "its URL came before");
    let pages = ["1", "2", "1"].map(|n| (200, format!("<?page={n}>; rel=next"), "[]".to_owned()));
    let server = Script::new(pages);
    let client = server.client();
    assert_error(all!(list(&client, ByLink).items()).1, "its URL came before");
    let server = Script::of([json!({ "data": [1], "more": true })]);
    let client = server.client();
    assert_error(
        all!(list(&client, ByPage).items()).1,
        "the very same page came before",
    );
    let server = Script::of([json!({ "data": [1], "next": "a" })]);
    let client = server.client();
    let mut again = list(&client, ByBody);
    again.0.json_body("application/json", &json!({}));
    let Some(Error::Paging(error)) = all!(again.items()).1 else {
        panic!("a loop")
    };
    assert!(error.is_loop() && !error.is_other_origin());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn other_origins_get_nothing() {
    let elsewhere = [
        ("https://other.test/", "https://other.test"),
        ("//other.test/x", "https://other.test"),
        ("http://api.test/v1/list?page=2", "http://api.test"),
        ("https://api.test:444/", "https://api.test:444"),
        (
            "https://api.test.other.test/",
            "https://api.test.other.test",
        ),
        ("https://0123456789.test/", "https://**********.test"),
    ];
    for (url, origin) in elsewhere {
        let server = Script::of([json!({ "data": [1], "next": url })]);
        let client = server
            .builder()
            .bearer("0123456789")
            .build()
            .expect("a client");
        let (items, error) = all!(list(&client, ByUrl).items());
        assert_eq!((items, server.requests().len()), (json!([1]), 1));
        let Some(Error::Paging(paging)) = &error else {
            panic!("{url}: {error:?}")
        };
        assert!(paging.is_other_origin() && !paging.is_loop());
        let told = paging.to_string();
        assert!(
            told.contains(&format!("it is at {origin}, and only")),
            "{told}"
        );
        // The page has the URL, and with it what the server put there; it isn't shown.
        assert!(!format!("{error:?}{told}").contains("0123456789"));
    }
}

#[tokio::test]
async fn what_is_no_url_is_refused() {
    let none = [
        json!("mailto:a@b.test"),
        json!("ftp://api.test/"),
        json!("https:next"),
        json!("https://"),
        json!("https://user@api.test/"),
        json!("https://api.test:x/"),
        json!("https://api.test\\@other.test/"),
        json!("\\\\other.test/"),
        json!("/\n/other.test/"),
        json!("javascript:alert(1)"),
        json!(["/a"]),
        json!(1),
    ];
    for url in none {
        let server = Script::of([json!({ "data": [1], "next": url })]);
        let client = server.client();
        let (_, error) = all!(list(&client, ByUrl).items());
        assert_error(error, "what should be its URL isn't");
        assert_eq!(server.requests().len(), 1);
    }
    let server = Script::of([json!({ "data": [1], "next": { "a": 1 } })]);
    let client = server.client();
    let (_, error) = all!(list(&client, ByCursor).items());
    assert_error(error, "its cursor is neither text nor a number");
}

#[tokio::test]
async fn a_page_that_promises_another_has_to_lead_there() {
    let promise = "this one says that there is another, and not how to get there";
    for next in [json!(null), json!("")] {
        let page = json!({ "data": [1], "next": next, "more": true, "done": false });
        let server = Script::of([page]);
        let client = server.client();
        let (items, error) = all!(list(&client, WhileMore).items());
        assert_eq!(items, json!([1]));
        assert_error(error, promise);
        assert_error(all!(list(&client, UntilDone).items()).1, promise);
        // The last item has no `id`.
        assert_error(all!(list(&client, ByLastItem).items()).1, promise);
        assert_eq!(server.requests().len(), 3);
    }
    let server = Script::of([
        json!({ "data": [{ "id": "a" }], "more": true }),
        json!({ "data": [], "more": true }),
    ]);
    let client = server.client();
    let (items, error) = all!(list(&client, ByLastItem).items());
    assert_eq!(items, json!([{ "id": "a" }]));
    assert_error(error, promise);
    // Whoever says nothing of it promises nothing.
    let server = Script::of([json!({ "data": [1] })]);
    let client = server.client();
    assert!(all!(list(&client, ByLastItem).items()).1.is_none());
    assert!(all!(list(&client, WhileMore).items()).1.is_none());
    assert!(all!(list(&client, UntilDone).items()).1.is_none());
}

#[tokio::test]
async fn credentials_are_sent_once() {
    let repeated = "?access_token=0123456789&page=2&key=%30123456789&q=0123456789&r=012";
    let page = || {
        [
            json!({ "data": [1], "next": repeated }),
            json!({ "data": [2] }),
        ]
    };
    let server = Script::of(page());
    let client = server
        .builder()
        .bearer("0123456789")
        .build()
        .expect("a client");
    all!(list(&client, ByUrl).items());
    let requests = server.requests();
    assert_eq!(requests[1].uri(), "https://api.test/v1/list?page=2&r=012");
    assert_eq!(requests[1].headers()["authorization"], "Bearer 0123456789");
    let server = Script::of(page());
    let client = server
        .builder()
        .credential("Key", Credential::api_key("short"));
    let client = client.build().expect("a client");
    all!(list(&client, ByUrl).items());
    let there =
        "https://api.test/v1/list?access_token=0123456789&page=2&q=0123456789&r=012&key=short";
    assert_eq!(server.requests()[1].uri(), there);
    let server = Script::of(page());
    let client = server.client();
    let own = HeaderValue::from_static("Bearer 0123456789");
    all!(
        list(&client, ByUrl)
            .with_header(http::header::AUTHORIZATION, own)
            .items()
    );
    assert_eq!(
        server.requests()[1].uri(),
        "https://api.test/v1/list?page=2&r=012"
    );
}
