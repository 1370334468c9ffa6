//! Handlers, their state, the words of refusals, and what tests in other languages ask.

use std::sync::{Arc, Mutex};

use bindery_mock::{Mock, MockError, Reply};
use serde_json::json;

use crate::client::{Answer, get, post, send};

const DOCUMENT: &str = "
openapi: 3.0.3
paths:
  /pets/{id}:
    put: { operationId: setPet, requestBody: { required: true, content: { application/json: { schema: { type: object } } } }, responses: { 204: {} } }
    get: { operationId: getPet, responses: { 200: { content: { application/json: { example: { name: Nobody } } } } } }
";

fn mock() -> Mock {
    let mock = Mock::from_yaml(DOCUMENT).expect("a document");
    mock.on("setPet", |request, state| {
        let id = request.path_parameters.get("id")?.clone();
        state.insert(id, request.json()?);
        Some(Reply::new(204))
    })
    .expect("a known operation");
    mock.on("getPet", |request, state| {
        let pet = state.get(request.path_parameters.get("id")?)?;
        Some(Reply::new(200).json(pet.clone()))
    })
    .expect("a known operation");
    mock
}

async fn put(server: &bindery_mock::Server, target: &str, body: &str) -> Answer {
    let headers = [("content-type", "application/json")];
    let sent = send(server, target, &headers, body.to_owned()).await;
    sent.expect("an answer")
}

#[tokio::test]
async fn what_was_set_is_read_back() {
    let server = mock().start().await.expect("a server");
    let nobody = json!({ "name": "Nobody" });
    assert_eq!(get(&server, "GET /pets/1").await.json(), nobody);
    assert_eq!(
        put(&server, "PUT /pets/1", r#"{"name":"Rex"}"#)
            .await
            .status,
        204
    );
    assert_eq!(
        get(&server, "GET /pets/1").await.text(),
        r#"{"name":"Rex"}"#
    );
    assert_eq!(get(&server, "GET /pets/2").await.json(), nobody);

    server.state(|state| state.insert("2".to_owned(), json!({ "name": "Tom" })));
    assert_eq!(
        get(&server, "GET /pets/2").await.text(),
        r#"{"name":"Tom"}"#
    );
}

#[tokio::test]
async fn scripts_refusals_and_preferences_go_before_a_handler() {
    let server = mock().start().await.expect("a server");
    assert_eq!(put(&server, "PUT /pets/1", "[]").await.status, 400);
    server
        .respond("setPet", Reply::new(503).times(1))
        .expect("a known operation");
    assert_eq!(put(&server, "PUT /pets/1", "{}").await.status, 503);
    assert!(server.state(|state| state.is_empty()));
    assert_eq!(put(&server, "PUT /pets/1", "{}").await.status, 204);
    let preferred = get(&server, "GET /pets/1?__code=200").await;
    assert_eq!(preferred.text(), r#"{"name":"Nobody"}"#);
}

#[tokio::test]
async fn refusals_are_in_the_words_of_the_api() {
    let mock = mock().on_refusal(|request, reply| {
        let wrong: Vec<String> = request.violations.iter().map(ToString::to_string).collect();
        Reply::new(reply.status() + 100).json(json!({ "was": request.status, "wrong": wrong }))
    });
    let server = mock.start().await.expect("a server");
    let answer = put(&server, "PUT /pets/1", "1").await;
    let worded = json!({ "was": 400, "wrong": ["body \"\" is a number, not object"] });
    assert_eq!((answer.status, answer.json()), (500, worded));
    assert_eq!(get(&server, "GET /cats").await.status, 504);
    assert_eq!(get(&server, "POST /pets/1").await.status, 505);
    assert_eq!(get(&server, "GET /pets/1").await.status, 200);
    let statuses: Vec<u16> = server
        .requests()
        .iter()
        .map(|request| request.status)
        .collect();
    assert_eq!(statuses, [500, 504, 505, 200]);
}

#[tokio::test]
async fn a_listener_hears_of_every_request() {
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let ears = Arc::clone(&heard);
    let mock = mock().on_answer(move |request| {
        let line = format!("{} {}", request.path, request.status);
        ears.lock().expect("a list").push(line);
    });
    let server = mock.start().await.expect("a server");
    get(&server, "GET /pets/1").await;
    get(&server, "GET /cats").await;
    assert_eq!(*heard.lock().expect("a list"), ["/pets/1 200", "/cats 404"]);
}

#[tokio::test]
async fn tests_in_other_languages_are_told_and_obeyed() {
    let server = mock().admin().start().await.expect("a server");
    let fault = json!({ "operation": "getPet", "reply": { "status": 429, "headers": { "retry-after": "1" }, "json": { "busy": true }, "times": 1 } });
    assert_eq!(
        post(&server, "POST /__mock/replies", &fault).await.status,
        204
    );
    let busy = get(&server, "GET /pets/1").await;
    assert_eq!(
        (busy.status, busy.header("retry-after"), busy.text()),
        (429, "1", r#"{"busy":true}"#)
    );
    put(&server, "PUT /pets/1", "7").await;
    put(&server, "PUT /pets/1", "{}").await;
    let told = json!([
        { "method": "GET", "path": "/pets/1", "operation": "getPet", "violations": [], "refusal": null, "status": 429 },
        { "method": "PUT", "path": "/pets/1", "operation": "setPet", "violations": ["body \"\" is a number, not object"], "refusal": null, "status": 400 },
        { "method": "PUT", "path": "/pets/1", "operation": "setPet", "violations": [], "refusal": null, "status": 204 },
    ]);
    assert_eq!(get(&server, "GET /__mock/requests").await.json(), told);
    assert_eq!(
        get(&server, "GET /__mock/state").await.json(),
        json!({ "1": {} })
    );
    assert_eq!(get(&server, "DELETE /__mock/requests").await.status, 204);
    assert_eq!(get(&server, "GET /__mock/requests").await.json(), json!([]));

    for (body, status) in [
        (json!({ "operation": "getPets", "reply": {} }), 400),
        (
            json!({ "operation": "getPet", "reply": { "stat": 1 } }),
            400,
        ),
        (json!({ "reply": {} }), 400),
        (json!(null), 400),
    ] {
        assert_eq!(
            post(&server, "POST /__mock/replies", &body).await.status,
            status,
            "{body}"
        );
    }
    let form = send(&server, "POST /__mock/replies", &[], fault.to_string()).await;
    assert_eq!(form.expect("an answer").status, 415);
    assert_eq!(get(&server, "GET /__mock/other").await.status, 404);
}

#[tokio::test]
async fn nobody_is_told_unless_it_is_said() {
    let server = mock().start().await.expect("a server");
    assert_eq!(get(&server, "GET /__mock/requests").await.status, 404);
}

#[test]
fn what_is_served_is_told() {
    let yaml = "
openapi: 3.0.3
paths:
  /a: { get: { operationId: getA, responses: { 200: { content: { application/json: { examples: { one: { value: 1 }, two: { value: 2, x-microcks-default: true } } } } } } } }
  /b: { get: { responses: { 201: { content: { application/json: { schema: { type: object } } } } } }, put: { responses: { 204: {} } } }
  /c: { get: { responses: { 200: { content: { application/json: { example: 1 } } } } } }
  /d/{id}: { get: { x-microcks-operation: { dispatcher: URI_PARTS }, parameters: [{ name: id, in: path }], responses: { 200: { content: { application/json: { examples: { one: { value: 1 } } } } } } } }
  /e: { get: { operationId: handled, responses: {} }, put: { operationId: scripted, responses: {} } }
";
    let mock = Mock::from_yaml(yaml).expect("a document");
    mock.on("handled", |_, _| None).expect("a known operation");
    mock.respond("scripted", Reply::new(500))
        .expect("a known operation");
    let served: Vec<String> = mock
        .operations()
        .into_iter()
        .map(|it| {
            let id = it.operation_id.unwrap_or_default();
            format!("{} {} {id}: {}", it.method, it.path, it.answer)
        })
        .collect();
    let expected = [
        "GET /a getA: 200 two",
        "GET /b : 201 made from its schema",
        "PUT /b : 204 without a body",
        "GET /c : 200 its example",
        "GET /d/{id} : URI_PARTS id",
        "GET /e handled: a handler",
        "PUT /e scripted: scripted",
    ];
    assert_eq!(served, expected);
    let unknown = mock.on("nobody", |_, _| None).expect_err("an error");
    assert!(matches!(unknown, MockError::UnknownOperation(_)));
}

#[test]
fn replies_are_read_from_json() {
    let told = r#"{"status":503,"headers":{"x-a":"b"},"json":[1],"delay":5,"delivery":"stalled","times":2}"#;
    let reply: Reply = told.parse().expect("a reply");
    assert_eq!((reply.status(), reply.body().as_ref()), (503, &b"[1]"[..]));
    let plain: Reply = "{}".parse().expect("a reply");
    assert_eq!(plain.status(), 200);
    for wrong in [
        "",
        "[]",
        r#"{"status":"500"}"#,
        r#"{"status":99}"#,
        r#"{"code":500}"#,
        r#"{"json":1,"text":"1"}"#,
        r#"{"delivery":"late"}"#,
        r#"{"headers":{"a b":"c"}}"#,
    ] {
        let error = wrong.parse::<Reply>().expect_err(wrong);
        assert!(matches!(error, MockError::InvalidReply(_)), "{error}");
    }
}
