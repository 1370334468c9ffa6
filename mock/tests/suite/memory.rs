//! What is set is read back, by the document's shape alone.

use bindery_mock::{Mock, Reply, Server};
use serde_json::{Value, json};

use crate::client::{Answer, get, post, send};

pub(crate) const PETS: &str = "
openapi: 3.0.3
servers: [{ url: https://example.com/v1 }]
paths:
  /pets:
    get:
      responses:
        200:
          content:
            application/json:
              schema: { type: array, maxItems: 4, items: { $ref: '#/components/schemas/Pet' } }
              example: [{ id: 1, name: Rex, tag: dog }]
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { 201: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
    delete: { responses: { 204: { description: All. } } }
  /pets/{petId}:
    parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
    get:
      responses:
        200: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { id: 1, name: Rex, tag: dog } } } }
        404: { description: None. }
    put: { requestBody: { content: { application/json: { schema: {} } } }, responses: { 200: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } }
    patch: { requestBody: { content: { application/json: { schema: {} } } }, responses: { 204: { description: Done. } } }
    delete: { responses: { 204: { description: Done. } } }
  /pets/{id}/toys:
    get: { responses: { 200: { content: { application/json: { example: { toys: [] } } } } } }
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, maxLength: 10, pattern: '^[A-Z]' }
        tag: { type: string, enum: [dog, cat] }
        born: { type: string, format: date }
        secret: { type: string, writeOnly: true }
";

pub(crate) async fn serve(yaml: &str) -> Server {
    let mock = Mock::from_yaml(yaml).expect("a document").stateful();
    mock.start().await.expect("a server")
}

pub(crate) async fn change(server: &Server, target: &str, body: &Value) -> Answer {
    let headers = [("content-type", "application/json")];
    let answer = send(server, target, &headers, body.to_string()).await;
    answer.expect("an answer")
}

pub(crate) async fn read(server: &Server, path: &str) -> Value {
    let answer = get(server, &format!("GET {path}")).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.json()
}

#[tokio::test]
async fn what_is_created_is_in_its_list_and_at_its_own_path() {
    let server = serve(PETS).await;
    let rex = json!({ "id": 1, "name": "Rex", "tag": "dog" });
    assert_eq!(read(&server, "/pets").await, json!([rex]));
    let made = post(
        &server,
        "POST /v1/pets",
        &json!({ "name": "Tom", "tag": "cat" }),
    )
    .await;
    let tom = json!({ "name": "Tom", "tag": "cat", "id": 2 });
    assert_eq!((made.status, made.json()), (201, tom.clone()));
    let told = post(&server, "POST /pets", &json!({ "name": "Ada", "id": 7 })).await;
    let ada = json!({ "name": "Ada", "id": 7 });
    assert_eq!(told.json(), ada);
    assert_eq!(read(&server, "/pets").await, json!([rex, tom, ada]));
    assert_eq!(read(&server, "/v1/pets/2").await, tom);
    assert_eq!(read(&server, "/pets/7").await, ada);
    // What wasn't set is as the document shows it.
    assert_eq!(read(&server, "/pets/9").await, rex);
    assert_eq!(read(&server, "/pets/7/toys").await, json!({ "toys": [] }));
}

#[tokio::test]
async fn put_replaces_patch_changes_and_delete_forgets() {
    let server = serve(PETS).await;
    let put = change(
        &server,
        "PUT /pets/1",
        &json!({ "name": "Max", "tag": "dog" }),
    )
    .await;
    let max = json!({ "name": "Max", "tag": "dog", "id": 1 });
    assert_eq!((put.status, put.json()), (200, max.clone()));
    assert_eq!(read(&server, "/pets").await, json!([max]));
    let patch = change(&server, "PATCH /pets/1", &json!({ "born": "2024-02-28" })).await;
    assert_eq!((patch.status, patch.text()), (204, ""));
    assert_eq!(
        read(&server, "/pets/1").await,
        json!({ "name": "Max", "tag": "dog", "id": 1, "born": "2024-02-28" })
    );
    change(&server, "PUT /pets/1", &json!({ "name": "Ben" })).await;
    assert_eq!(
        read(&server, "/pets/1").await,
        json!({ "name": "Ben", "id": 1 })
    );
    change(&server, "PATCH /pets/5", &json!({ "tag": "cat" })).await;
    assert_eq!(
        read(&server, "/pets/5").await,
        json!({ "id": 5, "name": "Rex", "tag": "cat" })
    );
    assert_eq!(get(&server, "DELETE /pets/5").await.status, 204);
    assert_eq!(get(&server, "DELETE /pets/1").await.status, 204);
    let gone = get(&server, "GET /pets/1").await;
    assert_eq!(
        (gone.status, &gone.json()["detail"]),
        (404, &json!("it was deleted"))
    );
    assert_eq!(read(&server, "/pets").await, json!([]));
    post(&server, "POST /pets", &json!({ "name": "Tom" })).await;
    assert_eq!(get(&server, "DELETE /pets").await.status, 204);
    assert_eq!(read(&server, "/pets").await, json!([]));
    post(&server, "POST /pets", &json!({ "name": "Ada" })).await;
    assert_eq!(
        read(&server, "/pets").await.as_array().map(Vec::len),
        Some(1)
    );
}

#[tokio::test]
async fn nothing_is_answered_that_the_schema_may_not_allow() {
    let server = serve(PETS).await;
    // The second name is too long, the tag isn't listed, the day isn't one, and a secret is never answered.
    let odd = json!({ "name": "Maximiliano", "tag": "cow", "born": "2023-02-30", "secret": "x", "new": 1 });
    change(&server, "PUT /pets/1", &odd).await;
    assert_eq!(
        read(&server, "/pets/1").await,
        json!({ "id": 1, "name": "Rex", "tag": "dog" })
    );
    change(
        &server,
        "PUT /pets/2",
        &json!({ "name": "tom", "tag": "cat" }),
    )
    .await;
    assert_eq!(
        read(&server, "/pets/2").await,
        json!({ "id": 2, "name": "Rex", "tag": "cat" })
    );
    for name in ["A", "B", "C", "D"] {
        post(&server, "POST /pets", &json!({ "name": name })).await;
    }
    // There are more by now than the list may have.
    assert_eq!(
        read(&server, "/pets").await,
        json!([{ "id": 1, "name": "Rex", "tag": "dog" }])
    );
}

#[tokio::test]
async fn a_list_without_identities_has_what_was_set() {
    let server = serve(
        "
openapi: 3.0.3
paths:
  /{page}/profile:
    get: { responses: { 200: { content: { application/json: { schema: { $ref: '#/components/schemas/Profiles' } } } }, default: { description: No. } } }
    post: { requestBody: { content: { application/json: { schema: {} } } }, responses: { 200: { content: { application/json: { example: { result: success } } } } } }
    delete: { requestBody: { content: { application/json: { schema: {} } } }, responses: { 200: { content: { application/json: { example: { result: success } } } } } }
components:
  schemas:
    Profiles:
      type: object
      properties:
        data:
          type: array
          items: { type: object, properties: { greeting: { type: string }, menu: { type: array, items: { type: string } } } }
",
    )
    .await;
    let set = post(&server, "POST /1/profile", &json!({ "greeting": "Hi" })).await;
    assert_eq!(set.json(), json!({ "result": "success" }));
    assert_eq!(
        read(&server, "/1/profile").await,
        json!({ "data": [{ "greeting": "Hi" }] })
    );
    post(&server, "POST /1/profile", &json!({ "menu": ["a"] })).await;
    let whole = json!({ "data": [{ "greeting": "Hi", "menu": ["a"] }] });
    assert_eq!(read(&server, "/1/profile").await, whole);
    change(
        &server,
        "DELETE /1/profile",
        &json!({ "fields": ["greeting"] }),
    )
    .await;
    assert_eq!(
        read(&server, "/1/profile").await,
        json!({ "data": [{ "menu": ["a"] }] })
    );
    change(&server, "DELETE /1/profile", &json!({ "fields": ["menu"] })).await;
    assert_eq!(read(&server, "/1/profile").await, json!({ "data": [] }));
    // Another one's is as it was.
    let shown = json!({ "data": [{ "greeting": "string", "menu": ["string"] }] });
    assert_eq!(read(&server, "/2/profile").await, shown);
}

#[tokio::test]
async fn resources_stand_in_envelopes_and_have_identities_of_any_type() {
    let server = serve(
        "
openapi: 3.1.0
paths:
  /users:
    get: { responses: { 200: { content: { application/json: { example: { total: 1, users: [{ username: kari, age: 1 }] } } } } } }
    put: { requestBody: { content: { application/json: { schema: {} } } }, responses: { 204: {} } }
  /users/{username}:
    get: { responses: { 200: { content: { application/json: { example: { user: { username: kari, age: 1 } } } } } } }
  /orders:
    get: { responses: { 200: { content: { application/json: { example: [{ id: 497f6eca-6276-4993-bfeb-53cbbbba6f08, sum: 1 }] } } } } }
    post: { requestBody: { content: { application/json: { schema: {} } } }, responses: { 201: { content: { application/json: { example: { order: { id: '', sum: 0 } } } } } } }
  /settings:
    get: { responses: { 200: { content: { application/json: { example: { dark: false, hosts: [{ id: 1 }] } } } } } }
    post: { requestBody: { content: { application/json: { schema: {} } } }, responses: { 204: {} } }
",
    )
    .await;
    change(
        &server,
        "PUT /users",
        &json!({ "username": "ole/2", "age": 2 }),
    )
    .await;
    let kari = json!({ "username": "kari", "age": 1 });
    let ole = json!({ "username": "ole/2", "age": 2 });
    assert_eq!(
        read(&server, "/users").await,
        json!({ "total": 1, "users": [kari, ole] })
    );
    assert_eq!(
        read(&server, "/users/ole%2F2").await,
        json!({ "user": ole })
    );
    assert_eq!(read(&server, "/users/kari").await, json!({ "user": kari }));
    let order = post(&server, "POST /orders", &json!({ "sum": 5 })).await;
    let id = "00000000-0000-4000-8000-000000000001";
    assert_eq!(order.json(), json!({ "order": { "sum": 5, "id": id } }));
    assert_eq!(read(&server, "/orders").await[1]["id"], json!(id));
    change(&server, "POST /settings", &json!({ "dark": true })).await;
    assert_eq!(read(&server, "/settings").await, json!({ "dark": true }));
}

#[tokio::test]
async fn scripts_wishes_and_handlers_go_first() {
    let mock = Mock::from_yaml(PETS)
        .expect("a document")
        .stateful()
        .admin();
    mock.on("GET /pets/{petId}", |request, _| {
        let is_seven = request.path_parameters["petId"] == "7";
        is_seven.then(|| Reply::new(200).json(json!("handled")))
    })
    .expect("an operation");
    let server = mock.start().await.expect("a server");
    for path in ["/pets/7", "/pets/8"] {
        change(&server, &format!("PUT {path}"), &json!({ "name": "Max" })).await;
    }
    assert_eq!(read(&server, "/pets/7").await, json!("handled"));
    assert_eq!(read(&server, "/pets/8").await["name"], json!("Max"));
    let wish = [("prefer", "code=200")];
    let asked = send(&server, "GET /pets/8", &wish, "")
        .await
        .expect("an answer");
    assert_eq!(asked.json()["name"], json!("Rex"));
    assert_eq!(get(&server, "DELETE /__mock/state").await.status, 204);
    assert_eq!(read(&server, "/pets/8").await["name"], json!("Rex"));
}

#[tokio::test]
async fn only_so_much_is_remembered() {
    let server = serve(PETS).await;
    for id in 1..=1_001 {
        change(
            &server,
            &format!("PUT /pets/{id}"),
            &json!({ "name": "Max" }),
        )
        .await;
    }
    assert_eq!(read(&server, "/pets/1").await["name"], json!("Rex"));
    assert_eq!(read(&server, "/pets/2").await["name"], json!("Max"));
    let long = "A".repeat(17 * 1024 * 1024);
    let long = json!({ "name": "Ben", "tag": long });
    change(&server, "PUT /pets/1001", &long).await;
    assert_eq!(read(&server, "/pets/1001").await["name"], json!("Rex"));
    assert_eq!(read(&server, "/pets/2").await["name"], json!("Max"));
}

#[tokio::test]
async fn without_being_asked_to_it_remembers_nothing() {
    let mock = Mock::from_yaml(PETS).expect("a document");
    let server = mock.start().await.expect("a server");
    change(&server, "PUT /pets/1", &json!({ "name": "Max" })).await;
    assert_eq!(read(&server, "/pets/1").await["name"], json!("Rex"));
}

#[tokio::test]
async fn what_an_answer_shows_is_there_again_whatever_was_sent() {
    let server = serve(
        "
openapi: 3.0.3
paths:
  /pets:
    post:
      requestBody: { content: { application/xml: { schema: { type: object } } } }
      responses: { 201: { content: { application/json: { example: { id: '7' } } } } }
  /pets/{petId}:
    parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
    get: { responses: { 200: { content: { application/json: { example: { id: '7' } } } }, 404: { description: None. } } }
    delete: { responses: { 204: { description: Done. } } }
",
    )
    .await;
    assert_eq!(get(&server, "DELETE /pets/7").await.status, 204);
    assert_eq!(get(&server, "GET /pets/7").await.status, 404);
    let headers = [("content-type", "application/xml")];
    let made = send(&server, "POST /pets", &headers, "<pet/>").await;
    assert_eq!(made.expect("an answer").json(), json!({ "id": "7" }));
    assert_eq!(read(&server, "/pets/7").await, json!({ "id": "7" }));
}
