//! Documents that are refused, and odd ones that are served as far as it goes.

use bindery_mock::{Mock, MockError};

use crate::client::{get, serve};

#[test]
fn only_openapi_documents_are_taken() {
    for text in [
        "",
        "[]",
        "text",
        "{}",
        "openapi: 4.0.0",
        "openapi: {}",
        "swagger: '1.2'",
    ] {
        let error = Mock::from_yaml(text).expect_err("an error");
        assert!(matches!(error, MockError::NotOpenApi(_)), "{text}: {error}");
    }
    for text in ["a: [", "a: *b", "- a\nb: c"] {
        let error = Mock::from_yaml(text).expect_err("an error");
        assert!(matches!(error, MockError::Syntax(_)), "{text}: {error}");
    }
    let error = Mock::from_json("{\"openapi\":\n 3,}").expect_err("an error");
    assert!(error.to_string().contains("line 2"), "{error}");
    let error = Mock::from_path("no/such/file.yaml").expect_err("an error");
    assert!(error.to_string().contains("no/such/file.yaml"), "{error}");
}

#[test]
fn versions_may_be_unquoted_and_the_rest_be_missing() {
    for text in [
        "openapi: 3.1",
        "swagger: 2.0",
        "\u{feff}openapi: 3.2.0",
        "{openapi: 3.0.0}",
    ] {
        Mock::from_yaml(text).expect("a document");
    }
    Mock::from_json("{\"openapi\": \"3.0.0\"}").expect("a document");
}

#[tokio::test]
async fn yaml_says_more_than_json() {
    let yaml = "
openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        200:
          content:
            application/json:
              example: { big: 9223372036854776000, small: -9223372036854776000, not: .nan, 1: true, null: x, tag: !thing y }
";
    let server = serve(yaml).await;
    let expected = serde_json::json!({
        "big": 9223372036854776000_u64,
        "small": -9223372036854776000_f64,
        "not": null,
        "1": true,
        "null": "x",
        "tag": "y",
    });
    assert_eq!(get(&server, "GET /a").await.json(), expected);
}

#[tokio::test]
async fn fields_of_the_wrong_kind_are_as_if_absent() {
    let yaml = "
openapi: 3.0.3
servers: { url: 1 }
security: 7
paths:
  /list: []
  /text: { get: no }
  /odd:
    parameters: 3
    post:
      operationId: [x]
      parameters: [1, { name: 2, in: query }, { name: a, in: nowhere }, { $ref: '#/lost' }, { name: b, in: path, required: true }]
      security: [1]
      requestBody: { content: [1] }
      x-microcks-operation: { delay: soon }
      responses: { 200: { content: { application/json: { schema: 5, examples: [1] } } }, 99999: 1, abc: 2, é: {} }
  /loop: { $ref: '#/paths/~1loop' }
  /shared: { $ref: '#/x-items/shared' }
  relative: { get: {} }
  7: {}
x-items: { shared: { get: { responses: { 204: {} } } } }
components: []
";
    let server = serve(yaml).await;
    assert_eq!(get(&server, "GET /list").await.status, 404);
    assert_eq!(get(&server, "GET /text").await.status, 404);
    assert_eq!(get(&server, "GET /loop").await.status, 404);
    assert_eq!(get(&server, "GET /shared").await.status, 204);
    // It requires a path parameter that its path doesn't have.
    assert_eq!(get(&server, "POST /odd").await.status, 200);
}

#[tokio::test]
async fn templates_with_stray_braces_are_literal() {
    let yaml = "
openapi: 3.0.3
paths:
  '/{open': { get: { responses: { 204: {} } } }
  '/a}/{}': { get: { responses: { 204: {} } } }
  '/{a}{b}': { get: { operationId: both, responses: { 204: {} } } }
";
    let server = serve(yaml).await;
    assert_eq!(get(&server, "GET /%7Bopen").await.status, 204);
    assert_eq!(get(&server, "GET /a%7D/x").await.status, 204);
    assert_eq!(get(&server, "GET /xyz").await.status, 204);
    assert_eq!(server.requests()[2].path_parameters["b"], "yz");
    assert_eq!(get(&server, "GET /x").await.status, 404);
}

#[tokio::test]
async fn a_header_that_http_does_not_allow_is_left_out() {
    let yaml = "
openapi: 3.0.3
paths: { /a: { get: { responses: { 200: { content: { \"text/plain\\n\": { example: x } } } } } } }
";
    let server = serve(yaml).await;
    let answer = get(&server, "GET /a").await;
    assert_eq!((answer.status, answer.text()), (200, "x"));
}
