//! What is read of webhooks, and what is said of those that can't be.

use bindery_runtime::{WebhookError, webhook};

#[test]
fn bodies_are_read_as_what_they_are() {
    assert_eq!(
        webhook::json::<Vec<i64>>("sum", b"[1, 2]").ok(),
        Some(vec![1, 2])
    );
    assert_eq!(
        webhook::text("note", "Grüße".as_bytes()).ok(),
        Some("Grüße".to_owned())
    );
    assert_eq!(
        webhook::bytes("file", b"\xff").ok(),
        Some(b"\xff".as_slice().into())
    );
    assert_eq!(webhook::empty("ping", b"whatever").ok(), Some(()));
}

#[test]
fn errors_tell_the_place() {
    let error = webhook::json::<Vec<Vec<i64>>>("sum", br#"[[1], [2, "3"]]"#);
    let error = error.expect_err("a string is no number");
    assert_eq!((error.webhook(), error.path()), ("sum", "[1][1]"));
    assert_eq!(
        error.to_string(),
        "sum: `[1][1]` in the body isn't as the API's document says: invalid type: string \"3\", expected i64; it reads: [[1], [2, \"3\"]]"
    );
}

#[test]
fn errors_tell_what_there_is_instead_of_a_body() {
    let told = |error: WebhookError| (error.path().to_owned(), error.excerpt().to_owned());
    let error = webhook::json::<i64>("sum", b"").expect_err("there is nothing");
    assert_eq!(told(error), (String::new(), String::new()));
    let error = webhook::text("note", b"\xff\x07").expect_err("this is no UTF-8");
    assert_eq!(error.path(), "");
    assert!(!error.to_string().contains('\u{7}'), "{error}");
}

#[test]
fn errors_show_no_more_than_an_excerpt() {
    let long = format!("[{}\"x\"]", "1,".repeat(10_000));
    let error = webhook::json::<Vec<i64>>("sum", long.as_bytes());
    let error = error.expect_err("a string is no number");
    assert_eq!(error.path(), "[10000]");
    assert!(format!("{error} {error:?}").len() < 1_000, "{error}");
}
