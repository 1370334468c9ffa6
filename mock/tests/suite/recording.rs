//! What is kept of requests.

use bindery_mock::Mock;
use serde_json::json;

use crate::client::{get, send, serve};

const DOCUMENT: &str = "
openapi: 3.0.3
servers: [{ url: https://example.com/v1 }]
paths:
  /pets/{name}/{toy}:
    post: { operationId: setToy, responses: { 201: {} } }
    get: { responses: { 200: {} } }
";

#[tokio::test]
async fn everything_is_kept_as_it_came() {
    let server = serve(DOCUMENT).await;
    let headers = [
        ("authorization", "Bearer secret"),
        ("x-a", "1"),
        ("x-a", "2"),
    ];
    let target = "POST /v1/pets/r%C3%A9x/a%2Fb?b=1&a=x+y%2B&b=2&flag&=&%26=%3D";
    let answer = send(&server, target, &headers, r#"{"a": [1]}"#).await;
    assert_eq!(answer.expect("an answer").status, 201);

    let [recorded] = server.requests().try_into().expect("one record");
    assert_eq!(recorded.method, "POST");
    assert_eq!(recorded.path, "/v1/pets/r%C3%A9x/a%2Fb");
    assert_eq!(recorded.raw_query, "b=1&a=x+y%2B&b=2&flag&=&%26=%3D");
    let query: Vec<(&str, &str)> = recorded
        .query
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let expected = [
        ("b", "1"),
        ("a", "x y+"),
        ("b", "2"),
        ("flag", ""),
        ("", ""),
        ("&", "="),
    ];
    assert_eq!(query, expected);
    assert_eq!(recorded.query_value("b"), Some("1"));
    assert_eq!(recorded.path_parameters["name"], "réx");
    assert_eq!(recorded.path_parameters["toy"], "a/b");
    assert_eq!(recorded.headers.get_all("x-a").iter().count(), 2);
    assert_eq!(recorded.header("X-A"), Some("1"));
    assert_eq!(recorded.body.as_ref(), br#"{"a": [1]}"#);
    assert_eq!(recorded.json(), Some(json!({ "a": [1] })));
    assert_eq!(recorded.operation_id.as_deref(), Some("setToy"));
    assert_eq!(recorded.status, 201);
    assert!(!format!("{recorded:?}").contains("secret"));
}

#[tokio::test]
async fn requests_for_nothing_are_kept_too() {
    let server = serve(DOCUMENT).await;
    get(&server, "GET /pets/rex/ball").await;
    get(&server, "GET /cats").await;
    get(&server, "DELETE /pets/rex/ball").await;
    let found: Vec<(Option<String>, u16)> = server
        .requests()
        .into_iter()
        .map(|recorded| (recorded.operation_id, recorded.status))
        .collect();
    assert_eq!(found, [(None, 200), (None, 404), (None, 405)]);
    assert_eq!(server.requests()[1].json(), None);
}

#[tokio::test]
async fn only_the_last_are_kept_where_that_is_said() {
    let mock = Mock::from_yaml(DOCUMENT).expect("a document");
    let server = mock.keep_requests(2).start().await.expect("a server");
    for path in ["GET /a", "GET /b", "GET /c"] {
        get(&server, path).await;
    }
    let paths: Vec<String> = server.requests().into_iter().map(|it| it.path).collect();
    assert_eq!(paths, ["/b", "/c"]);
    server.forget_requests();
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn no_more_is_kept_than_fits() {
    let mock = Mock::from_yaml(DOCUMENT).expect("a document");
    let server = mock.keep_bytes(20_000).start().await.expect("a server");
    let post = async |size: usize| {
        let body = "x".repeat(size);
        let answer = send(&server, "POST /pets/rex/ball", &[], body).await;
        assert_eq!(answer.expect("an answer").status, 201);
        let requests = server.requests().into_iter();
        requests
            .map(|request| request.body.len())
            .collect::<Vec<_>>()
    };
    assert_eq!(post(9_000).await, [9_000]);
    assert_eq!(post(8_000).await, [9_000, 8_000]);
    assert_eq!(post(7_000).await, [8_000, 7_000]);
    // What is larger by itself is answered, and isn't kept.
    assert_eq!(post(20_000).await, [8_000, 7_000]);
    assert_eq!(post(1).await, [8_000, 7_000, 1]);
}

#[tokio::test]
async fn another_address_of_the_machine() {
    let mock = Mock::from_yaml(DOCUMENT).expect("a document");
    let any = mock.host("0.0.0.0".parse().expect("an address"));
    let server = any.start().await.expect("a server");
    assert!(
        server.url().starts_with("http://0.0.0.0:"),
        "{}",
        server.url()
    );
    assert_eq!(get(&server, "GET /pets/rex/ball").await.status, 200);
}

#[tokio::test]
async fn a_refusal_says_why() {
    let document = "
openapi: 3.0.3
paths:
  /pets:
    get:
      x-microcks-operation: { dispatcher: URI_PARAMS, dispatcherRules: kind }
      responses: { 200: { content: { application/json: { examples: { cat: { value: 1 } } } } } }
";
    let server = serve(document).await;
    for target in ["GET /cats", "PUT /pets", "GET /pets?kind=dog"] {
        get(&server, target).await;
    }
    let refusals = server.requests().into_iter().map(|it| it.refusal);
    let expected = [
        "no path of the document matches GET /cats",
        "PUT is not declared for /pets; there are: GET",
        "no example has the request's kind",
    ];
    assert!(refusals.eq(expected.map(|it| Some(it.to_owned()))));
}
