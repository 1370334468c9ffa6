//! Which operation answers. Each path of the document answers with its own operation id.

use crate::client::{get, serve};

/// A document whose paths are given as `method /path`, below the given servers.
fn document(servers: &str, operations: &[&str]) -> String {
    let mut yaml = format!("openapi: 3.0.3\n{servers}\npaths:\n");
    for operation in operations {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        yaml.push_str(&format!(
            "  '{path}': {{ {method}: {{ operationId: '{operation}', responses: {{ '204': {{}} }} }} }}\n"
        ));
    }
    yaml
}

/// Checks which operation each request reaches (`-` for none), with the path parameters it finds.
async fn check(servers: &str, operations: &[&str], requests: &[(&str, &str, &[&str])]) {
    let server = serve(&document(servers, operations)).await;
    for (request, operation, values) in requests {
        get(&server, request).await;
        let recorded = server.requests().pop().expect("a record");
        let found = recorded.operation_id.as_deref().unwrap_or("-");
        assert_eq!(found, *operation, "{request}");
        let parameters: Vec<String> = recorded
            .path_parameters
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(parameters, *values, "{request}");
    }
}

#[tokio::test]
async fn literal_segments_go_before_templates() {
    let operations = [
        "get /{id}",
        "get /pets",
        "get /{a}/{b}",
        "get /{a}/toys",
        "get /pets/{b}",
    ];
    let requests: [(&str, &str, &[&str]); 5] = [
        ("GET /pets", "get /pets", &[]),
        ("GET /7", "get /{id}", &["id=7"]),
        ("GET /pets/toys", "get /pets/{b}", &["b=toys"]),
        ("GET /7/toys", "get /{a}/toys", &["a=7"]),
        ("GET /7/8", "get /{a}/{b}", &["a=7", "b=8"]),
    ];
    check("", &operations, &requests).await;
}

#[tokio::test]
async fn a_segment_may_be_partly_literal() {
    let operations = [
        "get /{id}",
        "get /{id}.json",
        "get /{id}:undo",
        "get /{x},{y}",
        "get /v{major}-{minor}/x",
    ];
    let requests: [(&str, &str, &[&str]); 8] = [
        ("GET /a.json", "get /{id}.json", &["id=a"]),
        ("GET /a.json.json", "get /{id}.json", &["id=a.json"]),
        ("GET /.json", "get /{id}", &["id=.json"]),
        ("GET /a:undo", "get /{id}:undo", &["id=a"]),
        ("GET /1,2", "get /{x},{y}", &["x=1", "y=2"]),
        ("GET /1,2,3", "get /{x},{y}", &["x=1", "y=2,3"]),
        ("GET /1%2C2", "get /{id}", &["id=1,2"]),
        (
            "GET /v1-2/x",
            "get /v{major}-{minor}/x",
            &["major=1", "minor=2"],
        ),
    ];
    check("", &operations, &requests).await;
}

#[tokio::test]
async fn values_are_decoded_after_the_path_was_split() {
    let operations = ["get /{id}", "get /a b/{id}"];
    let requests: [(&str, &str, &[&str]); 4] = [
        ("GET /a%2Fb%20%C3%A9", "get /{id}", &["id=a/b é"]),
        ("GET /a%20b/x", "get /a b/{id}", &["id=x"]),
        ("GET /a+b", "get /{id}", &["id=a+b"]),
        ("GET /%ff%", "get /{id}", &["id=\u{fffd}%"]),
    ];
    check("", &operations, &requests).await;
}

#[tokio::test]
async fn empty_segments_and_slashes_at_the_end_are_different_paths() {
    let operations = ["get /a/{id}", "get /b/"];
    let requests: [(&str, &str, &[&str]); 5] = [
        ("GET /a/", "-", &[]),
        ("GET /a/1/", "-", &[]),
        ("GET //a/1", "-", &[]),
        ("GET /b/", "get /b/", &[]),
        ("GET /b", "-", &[]),
    ];
    check("", &operations, &requests).await;
}

#[tokio::test]
async fn the_prefix_of_any_server_and_none_are_accepted() {
    let servers = "servers: [{ url: 'https://a.example/v1/' }, { url: '/{stage}/x', variables: { stage: { default: beta } } }]";
    let operations = ["get /{id}", "get /{id}/things"];
    let requests: [(&str, &str, &[&str]); 8] = [
        ("GET /7", "get /{id}", &["id=7"]),
        ("GET /v1/7", "get /{id}", &["id=7"]),
        // Without its prefix it would be the things of `v1`.
        ("GET /v1/things", "get /{id}", &["id=things"]),
        ("GET /v2/things", "get /{id}/things", &["id=v2"]),
        ("GET /beta/x/7/things", "get /{id}/things", &["id=7"]),
        // No values are listed, so there may be others.
        ("GET /any/x/7/things", "get /{id}/things", &["id=7"]),
        ("GET /any/y/7/things", "-", &[]),
        ("GET /v1", "get /{id}", &["id=v1"]),
    ];
    check(servers, &operations, &requests).await;
}

#[tokio::test]
async fn the_prefixes_of_paths_operations_and_listed_values_are_accepted() {
    let yaml = "
openapi: 3.0.3
servers: [{ url: 'https://{host}/{version}', variables: { host: { default: a.example, enum: [b.example] }, version: { default: v1, enum: [v1, v2] } } }]
paths:
  /pets:
    servers: [{ url: 'https://pets.example/p' }]
    get: { responses: { 204: { description: none } } }
    put: { servers: [{ url: '/o' }], responses: { 204: { description: none } } }
";
    let server = serve(yaml).await;
    for request in [
        "GET /pets",
        "GET /v1/pets",
        "GET /v2/pets",
        "GET /p/pets",
        "PUT /o/pets",
    ] {
        assert_eq!(get(&server, request).await.status, 204, "{request}");
    }
    assert_eq!(get(&server, "GET /v3/pets").await.status, 404);
}

#[tokio::test]
async fn a_query_in_a_path_tells_operations_apart() {
    let operations = [
        "get /x",
        "get /x?action=a",
        "get /x?action=a&b",
        "get /{id}",
        "get /y#one",
    ];
    let requests: [(&str, &str, &[&str]); 6] = [
        ("GET /x", "get /x", &[]),
        ("GET /x?action=c", "get /x", &[]),
        ("GET /x?z=1&action=a", "get /x?action=a", &[]),
        ("GET /x?b=&action=a", "get /x?action=a&b", &[]),
        ("GET /y?action=a", "get /y#one", &[]),
        ("GET /z?action=a", "get /{id}", &["id=z"]),
    ];
    check("", &operations, &requests).await;
}

#[tokio::test]
async fn the_base_path_of_2_0_is_a_prefix() {
    let yaml = "
swagger: '2.0'
basePath: /api
paths:
  /pets: { get: { responses: { 204: { description: none } } } }
";
    let server = serve(yaml).await;
    assert_eq!(get(&server, "GET /pets").await.status, 204);
    assert_eq!(get(&server, "GET /api/pets").await.status, 204);
    assert_eq!(get(&server, "GET /ap/pets").await.status, 404);
}

#[tokio::test]
async fn an_unknown_path_is_a_problem_that_names_it() {
    let server = serve(&document("", &["get /pets"])).await;
    let answer = get(&server, "GET /cats").await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json()["status"], 404);
    assert_eq!(answer.json()["title"], "Not Found");
    let detail = answer.json()["detail"].to_string();
    assert!(detail.contains("GET /cats"), "{detail}");
}

#[tokio::test]
async fn another_method_is_answered_with_the_allowed_ones() {
    let yaml = "
openapi: 3.0.3
paths:
  /pets:
    get: { responses: {} }
    put: { responses: {} }
  /{kind}:
    delete: { responses: {} }
";
    let server = serve(yaml).await;
    let answer = get(&server, "POST /pets").await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), "DELETE, GET, PUT");
    // A less specific path that has the method answers.
    assert_eq!(get(&server, "DELETE /pets").await.status, 200);
    assert_eq!(get(&server, "BREW /pets").await.status, 405);
}
