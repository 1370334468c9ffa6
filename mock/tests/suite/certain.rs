//! What is read back certainly fits: values one by one, and lists however long they are.

use serde_json::{Value, json};

use crate::memory::{PETS, change, read, serve};

/// Schemas, values and whether they are read back: only those that certainly fit are.
const CERTAIN: [(&str, &str, bool); 38] = [
    (
        "{ type: string, format: date-time }",
        r#""2024-12-31T23:59:59.5+01:00""#,
        true,
    ),
    (
        "{ type: string, format: date-time }",
        r#""2024-12-31T23:59:59+0100""#,
        false,
    ),
    ("{ type: string, format: date }", r#""2024-04-31""#, false),
    (
        "{ type: string, format: uuid }",
        r#""497f6eca-6276-4993-bfeb-53cbbbba6f08""#,
        true,
    ),
    ("{ type: string, format: uuid }", r#""497f6eca""#, false),
    (
        "{ type: string, format: email }",
        r#""a.b@example.com""#,
        true,
    ),
    (
        "{ type: string, format: email }",
        r#""a..b@example.com""#,
        false,
    ),
    ("{ type: string, format: ipv4 }", r#""192.0.2.1""#, true),
    ("{ type: string, format: ipv4 }", r#""192.0.2.1.""#, false),
    (
        "{ type: string, format: uri }",
        r#""https://example.com:80/a?b=%20""#,
        true,
    ),
    (
        "{ type: string, format: uri }",
        r#""https://exa mple""#,
        false,
    ),
    (
        "{ type: string, format: iri }",
        r#""https://example.com""#,
        false,
    ),
    ("{ type: string, format: our-own }", r#""x""#, true),
    ("{ type: integer, format: int32 }", "4000000000", false),
    (
        "{ type: number, exclusiveMaximum: true, maximum: 5 }",
        "5",
        false,
    ),
    (
        "{ type: number, minimum: 1.5, multipleOf: 0.1 }",
        "2.5",
        false,
    ),
    ("{ type: integer, multipleOf: 3 }", "9", true),
    ("{ type: string, pattern: '(?=a)' }", r#""a""#, false),
    ("{ type: string, nullable: true }", "null", true),
    ("{ type: string, if: {} }", r#""a""#, false),
    ("{ not: { type: string } }", "5", true),
    ("{ not: { type: string } }", r#""5""#, false),
    (
        "{ oneOf: [{ type: string }, { type: integer }] }",
        "5",
        true,
    ),
    (
        "{ oneOf: [{ type: string }, { maxLength: 5 }] }",
        r#""x""#,
        false,
    ),
    ("{ anyOf: [{ type: string }, { if: {} }] }", r#""x""#, true),
    ("{ oneOf: [{ type: string }, { if: {} }] }", r#""x""#, false),
    (
        "{ allOf: [{ minLength: 2 }, { maxLength: 3 }] }",
        r#""abcd""#,
        false,
    ),
    (
        "{ type: array, uniqueItems: true, items: { type: integer } }",
        "[1, 2]",
        true,
    ),
    ("{ type: array, uniqueItems: true }", "[1, 1]", false),
    (
        "{ type: array, uniqueItems: true }",
        r#"[{ "a": 1, "b": 2 }, { "b": 2, "a": 1 }]"#,
        false,
    ),
    (
        "{ type: array, minItems: 1, items: { maxLength: 1 } }",
        r#"["ab"]"#,
        false,
    ),
    (
        "{ type: object, additionalProperties: false, properties: { a: {} } }",
        r#"{ "b": 1 }"#,
        false,
    ),
    (
        "{ type: object, additionalProperties: { type: integer } }",
        r#"{ "b": 1 }"#,
        true,
    ),
    (
        "{ type: object, maxProperties: 1 }",
        r#"{ "a": 1, "b": 1 }"#,
        false,
    ),
    (
        "{ type: object, properties: { a: { writeOnly: true } } }",
        r#"{ "a": 1 }"#,
        false,
    ),
    (
        "{ $ref: '#/components/schemas/Node' }",
        r#"{ "next": { "next": {} } }"#,
        true,
    ),
    (
        "{ $ref: '#/components/schemas/Node' }",
        r#"{ "next": { "next": 1 } }"#,
        false,
    ),
    ("{ $ref: '#/components/schemas/Circle' }", "1", false),
];

#[tokio::test]
async fn only_what_certainly_fits_is_read_back() {
    for (schema, value, fits) in CERTAIN {
        let value: Value = serde_json::from_str(value).expect("it is JSON");
        let document = format!(
            "
openapi: 3.0.3
paths:
  /it:
    get: {{ responses: {{ 200: {{ content: {{ application/json: {{ schema: {{ type: object, properties: {{ it: {schema} }} }} }} }} }} }} }}
    put: {{ requestBody: {{ content: {{ application/json: {{ schema: {{}} }} }} }}, responses: {{ 204: {{ description: Done. }} }} }}
components:
  schemas:
    Node: {{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/Node' }} }} }}
    Circle: {{ $ref: '#/components/schemas/Circle' }}
"
        );
        let server = serve(&document).await;
        change(&server, "PUT /it", &json!({ "it": value })).await;
        let read = read(&server, "/it").await;
        assert_eq!(read.get("it") == Some(&value), fits, "{schema}: {read}");
    }
}

#[tokio::test]
async fn a_list_has_all_thousand_that_are_remembered() {
    let own = "type: array, maxItems: 4, items: { $ref: '#/components/schemas/Pet' }";
    assert!(PETS.contains(own));
    // Each item has so many schemas that all together are more than are looked at, and something comes behind them.
    let pets = ["{ $ref: '#/components/schemas/Pet' }"; 5].join(", ");
    let list = format!("{{ type: array, items: {{ allOf: [{pets}] }} }}");
    let many = format!("allOf: [{list}, {{ uniqueItems: true, maxItems: 1001 }}]");
    let document = PETS.replace(own, &many);
    let server = serve(&document).await;
    for id in 2..=1001 {
        let pet = json!({ "name": "Max", "tag": "dog", "born": "2024-12-31" });
        change(&server, &format!("PUT /pets/{id}"), &pet).await;
    }
    let listed = read(&server, "/pets").await;
    let listed = listed.as_array().expect("a list");
    assert_eq!((listed.len(), &listed[0]["name"]), (1001, &json!("Rex")));
    let last = json!({ "id": 1001, "name": "Max", "tag": "dog", "born": "2024-12-31" });
    assert_eq!(listed[1000], last);
    // What all of them together mustn't be still counts.
    let few = PETS.replace("maxItems: 4", "maxItems: 3");
    let server = serve(&few).await;
    for id in 2..=4 {
        change(
            &server,
            &format!("PUT /pets/{id}"),
            &json!({ "name": "Max" }),
        )
        .await;
    }
    let shown = json!([{ "id": 1, "name": "Rex", "tag": "dog" }]);
    assert_eq!(read(&server, "/pets").await, shown);
}

#[tokio::test]
async fn items_that_fit_one_by_one_have_to_fit_an_alternative_together() {
    let of = |kind: &str| {
        format!(
            "{{ type: array, items: {{ type: object, properties: {{ id: {{ type: integer }}, kind: {{ enum: [{kind}] }} }} }} }}"
        )
    };
    let list = "type: array, maxItems: 4, items: { $ref: '#/components/schemas/Pet' }";
    assert!(PETS.contains(list));
    let either = format!("anyOf: [{}, {}]", of("dog"), of("cat"));
    let shown = "[{ id: 1, name: Rex, tag: dog }]";
    assert!(PETS.contains(shown));
    let document = PETS
        .replace(list, &either)
        .replace(shown, "[{ id: 1, kind: dog }]");
    let server = serve(&document).await;
    change(&server, "PUT /pets/2", &json!({ "kind": "dog" })).await;
    let dogs = json!([{ "id": 1, "kind": "dog" }, { "kind": "dog", "id": 2 }]);
    assert_eq!(read(&server, "/pets").await, dogs);
    change(&server, "PUT /pets/3", &json!({ "kind": "cat" })).await;
    assert_eq!(
        read(&server, "/pets").await,
        json!([{ "id": 1, "kind": "dog" }])
    );
}
