//! What documents and clients say of answers, as data: each file of `tests/conventions` is a document with the calls that
//! are made to it, one after the other, under `x-calls`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use bindery_mock::Mock;
use serde_json::{Value, json};

use crate::client::{get, send, serve};

/// Makes the calls of one document.
async fn check(path: &Path) {
    let text = fs::read_to_string(path).expect("a file");
    let server = serve(&text).await;
    let document: Value = serde_yaml::from_str(&text).expect("a document");
    let calls = document["x-calls"].as_array().expect("a list of calls");
    for call in calls {
        let mut headers: BTreeMap<&str, &str> = BTreeMap::new();
        let body = call.get("body").map(Value::to_string);
        if body.is_some() {
            headers.insert("content-type", "application/json");
        }
        for (name, value) in call["headers"].as_object().into_iter().flatten() {
            headers.insert(name, value.as_str().expect("text"));
        }
        let headers: Vec<(&str, &str)> = headers.into_iter().collect();
        let target = call["send"].as_str().expect("a method and a path");
        let sent = send(&server, target, &headers, body.unwrap_or_default()).await;
        let answer = sent.expect("an answer");
        let told = format!("{}: {call} got {}", path.display(), answer.text());
        assert_eq!(
            Some(u64::from(answer.status)),
            call["status"].as_u64(),
            "{told}"
        );
        if let Some(expected) = call.get("answer") {
            assert_eq!(&answer.json(), expected, "{told}");
        }
    }
}

#[tokio::test]
async fn documents_are_answered_as_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conventions");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        check(&entry.expect("an entry").path()).await;
        count += 1;
    }
    assert!(count > 10, "{count}");
}

/// Time stands still in this test and jumps to the next timer when nothing else is to do.
#[tokio::test(start_paused = true)]
async fn a_request_can_ask_for_another_delay() {
    let yaml = "
openapi: 3.0.3
paths:
  /a: { get: { x-microcks-operation: { delay: 3600000 }, responses: { 204: {} } } }
  /b: { get: { parameters: [{ name: delay, in: query, schema: { type: integer } }], responses: { 204: {} } } }
";
    let server = serve(yaml).await;
    let cases = [
        ("GET /a", "7200000", 7200),
        ("GET /a?delay=0", "", 0),
        ("GET /a?delay=soon", "", 3600),
        ("GET /b?delay=3600000", "", 0),
    ];
    for (target, header, seconds) in cases {
        let start = tokio::time::Instant::now();
        let headers = [("x-microcks-delay", header)];
        let headers = if header.is_empty() { &[][..] } else { &headers };
        let answer = send(&server, target, headers, "").await;
        assert_eq!(answer.expect("an answer").status, 204);
        let waited = start.elapsed();
        let wanted = Duration::from_secs(seconds);
        assert!(
            wanted <= waited && waited < wanted + Duration::from_secs(1),
            "{target} {waited:?}"
        );
    }
}

const CHANCE: &str = "
openapi: 3.0.3
paths:
  /drawn:
    get:
      x-microcks-operation: { dispatcher: RANDOM }
      responses: { 200: { content: { application/json: { examples: { a: { value: 1 }, b: { value: 2 }, c: { value: 3 } } } } } }
  /made:
    get:
      responses:
        200:
          content:
            application/json:
              example: { name: shown }
              schema: { $ref: '#/components/schemas/Pet' }
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string, minLength: 2, maxLength: 5, example: Rex }
        age: { type: integer, minimum: 3, maximum: 5, default: 4 }
        kind: { type: string, enum: [dog, cat] }
        tags: { type: array, maxItems: 2, items: { type: string } }
        good: { type: boolean }
        of: { oneOf: [{ type: integer }, { type: boolean }] }
";

async fn bodies(seed: u64, target: &str) -> Vec<Value> {
    let mock = Mock::from_yaml(CHANCE).expect("a document").seed(seed);
    let server = mock.start().await.expect("a server");
    let mut bodies = Vec::new();
    for _ in 0..20 {
        bodies.push(get(&server, target).await.json());
    }
    bodies
}

#[tokio::test]
async fn chance_is_the_same_again_from_the_same_seed() {
    for target in ["GET /drawn", "GET /made?__dynamic=true"] {
        let first = bodies(1, target).await;
        assert_eq!(first, bodies(1, target).await);
        assert_ne!(first, bodies(2, target).await);
    }
    let drawn = bodies(1, "GET /drawn").await;
    for value in 1..=3 {
        assert!(drawn.contains(&json!(value)), "{drawn:?}");
    }
}

#[tokio::test]
async fn what_is_made_by_chance_fits_the_schema() {
    let made = bodies(1, "GET /made?__dynamic=true").await;
    let mut ages = Vec::new();
    for pet in &made {
        let name = pet["name"].as_str().expect("a name").len();
        assert!((2..=5).contains(&name), "{pet}");
        assert!(
            ["dog", "cat"].map(Value::from).contains(&pet["kind"]),
            "{pet}"
        );
        let tags = pet["tags"].as_array().expect("tags").len();
        assert!((1..=2).contains(&tags), "{pet}");
        ages.push(pet["age"].as_i64().expect("an age"));
    }
    ages.sort_unstable();
    ages.dedup();
    assert_eq!(ages, [3, 4, 5]);
    for kind in [Value::is_i64, Value::is_boolean] {
        assert!(made.iter().any(|pet| kind(&pet["of"])), "{made:?}");
    }
    let usual = bodies(1, "GET /made").await;
    assert_eq!(usual[0], json!({ "name": "shown" }));
}
