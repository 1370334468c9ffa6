//! Pages: each way to the next page, how walks end, and what is never followed. A server in memory gives its answers in
//! turn and records what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::decode::{Empty, Json};
use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{
    Api, Body, Bytes, Call, Client, ClientBuilder, Credential, Endpoint, Error, HeaderName,
    HeaderValue, Method, Operation, Paged, Paging, Parameter, RetryPolicy, SecurityScheme, Server,
    Transport, TransportError, Value, http,
};
use serde_json::json;

const SERVER: Server = Server::new("https://api.test/v1/");

static API: Api = Api::new("Pages", "1")
    .servers(&[SERVER])
    .security_schemes(&[
        SecurityScheme::bearer("Token"),
        SecurityScheme::api_key_query("Key", "key"),
    ]);

/// The calls of one operation for each way to page; an answer of any shape will do.
macro_rules! lists {
    ($($list:ident: $method:ident, $paging:expr;)*) => {
        $(
            struct $list<'c>(Call<'c>);

            impl Endpoint for $list<'_> {
                const OPERATION: &'static Operation =
                    &Operation::new("list", Method::$method, "/list")
                        .security(&[&["Token"], &["Key"], &[]])
                        .responses(&["200"]);
                type Success = Json<Value>;
                type Failure = Empty;
            }

            impl Paged for $list<'_> {
                type Item = Value;
                const PAGING: Paging = $paging;

                fn items_of(page: Value) -> Vec<Value> {
                    let list = page.pointer("/data").unwrap_or(&page);
                    list.as_array().cloned().unwrap_or_default()
                }
            }

            bindery_runtime::call!($list);
            bindery_runtime::paged!($list);
        )*
    };
}

const AFTER: Parameter = Parameter::query("after");

lists! {
    ByCursor: GET, Paging::cursor(AFTER, "/next").items("/data");
    WhileMore: GET, Paging::cursor(AFTER, "/next").items("/data").while_true("/more");
    UntilDone: GET, Paging::cursor(AFTER, "/next").items("/data").until_true("/done");
    WhileNext: GET, Paging::cursor(AFTER, "/meta/after").items("/data").while_present("/meta/next");
    ByLastItem: GET, Paging::cursor(AFTER, "/id").of_last_item().items("/data").while_true("/more");
    ByBody: POST, Paging::cursor_in_body("after", "/next").items("/data");
    ByPage: GET, Paging::page(Parameter::query("page"), 1).items("/data");
    ByPageOf: GET, Paging::page(Parameter::query("page"), 0).pages("/pages").total("/total").items("/data");
    ByOffset: GET, Paging::offset(Parameter::query("offset"), 0).total("/total").items("/data");
    ByUrl: GET, Paging::url("/next").items("/data");
    ByLink: GET, Paging::link();
}

/// A server that gives these answers in turn, and the last one forever.
#[derive(Clone)]
struct Script {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

/// A status, a `Link` header and a body.
type Answer = (u16, String, String);

impl Script {
    fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            requests: Arc::default(),
        }
    }

    fn of(pages: impl IntoIterator<Item = Value>) -> Self {
        Self::new(
            pages
                .into_iter()
                .map(|page| (200, String::new(), page.to_string())),
        )
    }

    fn builder(&self) -> ClientBuilder<Client> {
        ClientBuilder::new(&API).transport(self.clone())
    }

    fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.requests.lock().expect("a lock").clone()
    }

    /// What the requests' URLs had behind the path of the server.
    fn asked(&self) -> Vec<String> {
        let requests = self.requests();
        let urls = requests.iter().map(|request| request.uri().to_string());
        urls.map(|url| url.replace("https://api.test/v1/list", ""))
            .collect()
    }
}

impl Transport for Script {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        let mut request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        request.extensions_mut().insert(patience);
        self.requests.lock().expect("a lock").push(request);
        let mut answers = self.answers.lock().expect("a lock");
        let (status, link, body) = match answers.len() {
            0 => (500, String::new(), String::new()),
            1 => answers[0].clone(),
            _ => answers.pop_front().expect("an answer"),
        };
        let response = http::Response::builder()
            .status(status)
            .header("link", link);
        let response = response.body(Body::from(body));
        Box::pin(async move { response.map_err(TransportError::other) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// Takes all items, and the error at the end, if there is one.
macro_rules! all {
    ($items:expr) => {{
        let mut items = $items;
        let (mut found, mut error) = (Vec::new(), None);
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => found.push(item),
                Err(failure) => error = Some(failure),
            }
        }
        assert!(items.next().await.is_none(), "nothing comes after the end");
        (Value::from(found), error)
    }};
}

fn list<'c, E: Endpoint>(client: &'c Client, call: impl FnOnce(Call<'c>) -> E) -> E {
    call(client.call::<E>())
}

fn list_with<'c, E: Endpoint>(
    client: &'c Client,
    call: impl FnOnce(Call<'c>) -> E,
    name: &'static str,
    value: impl Into<Value>,
) -> E {
    let mut set = client.call::<E>();
    set.parameter(Parameter::query(name), &value.into());
    call(set)
}

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
        json!({ "data": [], "more": true }),
    ]);
    let client = server.client();
    assert_eq!(
        all!(list(&client, ByLastItem).items())
            .0
            .as_array()
            .map(Vec::len),
        Some(3)
    );
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

/// RFC 3986, section 5.4, for the URL `https://api.test/v1/list`.
#[tokio::test]
async fn urls_are_resolved_and_followed() {
    let cases = [
        ("https://api.test/v1/list?page=2", "/v1/list?page=2"),
        ("HTTPS://API.test:443/x?a=%2F#part", "/x?a=%2F"),
        ("//api.test?x", "/?x"),
        ("?page=2&q=ü x", "/v1/list?page=2&q=%C3%BC%20x"),
        ("/other/./a/../b?c", "/other/b?c"),
        ("next", "/v1/next"),
        ("../next/..", "/"),
        ("../../../next/.", "/next/"),
        ("./g;x=1/../y", "/v1/y"),
        ("g?y/../x", "/v1/g?y/../x"),
        (";x", "/v1/;x"),
    ];
    for (url, target) in cases {
        let server = Script::of([json!({ "data": [1], "next": url }), json!({ "data": [2] })]);
        let client = server.client();
        let (items, error) = all!(list_with(&client, ByUrl, "limit", 1).items());
        assert_eq!(
            (items, error.map(|it| it.to_string())),
            (json!([1, 2]), None),
            "{url}"
        );
        let target = format!("https://api.test{target}");
        assert_eq!(*server.requests()[1].uri(), *target);
    }
}

#[tokio::test]
async fn urls_lead_on_from_where_they_led() {
    let server = Script::of([
        json!({ "data": [1], "next": "/a/b?page=2" }),
        json!({ "data": [2], "next": "c" }),
        json!({ "data": [3], "next": "?page=4" }),
        json!({ "data": [4], "next": null }),
    ]);
    let client = server.client();
    assert_eq!(all!(list(&client, ByUrl).items()).0, json!([1, 2, 3, 4]));
    let there = [
        "",
        "https://api.test/a/b?page=2",
        "https://api.test/a/c",
        "https://api.test/a/c?page=4",
    ];
    assert_eq!(server.asked(), there);
}

#[tokio::test]
async fn links_are_followed() {
    let cases = [
        (
            r#"<https://api.test/v1/list?page=2>; rel="next""#,
            Some("?page=2"),
        ),
        (
            r#"</1>; rel="prev", <?page=3>; rel="next", </9>; rel=last"#,
            Some("?page=3"),
        ),
        (
            r#"</1>; title="a, \"b\"; rel=next", <?p=1,2;3> ; REL = "last NEXT""#,
            Some("?p=1,2;3"),
        ),
        (r#", <?a>; flag; rel=next,"#, Some("?a")),
        (r#"</1>; rel="nextish""#, None),
        (r#"</1>; rel=prev; rel=next"#, None),
        (r##"</1>; rel=next; anchor="#part""##, None),
        ("</1", None),
        ("rel=next", None),
        ("", None),
    ];
    for (link, target) in cases {
        let pages = [
            (200, link.to_owned(), "[1]".to_owned()),
            (200, String::new(), "[2]".to_owned()),
        ];
        let server = Script::new(pages);
        let client = server.client();
        all!(list(&client, ByLink).items());
        let asked = [Some(""), target].into_iter().flatten();
        assert_eq!(server.asked(), asked.collect::<Vec<_>>(), "{link}");
    }
}

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

#[track_caller]
fn assert_error(error: Option<Error>, part: &str) {
    let error = error.expect("an error");
    let (text, debug) = (error.to_string(), format!("{error:?}"));
    assert!(
        text.starts_with("list: the next page isn't fetched: "),
        "{text}"
    );
    assert!(text.contains(part), "{text}");
    assert!(
        !text.contains("0123456789") && !debug.contains("0123456789"),
        "{text} {debug}"
    );
    assert_eq!(error.status(), Some(http::StatusCode::OK));
    assert!(error.body().is_some() && error.headers().is_some());
    assert!(!error.is_retryable() && std::error::Error::source(&error).is_none());
}

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
        ("https://other.test/", "https://other.test:443"),
        ("//other.test/x", "https://other.test:443"),
        ("http://api.test/v1/list?page=2", "http://api.test:80"),
        ("https://api.test:444/", "https://api.test:444"),
        (
            "https://api.test.other.test/",
            "https://api.test.other.test:443",
        ),
        ("https://0123456789.test/", "https://**********.test:443"),
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
