//! Dates in all forms that Graph sends.

use messenger_bot::date;
use serde_json::json;

#[test]
fn all_forms_of_a_moment_are_equal() {
    let expected = 1_495_648_383;
    for text in [
        "2017-05-24T17:53:03+0000",
        "2017-05-24T17:53:03+00:00",
        "2017-05-24T17:53:03Z",
        "2017-05-24T10:53:03-0700",
        "1495648383",
    ] {
        let read = date::read(text).expect("a date");
        assert_eq!(read.unix_seconds(), expected, "{text}");
        assert_eq!(date::of_json(&json!(text)).expect("a date"), read);
    }
    let number = date::of_json(&json!(expected)).expect("a date");
    assert_eq!(number.unix_seconds(), expected);
}

/// Milliseconds would be a date far away, so they are refused rather than misread.
#[test]
fn anything_else_is_no_date() {
    for text in [
        "",
        "UNIX-TIMESTAMP",
        "yesterday",
        "2017-05-24",
        "2017-05-24T17:53:03",
        "1495648383.5",
        "1495648383000",
    ] {
        assert!(date::read(text).is_err(), "{text}");
    }
    for value in [json!(null), json!(true), json!(1.5), json!([1]), json!({})] {
        assert!(date::of_json(&value).is_err(), "{value}");
    }
}
