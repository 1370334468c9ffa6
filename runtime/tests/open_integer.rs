//! Enums of integers that stay open: listed integers are variants, all others are carried.

use std::fmt::Debug;
use std::hash::{BuildHasher, RandomState};

use bindery_runtime::{UnrecognizedInteger, Value};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

macro_rules! enums {
    ($($name:ident: $integer:ident;)*) => {
        $(
            #[derive(Debug, Clone, Copy)]
            #[non_exhaustive]
            enum $name {
                Low,
                Minus3,
                Unrecognized(UnrecognizedInteger<$integer>),
            }
            bindery_runtime::open_integer! { $name: $integer { Low = 1, Minus3 = -3 } }
        )*
    };
}

enums! {
    Level: i64;
    Small: i32;
    Wide: i128;
}

#[derive(Debug, Clone, Copy)]
enum Large {
    Largest,
    Unrecognized(UnrecognizedInteger<u64>),
}

bindery_runtime::open_integer! { Large: u64 { Largest = 18446744073709551615 } }

#[derive(Debug, PartialEq)]
enum Port {
    Level(Level),
    Number(i64),
    Text(String),
    Unrecognized(Value),
}

bindery_runtime::union! { Port { Level [], Number [], Text [] } }

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect(json)
}

fn survives<T: DeserializeOwned + Serialize + Debug>(json: &str) {
    let value: T = read(json);
    assert_eq!(serde_json::to_string(&value).expect("JSON"), json);
}

#[test]
fn listed_integers_are_variants() {
    assert_eq!(Level::from(1), Level::Low);
    assert_eq!(read::<Level>("-3"), Level::Minus3);
    assert_eq!(i64::from(Level::Minus3), -3);
    assert_eq!(read::<Large>("18446744073709551615"), Large::Largest);
    assert_eq!(
        format!("{:>3}|{:?}", Level::Low, Level::from(7)),
        "  1|Unrecognized(7)"
    );
}

#[test]
fn integral_floats_are_integers() {
    assert_eq!(read::<Level>("1.0"), Level::Low);
    assert_eq!(read::<Level>("-0.3e1"), Level::Minus3);
    assert_eq!(read::<Small>("9e2").value(), 900);
}

#[test]
fn only_integers_of_the_type_are_read() {
    for json in [
        "\"1\"",
        "null",
        "[]",
        "true",
        "1.5",
        "1e300",
        "9223372036854775808",
        "1e16",
    ] {
        assert!(serde_json::from_str::<Level>(json).is_err(), "{json}");
    }
    assert!(serde_json::from_str::<Large>("-1").is_err());
    assert!(serde_json::from_str::<Small>("2147483648").is_err());
}

#[test]
fn unions_prefer_the_enum_that_lists_an_integer() {
    assert_eq!(read::<Port>("1"), Port::Level(Level::Low));
    assert_eq!(read::<Port>("1.0"), Port::Level(Level::Low));
    assert_eq!(read::<Port>("2"), Port::Number(2));
    assert_eq!(read::<Port>("\"1\""), Port::Text("1".to_owned()));
    assert_eq!(read::<Port>("1.5"), Port::Unrecognized(json!(1.5)));
}

proptest! {
    #[test]
    fn any_integer_survives(integer: i64) {
        survives::<Level>(&integer.to_string());
        prop_assert_eq!(Level::from(integer).value(), integer);
    }

    #[test]
    fn any_small_integer_survives(integer: i32) {
        survives::<Small>(&integer.to_string());
    }

    #[test]
    fn any_large_integer_survives(integer: u64) {
        survives::<Large>(&integer.to_string());
    }

    #[test]
    fn any_wide_integer_survives(integer: i128) {
        survives::<Wide>(&integer.to_string());
    }
}

#[test]
fn values_are_in_the_order_of_their_integers() {
    let mut levels = [2, 1, -3, -4].map(Level::from);
    levels.sort();
    assert_eq!(levels.map(i64::from), [-4, -3, 1, 2]);
    let state = RandomState::new();
    let hash = |integer| RandomState::hash_one(&state, Level::from(integer));
    assert_eq!(hash(1), RandomState::hash_one(&state, Level::Low));
    assert_ne!(hash(1), hash(2));
}
