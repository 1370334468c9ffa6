//! Graph's errors in answers of any form and status.

mod support;

use bindery_mock::Reply;
use messenger_bot::platform::runtime::RetryPolicy;
use messenger_bot::{CallError, Class, GraphAnswer, GraphError, HasUsage};
use serde_json::{Value, json};
use support::{PAGE, client, mock, text};

fn read(body: &Value) -> GraphError {
    GraphError::read(body.to_string().as_bytes()).expect("this is an error")
}

fn class(code: i64, subcode: Option<i64>) -> Class {
    read(&json!({ "error": { "message": "..", "code": code, "error_subcode": subcode } })).class()
}

#[test]
fn codes_and_subcodes_decide() {
    use Class::{
        AlreadySent, Auth, Parameter, Permission, Policy, Recipient, ThreadControl, Throttled,
        Transient, Unknown, WindowClosed,
    };
    let without = [
        (
            Throttled,
            &[4, 17, 32, 341, 613, 80000, 80001, 80002, 80006, 80014][..],
        ),
        (Transient, &[1, 2, 1200]),
        (Auth, &[102, 104, 190]),
        (Permission, &[3, 10, 200, 230, 283, 299]),
        (Recipient, &[551]),
        (Parameter, &[100, 803]),
        (Policy, &[368]),
        (Unknown, &[0, -1, 9, 300, 80007, 80015, i64::MAX]),
    ];
    for (expected, codes) in without {
        for code in codes {
            assert_eq!(class(*code, None), expected, "{code}");
        }
    }
    let with = [
        (Throttled, &[(613, 2534040), (4, 2446079)][..]),
        (
            Policy,
            &[
                (4, 2018354),
                (613, 1893016),
                (613, 2018338),
                (9, 2018352),
                (2, 2018344),
            ],
        ),
        (AlreadySent, &[(1, 1357046)]),
        (
            Auth,
            &[(190, 458), (190, 460), (190, 463), (190, 467), (190, 492)],
        ),
        (
            Permission,
            &[
                (1, 99),
                (10, 1404170),
                (10, 1893063),
                (10, 2018336),
                (200, 2018021),
                (200, 2534041),
            ],
        ),
        (WindowClosed, &[(10, 2018278), (10, 2018065), (10, 2534022)]),
        (
            Recipient,
            &[
                (551, 1545041),
                (200, 1545041),
                (10, 2018108),
                (10, 1893015),
                (100, 2018001),
                (100, 2534014),
            ],
        ),
        (
            Parameter,
            &[
                (100, 33),
                (100, 2018008),
                (100, 2018014),
                (100, 2018109),
                (100, 2018294),
            ],
        ),
        (
            ThreadControl,
            &[(100, 2534037), (10, 2018300), (100, 2018321)],
        ),
        (Unknown, &[(9, 1), (999, 2018278)]),
    ];
    for (expected, codes) in with {
        for (code, subcode) in codes {
            assert_eq!(class(*code, Some(*subcode)), expected, "{code}/{subcode}");
        }
    }
}

#[test]
fn what_is_said_to_pass_does_unless_the_code_knows_better() {
    let transient =
        |code: i64| read(&json!({ "error": { "code": code, "is_transient": true } })).class();
    assert_eq!(transient(999), Class::Transient);
    assert_eq!(transient(4), Class::Throttled);
    assert_eq!(transient(190), Class::Auth);
}

#[test]
fn the_whole_envelope_is_kept() {
    let error = read(&json!({ "error": {
        "message": "(#100) Invalid parameter", "type": "OAuthException", "code": 100, "error_subcode": 2018109,
        "error_user_title": "Too large", "error_user_msg": "The file is too large.", "fbtrace_id": "AbC-1",
        "is_transient": false, "error_data": "{\"blame_field_specs\":[[\"message\"]]}", "new": 1,
    } }));
    assert_eq!((error.code(), error.subcode()), (Some(100), Some(2018109)));
    assert_eq!(error.kind(), Some("OAuthException"));
    assert_eq!(error.message(), Some("(#100) Invalid parameter"));
    assert_eq!(error.user_title(), Some("Too large"));
    assert_eq!(error.user_message(), Some("The file is too large."));
    assert_eq!(error.trace_id(), Some("AbC-1"));
    assert_eq!(
        error.data(),
        Some(json!({ "blame_field_specs": [["message"]] }))
    );
    assert_eq!(error.get("new"), Some(&json!(1)));
    assert_eq!(
        error.to_string(),
        "Graph error 100/2018109 (OAuthException): (#100) Invalid parameter [fbtrace_id AbC-1]"
    );
}

#[test]
fn error_data_has_any_form() {
    let data = |data: Value| read(&json!({ "error": { "code": 1, "error_data": data } })).data();
    assert_eq!(
        data(json!("No matching user found.")),
        Some(json!("No matching user found."))
    );
    assert_eq!(data(json!({ "a": 1 })), Some(json!({ "a": 1 })));
    assert_eq!(read(&json!({ "error": {} })).data(), None);
}

#[test]
fn other_forms_are_read_and_other_bodies_are_no_errors() {
    assert_eq!(
        read(&json!({ "error": "Unsupported" })).message(),
        Some("Unsupported")
    );
    let old = read(&json!({ "error_code": 190, "error_msg": "Invalid token" }));
    assert_eq!(
        (old.class(), old.message()),
        (Class::Auth, Some("Invalid token"))
    );
    assert_eq!(
        read(&json!({ "data": { "error": { "code": 4 } } })).class(),
        Class::Throttled
    );
    assert_eq!(
        read(&json!({ "error": { "code": "190", "error_subcode": "463" } })).subcode(),
        Some(463)
    );
    let inner = json!({ "error": { "code": 190, "error_subcode": 463 } }).to_string();
    let item = json!({ "code": 400, "headers": [], "body": inner });
    assert_eq!(read(&item).subcode(), Some(463));
    assert_eq!(read(&item).object().integer("code"), Some(190));
    for body in [
        &b""[..],
        br#"{"code":200,"headers":[],"body":"{\"error\""}"#,
        br#"{"code":200,"headers":[],"body":"{\"id\":\"error\"}"}"#,
        b"{",
        b"[]",
        b"<html>\"error\"</html>",
        b"{\"error\":null}",
        b"{\"error\":[1]}",
        b"\"error\"",
        b"{\"data\":[{\"error\":1}]}",
        b"{\"errors\":[]}",
        b"\xff\"error\"",
        b"{\"message_id\":\"m_1\"}",
    ] {
        assert_eq!(
            GraphError::read(body),
            None,
            "{}",
            String::from_utf8_lossy(body)
        );
    }
}

#[test]
fn nothing_secret_is_shown() {
    let token = "EAAGm0PX4ZCpsBAKZCpjdZBIZAk";
    let error = read(&json!({ "error": {
        "message": format!("Malformed access token {token}\nINFO all is well"), "type": token, "fbtrace_id": token,
        "error_user_msg": token, "error_data": token, "code": 190,
    } }));
    for shown in [error.to_string(), format!("{error:?}")] {
        assert!(!shown.contains(token) && !shown.contains('\n'), "{shown}");
    }
    assert!(
        error
            .message()
            .is_some_and(|message| message.contains(token))
    );
}

#[tokio::test]
async fn errors_are_found_whatever_the_status() {
    let server = mock().await;
    let (client, _) = client(&server, RetryPolicy::none());
    let envelope =
        json!({ "error": { "message": "(#10) ..", "code": 10, "error_subcode": 2018278 } });
    for status in [200, 400, 403, 418, 500] {
        let usage = r#"{"1":[{"type":"messenger","estimated_time_to_regain_access":7}]}"#;
        let reply = Reply::new(status).header("x-business-use-case-usage", usage);
        server
            .respond("sendMessage", reply.json(envelope.clone()))
            .expect("a reply");
        let error = client
            .send_message(PAGE, text("Hello!"))
            .await
            .graph()
            .expect_err("it is refused");
        let refusal = error.refusal().expect("Graph refused it");
        assert_eq!(refusal.class(), Class::WindowClosed, "{status}");
        assert_eq!(
            (refusal.status().as_u16(), error.status()),
            (status, Some(refusal.status()))
        );
        assert_eq!(
            error.usage().regain_access().map(|wait| wait.as_secs()),
            Some(420)
        );
    }
}

#[tokio::test]
async fn what_is_not_graphs_stays_what_it_is() {
    let server = mock().await;
    let (client, _) = client(&server, RetryPolicy::none());
    let sent = client
        .send_message(PAGE, text("Hello!"))
        .await
        .graph()
        .expect("it is sent");
    assert!(sent.message_id.is_some());
    server
        .respond(
            "sendMessage",
            Reply::new(502).text("<html>Bad gateway</html>"),
        )
        .expect("a reply");
    let error = client
        .send_message(PAGE, text("Hello!"))
        .await
        .graph()
        .expect_err("a proxy's answer");
    assert!(
        matches!(&error, CallError::Failed(_)) && error.class().is_none(),
        "{error:?}"
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
}
