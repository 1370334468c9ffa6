//! What walks have in common: what is kept, what is asked for, and how they end.

use std::time::Duration;

use bindery_runtime::transport::Patience;
use bindery_runtime::{Error, HeaderName, HeaderValue, RetryPolicy, http};
use serde_json::json;

use crate::support::{ByCursor, ByLink, ByUrl, Script, list};

#[tokio::test]
async fn a_page_is_a_whole_answer_and_settings_stay() {
    let server = Script::of([json!({ "data": [1], "next": "?a" }), json!({ "data": [] })]);
    let client = server.client();
    let name = HeaderName::from_static("x-trace");
    let call = list(&client, ByUrl).with_header(name.clone(), HeaderValue::from_static("t"));
    let mut pages = call.with_timeout(Duration::from_secs(7)).pages();
    let first = pages.next().await.expect("a page").expect("a page");
    assert_eq!(
        (first.status(), &first["data"]),
        (http::StatusCode::OK, &json!([1]))
    );
    assert!(first.headers().contains_key("link") && first.bytes().starts_with(b"{"));
    assert!(pages.next().await.expect("a page").is_ok());
    assert!(pages.next().await.is_none());
    for request in server.requests() {
        assert_eq!(request.headers()[&name], "t");
        let patience = request.extensions().get::<Patience>().expect("a time");
        let seven = Duration::from_secs(7);
        assert!(
            matches!(patience, Patience::Exchange(left) if *left <= seven),
            "{patience:?}"
        );
    }
}

#[tokio::test]
async fn nothing_is_fetched_before_it_is_asked_for() {
    let server = Script::of((0..9).map(|n| json!({ "data": [n, n], "next": n + 1 })));
    let client = server.client();
    let mut items = list(&client, ByCursor).items();
    assert!(server.requests().is_empty());
    for _ in 0..2 {
        assert!(items.next().await.expect("an item").is_ok());
        assert_eq!(server.requests().len(), 1);
    }
    let mut pages = list(&client, ByCursor).pages().at_most(2);
    for _ in 0..2 {
        assert!(pages.next().await.expect("a page").is_ok());
    }
    assert!(pages.next().await.is_none());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn items_end_with_the_pages_that_may_come() {
    let server = Script::of((0..9).map(|n| json!({ "data": [n, n], "next": n + 1 })));
    let client = server.client();
    let (items, error) = all!(list(&client, ByCursor).pages().at_most(2).items());
    assert_eq!((items, error.is_none()), (json!([0, 0, 1, 1]), true));
    assert_eq!(server.asked(), ["", "?after=1"]);
    let none = all!(list(&client, ByCursor).pages().at_most(0).items());
    assert_eq!((none.0, server.requests().len()), (json!([]), 2));

    // Where the page behind the last one would be is of no interest.
    let away = Script::of([json!({ "data": [1], "next": "https://elsewhere.test/" })]);
    let client = away.client();
    let (items, error) = all!(list(&client, ByUrl).pages().at_most(1).items());
    assert!(items == json!([1]) && error.is_none(), "{error:?}");
}

#[tokio::test]
async fn a_page_that_fails_is_asked_for_again() {
    let server = Script::new([
        (
            200,
            String::new(),
            json!({ "data": [1], "next": "a" }).to_string(),
        ),
        (503, String::new(), String::new()),
        (
            200,
            String::new(),
            json!({ "data": [2], "next": "b" }).to_string(),
        ),
        (429, String::new(), String::new()),
        (200, String::new(), json!({ "data": [3] }).to_string()),
    ]);
    let client = server.client();
    let (items, error) = all!(list(&client, ByCursor).items());
    assert_eq!((items, error.is_none()), (json!([1, 2, 3]), true));
    let asked = ["", "?after=a", "?after=a", "?after=b", "?after=b"];
    assert_eq!(server.asked(), asked);
    // As the call says, and not as the client does otherwise.
    let server = Script::new([
        (
            200,
            String::new(),
            json!({ "data": [1], "next": "a" }).to_string(),
        ),
        (503, String::new(), String::new()),
    ]);
    let client = server.client();
    let once = list(&client, ByCursor).with_retry(RetryPolicy::none());
    let (items, error) = all!(once.items());
    let status = error.and_then(|error| error.status());
    assert_eq!(
        (items, status.map(|it| it.as_u16())),
        (json!([1]), Some(503))
    );
    assert_eq!(server.asked(), ["", "?after=a"]);
}

#[tokio::test]
async fn an_empty_page_ends_nothing_that_leads_on() {
    let pages = ["/v1/list?page=2", "/v1/list?page=3", ""];
    let pages = pages.map(|next| json!({ "data": [], "next": next }));
    let server = Script::of(pages.clone());
    let client = server.client();
    let (items, error) = all!(list(&client, ByUrl).items());
    assert_eq!((items, error.is_none()), (json!([]), true));
    assert_eq!(server.asked(), ["", "?page=2", "?page=3"]);
    let links = ["<?page=2>; rel=next", "<?page=3>; rel=next", ""];
    let server = Script::new(links.map(|link| (200, link.to_owned(), "[]".to_owned())));
    let client = server.client();
    assert!(all!(list(&client, ByLink).items()).1.is_none());
    assert_eq!(server.asked(), ["", "?page=2", "?page=3"]);
}

#[tokio::test]
async fn an_error_ends_the_walk() {
    let page = json!({ "data": [1], "next": "a" }).to_string();
    for broken in [
        (500, String::new(), String::new()),
        (200, String::new(), "{".to_owned()),
    ] {
        let server = Script::new([(200, String::new(), page.clone()), broken]);
        let client = server.client();
        let mut pages = list(&client, ByCursor).pages();
        assert!(pages.next().await.expect("a page").is_ok());
        let error = pages.next().await.expect("an error").expect_err("an error");
        assert!(!matches!(error, Error::Paging(_)), "{error}");
        assert!(pages.next().await.is_none());
        assert_eq!(server.requests().len(), 2);
    }
}

/// Pages and items may go to another thread, as the answers of calls may.
#[test]
fn streams_can_be_sent() {
    fn assert_send<T: Send + futures_core::Stream>(_: &T) {}
    let server = Script::of([]);
    let client = server.client();
    assert_send(&list(&client, ByLink).pages());
    assert_send(&list(&client, ByLink).items());
    let shown = format!(
        "{:?} {:?}",
        list(&client, ByLink).pages(),
        list(&client, ByLink).items()
    );
    assert_eq!(
        shown,
        r#"Pages { operation: "list", .. } Items { operation: "list", .. }"#
    );
}
