//! The operation, once for each way to page, and a server in memory that gives its answers in turn and records what it
//! was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::decode::{Empty, Json};
use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{
    Api, Body, Bytes, Call, Client, ClientBuilder, Endpoint, Error, Method, Operation, Paged,
    Paging, Parameter, SecurityScheme, Server, Transport, TransportError, Value, http,
};

pub(crate) const SERVER: Server = Server::new("https://api.test/v1/");

pub(crate) static API: Api = Api::new("Pages", "1")
    .servers(&[SERVER])
    .security_schemes(&[
        SecurityScheme::bearer("Token"),
        SecurityScheme::api_key_query("Key", "key"),
    ]);

/// The calls of one operation for each way to page; an answer of any shape will do.
macro_rules! lists {
    ($($list:ident: $method:ident, $paging:expr;)*) => {
        $(
            pub(crate) struct $list<'c>(pub(crate) Call<'c>);

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

pub(crate) const AFTER: Parameter = Parameter::query("after");

lists! {
    ByCursor: GET, Paging::cursor(AFTER, "/next").items("/data");
    WhileMore: GET, Paging::cursor(AFTER, "/next").items("/data").while_true("/more");
    UntilDone: GET, Paging::cursor(AFTER, "/next").items("/data").until_true("/done");
    WhileNext: GET, Paging::cursor(AFTER, "/meta/after").items("/data").while_present("/meta/next");
    ByLastItem: GET, Paging::cursor(AFTER, "/id").of_last_item().items("/data").while_true("/more");
    ByBody: POST, Paging::cursor_in_body("after", "/next").items("/data");
    ByPage: GET, Paging::page(Parameter::query("page"), 1).items("/data");
    ByPageWhileMore: GET, Paging::page(Parameter::query("page"), 1).items("/data").while_true("/more");
    ByPageOf: GET, Paging::page(Parameter::query("page"), 0).pages("/pages").total("/total").items("/data");
    ByOffset: GET, Paging::offset(Parameter::query("offset"), 0).total("/total").items("/data");
    ByUrl: GET, Paging::url("/next").items("/data");
    ByLink: GET, Paging::link();
}

/// A server that gives these answers in turn, and the last one forever.
#[derive(Clone)]
pub(crate) struct Script {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

/// A status, a `Link` header and a body.
pub(crate) type Answer = (u16, String, String);

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            requests: Arc::default(),
        }
    }

    pub(crate) fn of(pages: impl IntoIterator<Item = Value>) -> Self {
        Self::new(
            pages
                .into_iter()
                .map(|page| (200, String::new(), page.to_string())),
        )
    }

    pub(crate) fn builder(&self) -> ClientBuilder<Client> {
        ClientBuilder::new(&API).transport(self.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    pub(crate) fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.requests.lock().expect("a lock").clone()
    }

    /// What the requests' URLs had behind the path of the server.
    pub(crate) fn asked(&self) -> Vec<String> {
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
        (bindery_runtime::Value::from(found), error)
    }};
}

pub(crate) fn list<'c, E: Endpoint>(client: &'c Client, call: impl FnOnce(Call<'c>) -> E) -> E {
    call(client.call::<E>())
}

pub(crate) fn list_with<'c, E: Endpoint>(
    client: &'c Client,
    call: impl FnOnce(Call<'c>) -> E,
    name: &'static str,
    value: impl Into<Value>,
) -> E {
    let mut set = client.call::<E>();
    set.parameter(Parameter::query(name), &value.into());
    call(set)
}

/// Holds an error against what every refusal to fetch a page tells and keeps.
#[track_caller]
pub(crate) fn assert_error(error: Option<Error>, part: &str) {
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
