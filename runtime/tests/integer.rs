//! Integers beyond 64 bits: kept to the digit wherever they are read from text.

use bindery_runtime::Value;
use proptest::prelude::*;

#[derive(Debug, PartialEq)]
struct Wide {
    signed: i128,
    unsigned: Option<u128>,
    list: Option<Vec<i128>>,
}

bindery_runtime::object! { Wide { signed: required "signed", unsigned: optional "unsigned", list: optional "list" } }

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
