//! Values that are built from schemas.

use serde_json::{Value, json};

use crate::client::{get, serve};

/// The answer of an operation whose response has the schema `Body` among the given schemas.
async fn built(schemas: &str) -> Value {
    let yaml = format!(
        "
openapi: 3.1.0
paths:
  /a:
    get:
      responses:
        200: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Body' }} }} }} }}
components:
  schemas:
{schemas}"
    );
    get(&serve(&yaml).await, "GET /a").await.json()
}

/// The value for one schema, written in YAML's flow style.
async fn value(schema: &str) -> Value {
    built(&format!("    Body: {schema}\n")).await
}

#[tokio::test]
async fn scalars_are_as_their_schema_shows_or_bounds_them() {
    let cases = [
        ("{ type: string, example: x, default: y }", json!("x")),
        ("{ type: string, examples: [x, y] }", json!("x")),
        ("{ type: string, default: y, enum: [z, y] }", json!("y")),
        ("{ type: string, enum: [z, y] }", json!("z")),
        ("{ const: 3 }", json!(3)),
        // An example that isn't of its schema is no help to a client.
        ("{ type: string, example: 12 }", json!("string")),
        ("{ type: string, minLength: 8 }", json!("stringst")),
        ("{ type: string, maxLength: 3 }", json!("str")),
        ("{ type: string, pattern: '^v[0-9]+(-rc)?$' }", json!("v0")),
        (
            "{ type: string, pattern: '^[a-f0-9]*$', minLength: 3, maxLength: 9 }",
            json!("aaa"),
        ),
        (
            "{ type: string, pattern: '^(?:GET|PUT) .$' }",
            json!("GET a"),
        ),
        // What can't be read, or fits no length, is as good as no pattern.
        ("{ type: string, pattern: '^(?!x)' }", json!("string")),
        (
            "{ type: string, pattern: '^a$', minLength: 2 }",
            json!("string"),
        ),
        // No client could read it.
        (
            "{ type: string, format: uuid, example: 12-34 }",
            json!("497f6eca-6276-4993-bfeb-53cbbbba6f08"),
        ),
        ("{ type: integer }", json!(0)),
        ("{ type: integer, minimum: 5 }", json!(5)),
        ("{ type: integer, exclusiveMinimum: 5 }", json!(6)),
        (
            "{ type: integer, minimum: 5, exclusiveMinimum: true }",
            json!(6),
        ),
        ("{ type: integer, maximum: -2 }", json!(-2)),
        ("{ type: integer, minimum: 5, multipleOf: 4 }", json!(8)),
        ("{ type: number, minimum: 0.5 }", json!(0.5)),
        ("{ type: boolean }", json!(true)),
        ("{ type: [string, 'null'] }", json!("string")),
        ("{ type: 'null' }", json!(null)),
        ("{ type: string, enum: [null] }", json!(null)),
        ("{}", json!({})),
    ];
    for (schema, expected) in cases {
        assert_eq!(value(schema).await, expected, "{schema}");
    }
}

#[tokio::test]
async fn formats_are_kept() {
    let cases = [
        ("date-time", "2019-08-24T14:15:22Z"),
        ("date", "2019-08-24"),
        ("uuid", "497f6eca-6276-4993-bfeb-53cbbbba6f08"),
        ("email", "user@example.com"),
        ("uri", "http://example.com"),
        ("byte", "c3RyaW5n"),
        ("unheard-of", "string"),
    ];
    for (format, expected) in cases {
        let schema = format!("{{ type: string, format: {format} }}");
        assert_eq!(value(&schema).await, json!(expected));
    }
}

#[tokio::test]
async fn objects_have_all_properties_that_responses_have() {
    let schemas = "
    Body:
      type: object
      required: [undeclared]
      properties:
        id: { type: integer, example: 7 }
        secret: { type: string, writeOnly: true }
        tags: { type: array, minItems: 2, items: { type: string } }
        point: { type: array, prefixItems: [{ type: integer }, { type: boolean }] }
        map: { type: object, additionalProperties: { type: integer } }
        bare: { type: array }
";
    let expected = json!({
        "id": 7,
        "tags": ["string", "string"],
        "point": [0, true],
        "map": { "key": 0 },
        "bare": [],
        "undeclared": {},
    });
    assert_eq!(built(schemas).await, expected);
}

#[tokio::test]
async fn combinations_are_merged() {
    let schemas = "
    Body:
      allOf:
        - { $ref: '#/components/schemas/Base' }
        - { type: object, properties: { size: { minimum: 3 }, owner: { allOf: [{ $ref: '#/components/schemas/Base' }] } } }
      oneOf:
        - { required: [left], properties: { left: { type: boolean } } }
        - { required: [right], properties: { right: { type: boolean } } }
    Base: { type: object, properties: { size: { type: integer }, maybe: { anyOf: [{ type: 'null' }, { type: string }] } } }
";
    let expected = json!({
        "size": 3,
        "maybe": "string",
        "owner": { "size": 0, "maybe": "string" },
        "left": true,
    });
    assert_eq!(built(schemas).await, expected);
}

#[tokio::test]
async fn the_alternative_that_fits_the_rest_is_taken() {
    let schemas = "
    Body:
      allOf:
        - { properties: { result: { anyOf: [{ type: object }, { type: array }] }, kind: { type: string, enum: [a, b, c] } } }
        - { properties: { result: { type: array, items: { type: integer } }, kind: { enum: [c, b] }, any: { type: object, oneOf: [{ type: string }] } } }
";
    let expected = json!({ "result": [0], "kind": "b", "any": "string" });
    assert_eq!(built(schemas).await, expected);
}

#[tokio::test]
async fn the_discriminator_names_the_schema_that_was_built() {
    let schemas = "
    Body:
      type: object
      properties:
        mapped: { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat' } } }
        named: { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: kind } }
        inherited: { $ref: '#/components/schemas/Dog' }
        fixed: { oneOf: [{ $ref: '#/components/schemas/Fixed' }], discriminator: { propertyName: kind } }
    Cat: { type: object, properties: { kind: { type: string } } }
    Pet: { type: object, discriminator: { propertyName: kind }, properties: { kind: { type: string } } }
    Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { barks: { type: boolean } } }] }
    Fixed: { type: object, properties: { kind: { type: string, enum: [f] } } }
";
    let expected = json!({
        "mapped": { "kind": "cat" },
        "named": { "kind": "Cat" },
        "inherited": { "kind": "Dog", "barks": true },
        "fixed": { "kind": "f" },
    });
    assert_eq!(built(schemas).await, expected);
}

#[tokio::test]
async fn recursion_ends() {
    let schemas = "
    Body:
      type: object
      required: [list, either, orNull]
      properties:
        child: { $ref: '#/components/schemas/Body' }
        list: { type: array, items: { $ref: '#/components/schemas/Body' } }
        either: { oneOf: [{ $ref: '#/components/schemas/Body' }, { type: string }] }
        orNull: { nullable: true, allOf: [{ $ref: '#/components/schemas/Body' }] }
        endless: { $ref: '#/components/schemas/Endless' }
        self: { $ref: '#/components/schemas/Self' }
    Endless: { type: object, required: [more], properties: { more: { $ref: '#/components/schemas/Endless' } } }
    Self: { $ref: '#/components/schemas/Self' }
";
    let expected = json!({ "list": [], "either": "string", "orNull": null });
    assert_eq!(built(schemas).await, expected);
    let endless = "
    Body: { type: object, required: [more], properties: { more: { $ref: '#/components/schemas/Body' } } }
";
    assert_eq!(built(endless).await, json!(null));
}

#[tokio::test]
async fn recursion_through_combinations_ends() {
    let schemas = "
    Body:
      type: object
      properties:
        again: { allOf: [{ $ref: '#/components/schemas/Body' }, { $ref: '#/components/schemas/Loop' }] }
    Loop:
      allOf: [{ $ref: '#/components/schemas/Loop' }, { $ref: '#/components/schemas/Body' }]
      required: [again]
";
    assert!(built(schemas).await.is_object());
}

#[tokio::test]
async fn a_schema_that_multiplies_is_cut() {
    // Each of 30 levels has three of the next: written out, more values than there are atoms in a room.
    let level = |n: usize| {
        let next = format!("{{ $ref: '#/components/schemas/L{}' }}", n + 1);
        format!(
            "    L{n}: {{ type: object, properties: {{ id: {{ type: integer }}, a: {next}, b: {next}, c: {next} }} }}\n"
        )
    };
    let levels: String = (0..30).map(level).collect();
    let body = "    Body: { $ref: '#/components/schemas/L0' }\n    L30: { type: string }\n";
    let value = built(&format!("{levels}{body}")).await;
    assert_eq!(value["a"]["b"]["c"]["id"], 0);
    assert!(value.to_string().len() < 100_000);
}
