//! What is found wrong with requests.

use bindery_mock::Mock;
use serde_json::{Value, json};

use crate::client::{Headers, get, post, send, serve};

/// A document with one operation that takes a JSON body of the schema `Body` among the given schemas.
fn with_schemas(version: &str, schemas: &str) -> String {
    format!(
        "
openapi: {version}
paths:
  /a:
    post:
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Body' }} }} }} }}
      responses: {{ '204': {{}}, '400': {{ description: wrong }} }}
components:
  schemas:
{schemas}"
    )
}

/// Checks at which pointers of each body something is wrong.
async fn check(version: &str, schemas: &str, cases: &[(Value, &[&str])]) {
    let server = serve(&with_schemas(version, schemas)).await;
    for (body, wrong) in cases {
        let answer = post(&server, "POST /a", body).await;
        if wrong.is_empty() {
            assert_eq!(answer.status, 204, "{body}: {}", answer.text());
            continue;
        }
        let expected: Vec<String> = wrong.iter().map(|at| format!("body {at}")).collect();
        assert_eq!(answer.violations(), (400, expected), "{body}");
    }
}

#[tokio::test]
async fn all_that_is_wrong_with_an_object_is_listed() {
    let schemas = "
    Body:
      required: [id, sent]
      properties:
        id: { type: integer }
        kind: { type: string, enum: [cat, dog] }
        tags: { type: array, items: { type: string } }
        'a/b~c': { type: boolean }
        sent: { type: string, readOnly: true }
        level: { type: string, enum: [1.5, 2] }
      additionalProperties: { type: number }
";
    let cases: [(Value, &[&str]); 9] = [
        (json!({ "id": 1 }), &[]),
        (
            json!({ "id": 1.0, "kind": "dog", "tags": ["x"], "more": 1.5, "level": "1.5" }),
            &[],
        ),
        (json!({}), &["/id"]),
        (json!({ "id": 1.5 }), &["/id"]),
        (
            json!({ "id": "1", "kind": "cow", "tags": ["x", 2, null], "more": "x" }),
            &["/id", "/kind", "/tags/1", "/tags/2", "/more"],
        ),
        (json!({ "id": 1, "a/b~c": 0 }), &["/a~1b~0c"]),
        (json!({ "id": null }), &["/id"]),
        (json!({ "id": 1, "tags": {} }), &["/tags"]),
        (json!({ "id": 1, "level": "3" }), &["/level"]),
    ];
    check("3.0.3", schemas, &cases).await;
}

#[tokio::test]
async fn combinations_are_followed() {
    let schemas = "
    Body:
      allOf:
        - { $ref: '#/components/schemas/Named' }
        - { type: object, required: [size], properties: { size: { type: integer } } }
      properties:
        owner: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Named' }] }
        any: { anyOf: [{ type: string }, { type: integer }] }
        closed: { type: object, additionalProperties: false }
    Named: { type: object, required: [name], properties: { name: { type: string, nullable: true } } }
";
    let cases: [(Value, &[&str]); 7] = [
        (json!({ "name": "x", "size": 1 }), &[]),
        (json!({ "name": null, "size": 1 }), &[]),
        (json!({}), &["/name", "/size"]),
        (
            json!({ "name": "x", "size": 1, "owner": "me", "any": 1 }),
            &[],
        ),
        (
            json!({ "name": "x", "size": 1, "owner": { "name": "y" } }),
            &[],
        ),
        (
            json!({ "name": "x", "size": 1, "owner": { "name": 1 } }),
            &["/owner", "/owner"],
        ),
        (
            json!({ "name": "x", "size": 1, "closed": { "a": 1 } }),
            &["/closed/a"],
        ),
    ];
    check("3.0.3", schemas, &cases).await;
}

#[tokio::test]
async fn schemas_of_3_1_are_understood() {
    let schemas = "
    Body:
      type: object
      properties:
        note: { type: [string, 'null'] }
        version: { const: 2 }
        point: { type: array, prefixItems: [{ type: integer }, { type: string }], items: false }
        both: { $ref: '#/components/schemas/Text', enum: [a] }
        none: false
    Text: { type: string }
";
    let cases: [(Value, &[&str]); 7] = [
        (
            json!({ "note": null, "version": 2, "point": [1, "x"], "both": "a" }),
            &[],
        ),
        (json!({ "note": 1 }), &["/note"]),
        (json!({ "version": 3 }), &["/version"]),
        (
            json!({ "point": ["x", 1, 2] }),
            &["/point/0", "/point/1", "/point/2"],
        ),
        (json!({ "both": "b" }), &["/both"]),
        (json!({ "none": null }), &["/none"]),
        (json!([]), &[""]),
    ];
    check("3.1.0", schemas, &cases).await;
}

#[tokio::test]
async fn references_may_point_anywhere_and_go_in_circles() {
    let schemas = "
    Body:
      properties:
        next: { $ref: '#/components/schemas/Body' }
        self: { $ref: '#/components/schemas/Self' }
        loop: { $ref: '#/components/schemas/Loop' }
        odd: { $ref: '#/components/schemas/a~1b%20%7Bc%7D' }
        deep: { $ref: '#/components/schemas/Body/properties/size' }
        lost: { $ref: 'other.yaml#/Thing' }
        size: { type: integer }
    Self: { $ref: '#/components/schemas/Self' }
    Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }, { $ref: '#/components/schemas/Loop' }] }
    'a/b {c}': { type: boolean }
";
    let cases: [(Value, &[&str]); 5] = [
        (json!({ "next": { "next": { "size": 1 } } }), &[]),
        (
            json!({ "next": { "next": { "size": "x" } } }),
            &["/next/next/size"],
        ),
        (json!({ "odd": 1, "deep": "x" }), &["/odd", "/deep"]),
        (json!({ "lost": [1], "self": 1 }), &[]),
        (json!({ "loop": {} }), &[]),
    ];
    check("3.0.3", schemas, &cases).await;
    let deep = (0..60).fold(json!({ "size": "x" }), |inner, _| json!({ "next": inner }));
    let pointer = format!("{}/size", "/next".repeat(60));
    check("3.0.3", schemas, &[(deep, &[pointer.as_str()])]).await;
}

#[tokio::test]
async fn bodies_as_deep_as_json_goes_are_checked() {
    let schemas = "
    Body: { allOf: [{ $ref: '#/components/schemas/Node' }, { type: object }] }
    Node: { anyOf: [{ required: [left], properties: { left: { $ref: '#/components/schemas/Body' } } }, { properties: { right: { type: string } } }] }
";
    let deep = (0..120).fold(json!({}), |inner, _| json!({ "left": inner }));
    check("3.0.3", schemas, &[(deep, &[])]).await;
}

#[tokio::test]
async fn bodies_must_be_there_and_of_a_declared_type() {
    let yaml = "
openapi: 3.0.3
paths:
  /must: { post: { requestBody: { required: true, content: { application/json: {} , text/*: {} } }, responses: {} } }
  /may: { post: { requestBody: { content: { application/merge-patch+json: { schema: { type: object } } } }, responses: {} } }
  /none: { post: { responses: {} } }
";
    let server = serve(yaml).await;
    let cases = [
        ("POST /must", "application/json", "{}", 200),
        ("POST /must", "Application/JSON; charset=utf-8", "{}", 200),
        ("POST /must", "text/csv", "a,b", 200),
        ("POST /must", "application/xml", "<a/>", 415),
        ("POST /must", "", "{}", 415),
        ("POST /must", "application/json", "", 400),
        ("POST /must", "application/json", "{", 400),
        ("POST /may", "application/json", "", 200),
        ("POST /may", "application/merge-patch+json", "[]", 400),
        ("POST /none", "text/plain", "x", 200),
    ];
    for (target, content_type, body, status) in cases {
        let answer = send(&server, target, &[("content-type", content_type)], body).await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status, status, "{target} {content_type} {body}");
    }
    let refused = send(&server, "POST /must", &[("content-type", "image/png")], "x").await;
    let refused = refused.expect("an answer");
    assert_eq!(
        refused.violations(),
        (415, vec!["header /content-type".to_owned()])
    );
    assert!(refused.text().contains("application/json, text/*"));
}

const PARAMETERS: &str = "
openapi: 3.0.3
paths:
  /{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
      - { name: limit, in: query, required: true, schema: { type: string } }
    get:
      parameters:
        - { name: limit, in: query, schema: { type: number } }
        - { name: deep, in: query, schema: { type: boolean } }
        - { name: sort, in: query, schema: { $ref: '#/components/schemas/Sort' } }
        - { name: ids, in: query, schema: { type: array, items: { type: integer } } }
        - { name: csv, in: query, explode: false, schema: { type: array, items: { type: integer } } }
        - { name: X-Page, in: header, required: true, schema: { type: integer } }
        - { name: Accept, in: header, required: true, schema: { type: string } }
        - { name: session, in: cookie, required: true, schema: { type: string } }
        - { name: filter, in: query, required: true, style: deepObject, schema: { type: object } }
      responses: { '204': {} }
components: { schemas: { Sort: { type: string, enum: [up, down] } } }
";

#[tokio::test]
async fn parameters_are_checked() {
    let server = serve(PARAMETERS).await;
    let good = [("x-page", "1"), ("cookie", "session=x")];
    let cases: [(&str, Headers<'_>, &[&str]); 8] = [
        ("GET /7?filter%5Ba%5D=1", &good, &[]),
        (
            "GET /7?filter[a]=1&limit=1.5&deep=true&sort=up&ids=1&ids=2&csv=1,2",
            &good,
            &[],
        ),
        ("GET /x?filter[a]=1", &good, &["path /id"]),
        (
            "GET /7?filter[a]=1&limit=x&deep=1&sort=left",
            &good,
            &["query /limit", "query /deep", "query /sort"],
        ),
        ("GET /7?filter[a]=1&ids=1&ids=x", &good, &["query /ids"]),
        ("GET /7", &good, &["query /filter"]),
        (
            "GET /7?filter[a]=1",
            &[],
            &["header /X-Page", "cookie /session"],
        ),
        (
            "GET /7?filter[a]=1",
            &[("x-page", "one"), ("cookie", "session=x")],
            &["header /X-Page"],
        ),
    ];
    for (target, headers, wrong) in cases {
        let answer = send(&server, target, headers, "").await.expect("an answer");
        if wrong.is_empty() {
            assert_eq!(answer.status, 204, "{target}: {}", answer.text());
            continue;
        }
        let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        assert_eq!(answer.violations(), (400, wrong), "{target}");
    }
}

#[tokio::test]
async fn parameters_of_2_0_are_checked() {
    let yaml = "
swagger: '2.0'
consumes: [application/json]
paths:
  /a:
    post:
      parameters:
        - { name: limit, in: query, required: true, type: integer }
        - { name: ids, in: query, type: array, items: { type: integer }, collectionFormat: multi }
        - { name: body, in: body, required: true, schema: { $ref: '#/definitions/Thing' } }
      responses: { 204: {} }
definitions: { Thing: { required: [name] } }
";
    let server = serve(yaml).await;
    let good = post(&server, "POST /a?limit=1&ids=1", &json!({ "name": 1 })).await;
    assert_eq!(good.status, 204);
    let bad = post(&server, "POST /a?limit=x&ids=y", &json!({})).await;
    let wrong = ["query /limit", "query /ids", "body /name"];
    assert_eq!(bad.violations(), (400, wrong.map(str::to_owned).to_vec()));
    let text = send(
        &server,
        "POST /a?limit=1",
        &[("content-type", "text/plain")],
        "x",
    )
    .await;
    assert_eq!(text.expect("an answer").status, 415);
}

#[tokio::test]
async fn checks_can_be_switched_off() {
    let mock = Mock::from_yaml(PARAMETERS).expect("a document");
    let mock = mock.without_request_checks();
    let server = mock.start().await.expect("a server");
    assert_eq!(get(&server, "GET /x").await.status, 204);
}
