//! Enums of strings that stay open: listed texts are variants, all others are carried.

use std::hash::{BuildHasher, RandomState};

use bindery_runtime::Unrecognized;

#[derive(Debug, Clone)]
#[non_exhaustive]
enum Color {
    Red,
    DarkBlue,
    Unrecognized(Unrecognized),
}

bindery_runtime::open_enum! { Color { Red = "RED", DarkBlue = "dark blue" } }

#[derive(Debug)]
enum Nothing {
    Unrecognized(Unrecognized),
}

bindery_runtime::open_enum! { Nothing {} }

#[test]
fn listed_texts_are_variants() {
    assert_eq!(Color::from("RED"), Color::Red);
    assert_eq!(Color::from("dark blue".to_owned()), Color::DarkBlue);
    assert_eq!(Color::DarkBlue.as_str(), "dark blue");
    assert_eq!(format!("{:>5}|", Color::Red), "  RED|");
}

#[test]
fn unlisted_texts_survive() {
    for text in ["red", "", "Unrecognized", "RED ", "\u{202e}"] {
        let color = Color::from(text);
        assert!(matches!(&color, Color::Unrecognized(unlisted) if unlisted.as_str() == text));
        assert_eq!(color, Color::from(text.to_owned()));
        let json = serde_json::to_string(&color).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Color>(&json).expect("a color"),
            color
        );
    }
    assert_eq!(
        format!("{:?}", Color::from("BLUE")),
        r#"Unrecognized("BLUE")"#
    );
    assert_eq!(Nothing::from("x").to_string(), "x");
}

#[test]
fn escapes_are_read_before_the_table() {
    assert_eq!(
        serde_json::from_str::<Color>(r#""R\u0045D""#).expect("a color"),
        Color::Red
    );
}

#[test]
fn only_strings_are_read() {
    for json in ["1", "null", "[]", "{}", "true"] {
        assert!(serde_json::from_str::<Color>(json).is_err(), "{json}");
    }
}

#[test]
fn values_are_in_the_order_of_their_texts() {
    let mut colors = ["b", "dark blue", "RED", "dark red"].map(Color::from);
    colors.sort();
    assert_eq!(
        colors.each_ref().map(Color::as_str),
        ["RED", "b", "dark blue", "dark red"]
    );
    assert!(Color::DarkBlue < Color::from("dark red") && Color::Red < Color::DarkBlue);
    let state = RandomState::new();
    let hash = |text: &str| RandomState::hash_one(&state, Color::from(text));
    assert_eq!(hash("RED"), RandomState::hash_one(&state, Color::Red));
    assert_ne!(hash("RED"), hash("b"));
}
