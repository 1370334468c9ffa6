//! Which of the declared answers is given.

use serde_json::json;

use crate::client::{get, send, serve};

/// Checks status, content type and body of the answer of an operation with these responses.
async fn check(responses: &str, status: u16, content_type: &str, body: &str) {
    let yaml = format!("openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n{responses}");
    let server = serve(&yaml).await;
    let answer = get(&server, "GET /a").await;
    assert_eq!(answer.status, status, "{responses}");
    assert_eq!(answer.header("content-type"), content_type, "{responses}");
    assert_eq!(answer.text(), body, "{responses}");
}

#[tokio::test]
async fn the_example_marked_as_default_is_preferred() {
    let responses = "
        201: { content: { application/json: { examples: { x: { value: 1 } } } } }
        200:
          content:
            application/json:
              example: 2
              examples: { z: { value: 3 }, a: { x-microcks-default: true, value: 4 } }
        400: { content: { application/json: { examples: { x: { x-microcks-default: true, value: 5 } } } } }
";
    check(responses, 200, "application/json", "4").await;
}

#[tokio::test]
async fn a_marked_example_of_another_response_goes_before_one_that_is_not_marked() {
    let responses = "
        200: { content: { application/json: { example: 1 } } }
        404: { content: { application/json: { examples: { x: { x-microcks-default: true, value: 2 } } } } }
";
    check(responses, 404, "application/json", "2").await;
}

#[tokio::test]
async fn then_comes_the_example_then_the_first_of_the_examples_then_the_schema() {
    let example = "
        200: { content: { application/json: { example: 1, examples: { z: { value: 2 } } } } }
";
    check(example, 200, "application/json", "1").await;
    let examples = "
        200: { content: { application/json: { examples: { none: { externalValue: x }, z: { value: 2 }, a: { value: 3 } } } } }
";
    check(examples, 200, "application/json", "2").await;
    let schema = "
        200: { content: { application/json: { schema: { type: integer, example: 4 } } } }
";
    check(schema, 200, "application/json", "4").await;
    let built = "
        200: { content: { application/json: { schema: { type: boolean } } } }
";
    check(built, 200, "application/json", "true").await;
}

#[tokio::test]
async fn the_lowest_success_answers_and_without_one_the_default() {
    check(
        "        404: {}\n        206: {}\n        202: {}\n",
        202,
        "",
        "",
    )
    .await;
    check(
        "        404: {}\n        2XX: {}\n        x-note: {}\n",
        200,
        "",
        "",
    )
    .await;
    let other = "
        404: {}
        default: { content: { application/json: { example: 1 } } }
";
    check(other, 200, "application/json", "1").await;
    check("        404: {}\n        302: {}\n", 302, "", "").await;
    check("        404: {}\n        101: {}\n", 200, "", "").await;
}

#[tokio::test]
async fn json_is_preferred_and_the_rest_is_text_or_empty() {
    let several = "
        200: { content: { text/plain: { example: t }, application/hal+json: { example: 1 }, application/json: { example: 2 } } }
";
    check(several, 200, "application/json", "2").await;
    let text = "
        200: { content: { text/plain: { schema: { type: string } } } }
";
    check(text, 200, "text/plain", "string").await;
    let number = "
        200: { content: { text/plain: { schema: { type: integer } } } }
";
    check(number, 200, "text/plain", "0").await;
    let bytes = "
        200: { content: { image/png: { schema: { type: string, format: binary } } } }
";
    check(bytes, 200, "image/png", "").await;
    let range = "
        200: { content: { '*/*': { schema: { type: boolean } } } }
";
    check(range, 200, "application/json", "true").await;
    let bare = "
        200: { content: { application/json: {} } }
";
    check(bare, 200, "application/json", "").await;
}

const CHOICES: &str = "
openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        200: { content: { application/json: { examples: { one: { value: 1 }, two: { value: 2 } } }, text/csv: { example: 'a,b' } } }
        404: { content: { application/json: { examples: { gone: { value: 3 }, lost: { value: 4 } } } } }
        5XX: { $ref: '#/components/responses/Broken' }
        101: {}
components: { responses: { Broken: { content: { application/json: { schema: { type: string, enum: [broken] } } } } } }
";

#[tokio::test]
async fn a_client_can_prefer_another_answer() {
    let server = serve(CHOICES).await;
    let cases = [
        ("code=404", 404, json!(3)),
        ("code=503", 503, json!("broken")),
        ("example=two", 200, json!(2)),
        ("example=\"lost\"", 404, json!(4)),
        ("code=404, example=lost", 404, json!(4)),
        ("dynamic=true", 200, json!(1)),
    ];
    for (prefer, status, body) in cases {
        let answer = send(&server, "GET /a", &[("prefer", prefer)], "").await;
        let answer = answer.expect("an answer");
        assert_eq!((answer.status, answer.json()), (status, body), "{prefer}");
    }
    for prefer in [
        "code=418",
        "code=101",
        "code=x",
        "example=three",
        "code=404, example=one",
    ] {
        let answer = send(&server, "GET /a", &[("prefer", prefer)], "").await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status, 400, "{prefer}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

#[tokio::test]
async fn a_client_can_ask_for_a_media_type() {
    let server = serve(CHOICES).await;
    for (accept, content_type) in [
        ("text/csv", "text/csv"),
        ("text/html, text/csv;q=0.5", "text/csv"),
        ("*/*", "application/json"),
        ("image/png", "application/json"),
    ] {
        let answer = send(&server, "GET /a", &[("accept", accept)], "").await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.header("content-type"), content_type, "{accept}");
    }
}

#[tokio::test]
async fn examples_of_2_0_are_served() {
    let yaml = "
swagger: '2.0'
produces: [application/json]
paths:
  /example: { get: { responses: { 200: { examples: { application/json: { a: 1 } } } } } }
  /schema: { get: { produces: [application/hal+json], responses: { 200: { schema: { type: array, items: { type: boolean } } } } } }
";
    let server = serve(yaml).await;
    assert_eq!(get(&server, "GET /example").await.text(), r#"{"a":1}"#);
    let schema = get(&server, "GET /schema").await;
    assert_eq!(schema.text(), "[true]");
    assert_eq!(schema.header("content-type"), "application/hal+json");
}

/// Time stands still in this test and jumps to the next timer when nothing else is to do.
#[tokio::test(start_paused = true)]
async fn the_delay_of_microcks_is_kept() {
    let yaml = "
openapi: 3.0.3
paths: { /a: { get: { x-microcks-operation: { delay: 3600000 }, responses: { 204: {} } } } }
";
    let server = serve(yaml).await;
    let start = tokio::time::Instant::now();
    assert_eq!(get(&server, "GET /a").await.status, 204);
    assert!(start.elapsed().as_secs() >= 3600);
}

#[tokio::test]
async fn declared_headers_are_served_but_those_of_delivery() {
    let yaml = "
openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        200:
          description: Done.
          headers:
            X-Left: { schema: { type: integer, minimum: 3 } }
            X-Tags: { schema: { type: array, items: { type: string } } }
            X-Of: { explode: true, schema: { type: object, properties: { a: { type: integer }, b: { type: boolean } } } }
            X-Json: { content: { application/json: { schema: { type: object, properties: { a: { type: integer } } } } } }
            X-Shown: { example: shown, schema: { type: string } }
            X-Line: { example: \"a\\nb\", schema: { type: string } }
            Content-Length: { schema: { type: integer } }
            Content-Encoding: { schema: { type: string, example: gzip } }
          content: { text/plain: { schema: { type: string } } }
";
    let answer = get(&serve(yaml).await, "GET /a").await;
    assert_eq!(answer.header("x-left"), "3");
    assert_eq!(answer.header("x-tags"), "string");
    assert_eq!(answer.header("x-of"), "a=0,b=true");
    assert_eq!(answer.header("x-json"), r#"{"a":0}"#);
    assert_eq!(answer.header("x-shown"), "shown");
    assert_eq!(answer.header("x-line"), "");
    assert_eq!(answer.header("content-length"), "6");
    assert_eq!(answer.header("content-encoding"), "");
    assert_eq!(answer.text(), "string");
}

#[tokio::test]
async fn a_range_is_answered_with_a_type_in_it() {
    let image = "
        200: { content: { 'image/*': { schema: { type: string } } } }
";
    check(image, 200, "image/png", "string").await;
}
