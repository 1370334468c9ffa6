//! Answers to batches, item by item.

use messenger_bot::platform::runtime::StatusCode;
use messenger_bot::{Class, HasUsage, batch};
use serde_json::json;

#[test]
fn each_item_has_an_answer_of_its_own() {
    let usage = r#"{"1":[{"type":"messenger","estimated_time_to_regain_access":7}]}"#;
    let error = json!({ "error": { "message": "(#80006) ..", "code": 80006 } });
    let body = json!([
        { "code": 200, "headers": [{ "name": "ETag", "value": "x" }, { "name": "a b", "value": "" }], "body": "{\"id\":\"m_1\"}" },
        { "code": 400, "headers": [{ "name": "X-Business-Use-Case-Usage", "value": usage }], "body": error.to_string() },
        null,
        { "code": 99999, "headers": {}, "body": 7 },
    ]);
    let items = batch::read(body.to_string().as_bytes()).expect("items");
    assert_eq!(items.len(), 4);
    assert_eq!(items[0].status(), Some(StatusCode::OK));
    assert_eq!(items[0].headers()["etag"], "x");
    assert_eq!(items[0].json(), Some(json!({ "id": "m_1" })));
    assert!(items[0].refusal().is_none());
    let refusal = items[1].refusal().expect("it is refused");
    assert_eq!(
        (refusal.class(), refusal.status()),
        (Class::Throttled, StatusCode::BAD_REQUEST)
    );
    let wait = refusal.regain_access();
    assert_eq!(wait.map(|wait| wait.as_secs()), Some(420));
    assert_eq!(items[1].usage().regain_access(), wait);
    for item in &items[2..] {
        assert_eq!((item.status(), item.body()), (None, ""));
        assert!(item.refusal().is_none() && item.json().is_none());
    }
}

#[test]
fn a_batch_that_is_refused_has_no_items() {
    for body in ["", "{}", r#"{"error":{"code":190}}"#] {
        assert!(batch::read(body.as_bytes()).is_none(), "{body}");
    }
}
