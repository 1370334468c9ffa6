//! Generated calls go through pages: the table of an operation finds its way, and its items have their type.

use std::sync::Mutex;
use std::time::Duration;

use bindery_accept::paging_by_cursor::models::Pet;
use bindery_accept::{paging_by_cursor, paging_by_number};
use bindery_runtime::http::{Request, Response};
use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{Body, Transport};

/// A server with an answer for each query; the last page has none.
struct Book(Mutex<Vec<(&'static str, &'static str)>>);

impl Transport for Book {
    fn send(&self, request: Request<Body>, _: Patience) -> Carried<'_> {
        let (query, body) = self.0.lock().expect("a lock").remove(0);
        assert_eq!(request.uri().query().unwrap_or_default(), query);
        Box::pin(async move { Ok(Response::new(Body::from(body))) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

fn book(pages: &[(&'static str, &'static str)]) -> Book {
    Book(Mutex::new(pages.to_vec()))
}

#[tokio::test]
async fn items_of_all_pages_have_their_type() {
    let book = book(&[
        (
            "limit=2",
            r#"{"data":[{"name":"Rex"},{"name":"Bo"}],"paging":{"cursors":{"after":"b"},"next":"https://a.test"}}"#,
        ),
        (
            "limit=2&after=b",
            r#"{"data":[{"name":"Cy"}],"paging":{"cursors":{"after":"c"}}}"#,
        ),
    ]);
    let builder = paging_by_cursor::Client::builder().transport(book);
    let client = builder.base_url("http://a.test").build().expect("a client");
    let mut items = client.list_pets().limit(2).items();
    let mut names = Vec::new();
    while let Some(pet) = items.next().await {
        let Pet { name, .. } = pet.expect("a pet");
        names.push(name);
    }
    assert_eq!(names, ["Rex", "Bo", "Cy"]);
}

#[tokio::test]
async fn pages_are_whole_answers() {
    let book = book(&[
        ("", r#"{"owners":["Ann"],"meta":{"total_pages":2}}"#),
        (
            "page%5Bnumber%5D=1",
            r#"{"owners":null,"meta":{"total_pages":2}}"#,
        ),
    ]);
    let builder = paging_by_number::Client::builder().transport(book);
    let client = builder.base_url("http://a.test").build().expect("a client");
    let mut pages = client.list_owners().pages();
    let first = pages.next().await.expect("a page").expect("a page");
    assert_eq!(first.status(), 200);
    assert!(first.owners.is_present() && first.meta.is_some());
    let last = pages.next().await.expect("a page").expect("a page");
    assert!(last.owners.is_null());
    assert!(pages.next().await.is_none());
}
