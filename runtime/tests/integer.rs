//! Integers: those written as floats are read, and those beyond 64 bits kept to the digit where text is read.

use bindery_runtime::{AdditionalProperties, Map, Presence, Value};
use proptest::prelude::*;

#[derive(Debug, PartialEq)]
struct Wide {
    signed: i128,
    unsigned: Option<u128>,
    list: Option<Vec<i128>>,
}

bindery_runtime::object! {
    Wide { signed: required whole "signed", unsigned: optional whole "unsigned", list: optional whole "list" }
}

#[derive(Debug, PartialEq)]
struct Counts {
    small: i32,
    large: Presence<u64>,
    lists: Option<Vec<Vec<Option<i64>>>>,
    by_name: Option<Map<i64>>,
    rest: AdditionalProperties<i64>,
}

bindery_runtime::object! {
    Counts {
        small: required whole "small",
        large: presence whole "large",
        lists: optional whole "lists",
        by_name: optional whole "by name",
        ..rest: whole
    }
}

#[derive(Debug, PartialEq)]
enum Either {
    Integer(u128),
    Text(String),
    Unrecognized(Value),
}

bindery_runtime::union! { Either { Integer [], Text [] } }

proptest! {
    #[test]
    fn objects_keep_all_digits(signed: i128, unsigned: u128) {
        let json = format!(r#"{{"signed":{signed},"unsigned":{unsigned},"list":[{signed}]}}"#);
        let wide: Wide = serde_json::from_str(&json).expect("an object");
        prop_assert_eq!(&wide.unsigned, &Some(unsigned));
        prop_assert_eq!(serde_json::to_string(&wide).expect("JSON"), json);
    }
}

#[test]
fn unions_know_no_integer_beyond_64_bits() {
    let read = |json: &str| serde_json::from_str::<Either>(json).expect("either");
    assert_eq!(
        read("18446744073709551615"),
        Either::Integer(u64::MAX.into())
    );
    let beyond = read("18446744073709551616");
    assert!(
        matches!(beyond, Either::Unrecognized(Value::Number(_))),
        "{beyond:?}"
    );
}

#[test]
fn floats_without_a_fraction_are_integers() {
    let json = r#"{"small":-1.0,"large":1e3,"lists":[[2.0,null]],"by name":{"a":3.0},"b":0.0}"#;
    let counts: Counts = serde_json::from_str(json).expect("counts");
    let json = r#"{"small":-1,"large":1000,"lists":[[2,null]],"by name":{"a":3},"b":0}"#;
    assert_eq!(serde_json::to_string(&counts).expect("JSON"), json);
    assert_eq!(
        serde_json::from_str::<Counts>(json).expect("counts"),
        counts
    );
}

#[test]
fn nothing_else_is_an_integer() {
    for small in [
        "1.5",
        "\"1\"",
        "true",
        "null",
        "2147483648",
        "1e10",
        "[]",
        "1e400",
    ] {
        let json = format!(r#"{{"small":{small}}}"#);
        assert!(serde_json::from_str::<Counts>(&json).is_err(), "{json}");
    }
    for large in ["-1", "-1.0", "1e16", "18446744073709551616"] {
        let json = format!(r#"{{"small":1,"large":{large}}}"#);
        assert!(serde_json::from_str::<Counts>(&json).is_err(), "{json}");
    }
}

#[test]
fn errors_name_the_type_and_the_value() {
    let error = |json| {
        serde_json::from_str::<Counts>(json)
            .expect_err("no counts")
            .to_string()
    };
    assert!(error(r#"{"small":"a"}"#).starts_with("invalid type: string \"a\", expected i32"));
    assert!(
        error(r#"{"small":2147483648}"#)
            .starts_with("invalid value: integer `2147483648`, expected i32")
    );
}

proptest! {
    #[test]
    fn any_integer_survives(small: i32, large: u64, item: i64) {
        let json = format!(r#"{{"small":{small},"large":{large},"lists":[[{item}]],"z":{item}}}"#);
        let counts: Counts = serde_json::from_str(&json).expect("counts");
        prop_assert_eq!(serde_json::to_string(&counts).expect("JSON"), json);
    }
}
