//! Answers in pages that lead in circles, or away.

use bindery_runtime::decode::{Empty, Json};
use bindery_runtime::{Call, Endpoint, Error, Method, Operation, Paged, Paging, Value};

use crate::scenario::{SECRETS, Stack, failure, survive};
use crate::server::{Server, answering, json};

/// Pages that name the URL of the next one.
struct List<'c>(Call<'c>);

impl Endpoint for List<'_> {
    const OPERATION: &'static Operation = &Operation::new("list", Method::GET, "/list")
        .security(&[&["Token", "QueryKey"]])
        .responses(&["200"]);
    type Success = Json<Value>;
    type Failure = Empty;
}

impl Paged for List<'_> {
    type Item = Value;
    const PAGING: Paging = Paging::url("/next").items("/data");

    fn items_of(page: Value) -> Vec<Value> {
        let data = page["data"].as_array();
        data.cloned().unwrap_or_default()
    }
}

bindery_runtime::call!(List);
bindery_runtime::paged!(List);

fn page(item: usize, next: &str) -> Vec<u8> {
    json(
        "200 OK",
        &serde_json::json!({ "data": [item], "next": next }).to_string(),
    )
}

/// How many items there are before the error.
async fn walk(stack: Stack, server: &Server) -> (usize, Error<()>) {
    let client = stack.client(server).into_inner();
    let mut items = List(client.call::<List<'_>>()).items();
    let mut count = 0;
    loop {
        match items.next().await.expect("no end") {
            Ok(_) => count += 1,
            outcome @ Err(_) => return (count, failure(outcome)),
        }
    }
}

#[test]
fn pages_in_a_circle_end_with_an_error() {
    survive(async |stack| {
        let circle = [
            page(1, "/list?page=2"),
            page(2, "/list?page=3"),
            page(3, "/list?page=2"),
        ];
        let server = Server::start(circle.map(answering));
        let (count, error) = walk(stack, &server).await;
        assert_eq!((count, server.methods().len()), (3, 3));
        assert!(matches!(error, Error::Paging(_)), "{error:?}");
    });
}

#[test]
fn a_page_on_another_origin_is_not_asked_for() {
    survive(async |stack| {
        let elsewhere = Server::start([answering(page(2, ""))]);
        let away = elsewhere.url();
        let host = away.trim_start_matches("http:");
        for next in [
            format!("{away}/list"),
            format!("{host}/list"),
            format!("https:{host}/list"),
        ] {
            let server = Server::start([answering(page(1, &next))]);
            let (count, error) = walk(stack, &server).await;
            assert_eq!(count, 1);
            assert!(matches!(error, Error::Paging(_)), "{error:?}");
            assert!(elsewhere.seen().is_empty(), "{:?}", elsewhere.seen());
        }
    });
}

#[test]
fn a_page_that_is_no_url_is_told() {
    survive(async |stack| {
        for next in [
            "http://[::1",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "//@",
            "http:",
        ] {
            let server = Server::start([answering(page(1, next))]);
            let (count, error) = walk(stack, &server).await;
            assert_eq!(count, 1, "{next}");
            assert!(matches!(error, Error::Paging(_)), "{next}: {error:?}");
        }
    });
}

#[test]
fn a_token_in_the_url_of_a_page_is_not_told() {
    survive(async |stack| {
        let next = format!("http://elsewhere.test/list?access_token={}", SECRETS[0]);
        let server = Server::start([answering(page(1, &next))]);
        let (_, error) = walk(stack, &server).await;
        assert!(matches!(error, Error::Paging(_)), "{error:?}");
    });
}

#[test]
fn pages_without_end_are_bounded_by_who_asks() {
    survive(async |stack| {
        let endless = (2..).map(|n| page(n, &format!("/list?page={n}")));
        let server = Server::start(endless.take(100).map(answering));
        let client = stack.client(&server).into_inner();
        let list = List(client.call::<List<'_>>());
        let mut items = list.pages().at_most(9).items();
        while let Some(item) = items.next().await {
            item.expect("an item");
        }
        assert_eq!(server.methods().len(), 9);
    });
}

/// It is asked for again, and the pages before it aren't.
#[test]
fn a_page_that_breaks_off_costs_itself() {
    survive(async |stack| {
        let mut cut = page(2, "/list?page=3");
        cut.truncate(cut.len() - 5);
        let last = json("200 OK", r#"{"data":[3]}"#);
        let pages = [page(1, "/list?page=2"), cut, page(2, "/list?page=3"), last];
        let server = Server::start(pages.map(answering));
        let client = stack.client(&server).into_inner();
        let mut items = List(client.call::<List<'_>>()).items();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            found.push(item.expect("an item"));
        }
        assert_eq!(found, [1, 2, 3]);
        let seen = server.seen().into_iter();
        let asked: Vec<String> = seen
            .filter_map(|seen| Some(seen.head.split(' ').nth(1)?.to_owned()))
            .collect();
        let key = format!("key={}", SECRETS[1]);
        let expected = ["", "page=2&", "page=2&", "page=3&"];
        assert_eq!(asked, expected.map(|query| format!("/list?{query}{key}")));
    });
}
