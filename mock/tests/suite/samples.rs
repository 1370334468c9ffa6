//! What a request of an operation can be made of.

use bindery_mock::{Extent, Location, Mock};
use serde_json::{Value, json};

const PETS: &str = "
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    post:
      operationId: changePet
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer, minimum: 7 } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
        - { name: filter, in: query, content: { application/json: { schema: { type: object, properties: { a: { type: boolean } } } } } }
      requestBody:
        content:
          application/json: { schema: { $ref: '#/components/schemas/Pet' } }
          text/*: { schema: { type: string, pattern: '^[A-Z]{3}-[0-9]+$' } }
      responses: { '204': { description: Done. } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string }
        secret: { type: string, writeOnly: true }
";

#[test]
fn the_least_is_what_is_required() {
    let sample = Mock::from_yaml(PETS)
        .unwrap()
        .sample("changePet", Extent::Least)
        .unwrap();
    assert_eq!(sample.parameter(Location::Path, "id"), Some(&json!(7)));
    assert_eq!(sample.parameter(Location::Query, "tags"), None);
    assert_eq!(
        sample.body("application/json"),
        Some(&json!({ "name": "string" }))
    );
}

#[test]
fn the_whole_has_what_only_requests_have_and_lacks_what_only_answers_have() {
    let sample = Mock::from_yaml(PETS)
        .unwrap()
        .sample("POST /pets/{id}", Extent::Whole)
        .unwrap();
    assert_eq!(
        sample.parameter(Location::Query, "tags"),
        Some(&json!(["string"]))
    );
    assert_eq!(
        sample.parameter(Location::Query, "filter"),
        Some(&json!({ "a": true }))
    );
    let pet = json!({ "name": "string", "secret": "string" });
    assert_eq!(sample.body("application/json; charset=utf-8"), Some(&pet));
    assert_eq!(sample.body("text/plain"), Some(&Value::from("AAA-0")));
    assert_eq!(sample.body("image/png"), None);
}

#[test]
fn fields_of_2_0_make_a_body() {
    let yaml = "
swagger: '2.0'
info: { title: Pets, version: '1' }
paths:
  /pets:
    post:
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - { name: name, in: formData, type: string, required: true }
        - { name: age, in: formData, type: integer }
      responses: { '204': { description: Done. } }
";
    let mock = Mock::from_yaml(yaml).unwrap();
    let body = |extent| {
        let sample = mock.sample("POST /pets", extent).unwrap();
        sample.body("application/x-www-form-urlencoded").cloned()
    };
    assert_eq!(body(Extent::Least), Some(json!({ "name": "string" })));
    assert_eq!(
        body(Extent::Whole),
        Some(json!({ "name": "string", "age": 0 }))
    );
    assert!(mock.sample("GET /pets", Extent::Least).is_err());
}
