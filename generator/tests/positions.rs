//! Where things are: positions agree with what was read, whatever the document.

use bindery::read::read;
use bindery::render::{Style, location, render};
use bindery::{Diagnostic, Place, Pointer, Source};
use proptest::prelude::*;
use serde_json::{Map, Value};

fn source(path: &str, text: &str) -> Source {
    Source::new(path, text).expect("the text is UTF-8")
}

fn key(pointer: &str) -> Place {
    Place::Key(pointer.parse().expect("a pointer"))
}

fn value(pointer: &str) -> Place {
    Place::Value(pointer.parse().expect("a pointer"))
}

#[test]
fn positions_survive_what_the_event_parser_refuses() {
    let text = "a: {\n  b: [\n    1\n  ]\n}\nlast: 1\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let source = source("a.yaml", &text);
        assert!(read(&source).is_ok());
        assert_eq!(
            location(&Diagnostic::invalid(key("/last"), ""), &source),
            Some((6, 1))
        );
    }
}

#[test]
fn positions_in_json_are_those_of_its_own_escapes() {
    let json = source(
        "a.json",
        "{\"a\": \"\\ud83d\\ude00 \\/ \\\\\",\n \"b\\u0020\\\"\": [1, {\"c\":\ttrue}]}",
    );
    assert!(read(&json).is_ok());
    let at = |place| location(&Diagnostic::invalid(place, ""), &json);
    assert_eq!(at(key("/b \"")), Some((2, 2)));
    assert_eq!(at(value("/b \"/1/c")), Some((2, 25)));
}

#[test]
fn json_has_positions_before_a_syntax_error() {
    let json = source("a.json", "{\"a\": {\"b\": 1,\n  \"c\": \"never closed}");
    assert!(read(&json).is_err());
    let at = |place| location(&Diagnostic::invalid(place, ""), &json);
    assert_eq!(at(value("/a/b")), Some((1, 13)));
    assert_eq!(at(key("/a/c")), Some((2, 3)));
}

/// Each text is no JSON, or has a trap for who looks for quotes and brackets: the last key `z` is where it is written.
#[test]
fn json_that_is_broken_or_tricky_has_positions() {
    for text in [
        // As many backslashes as make an escaped quote, or none.
        r#"{"a": "\\", "z": 1}"#,
        r#"{"a": "\\\"", "z": 1}"#,
        r#"{"a": "\\\\", "z": 1}"#,
        r#"{"a": "\"z\": 2", "z": 1}"#,
        r#"{"\\": {"z": 2}, "z": 1}"#,
        r#"{"a": "[{", "b": "}]", "z": 1}"#,
        // Brackets that close nothing, or something else.
        r#"]}{"z": 1}"#,
        r#"{"a": [1}, "z": 1]"#,
        r#"{"a": {"z": 2], "z": 1}"#,
        // What follows the document.
        r#"{"z": 1} {"z": 2}"#,
        r#"{"z": 1}}]"#,
        r#"{"z": 1"#,
        r#"{"z": 1, "a": "\\"#,
        r#"{"z": 1, "a": "\"#,
        r#"{"z": 1, "a"#,
        // More bytes than characters.
        "{\"é\": \"\u{1f600}\", \"z\": 1}",
        "{\"a\": é\u{1f600}, \"z\": 1}",
        "{\"\u{1f600}\n\": 1, \"z\": 1}",
    ] {
        let json = source("a.json", text);
        let span = |place| {
            json.positions()
                .span(&place)
                .map(|it| &text[it.start..it.end])
        };
        assert_eq!(span(key("/z")), Some("\"z\""), "{text}");
        assert_eq!(span(value("/z")), Some("1"), "{text}");
        let start = text.find("\"z\": 1").expect("the key");
        let line = text[..start].rsplit('\n').next().expect("a line");
        let (_, column) = location(&Diagnostic::invalid(key("/z"), ""), &json).expect("a place");
        assert_eq!(column, line.chars().count() + 1, "{text}");
    }
}

#[test]
fn all_keys_of_one_name_are_found() {
    let text = r#"{"a": 1, "b": [{"a": 2, "\u0061": 3, "a": 4}], "a": 5}"#;
    let json = source("a.json", text);
    let starts = |pointer: &str| -> Vec<usize> {
        let keys = json.positions().keys(&pointer.parse().expect("a pointer"));
        keys.iter().map(|span| span.start).collect()
    };
    assert_eq!(starts("/a"), [1, 47]);
    assert_eq!(starts("/b/0/a"), [16, 24, 37]);
    assert!(starts("/c").is_empty());
}

#[test]
fn positions_before_a_syntax_error_are_kept() {
    let source = source("a.yaml", "a:\n  b: 1\n  c: [1, 2\nd: 'x\n");
    assert!(read(&source).is_err());
    assert_eq!(
        location(&Diagnostic::invalid(key("/a/b"), ""), &source),
        Some((2, 3))
    );
    // The scanner is ahead of the parser, which never got to see the list.
    assert_eq!(
        location(&Diagnostic::invalid(value("/a/c/1"), ""), &source),
        Some((3, 3))
    );
}

#[test]
fn anchors_that_merge_each_other_end() {
    let source = source("a.yaml", "a: &a\n  <<: *a\n  b: &b {<<: [*a, *b]}\n");
    let diagnostic = Diagnostic::invalid(key("/a/b/c"), "");
    assert_eq!(location(&diagnostic, &source), Some((3, 3)));
}

fn values() -> impl Strategy<Value = Value> {
    // U+2028 and U+2029 are line breaks in YAML 1.1, which the reader follows, and not in 1.2, which positions do:
    // a key of them is shown at its mapping.
    let text = prop_oneof![
        "[ -~]{0,12}",
        "[\\x20-\\x7e\\n\\t\u{a0}-\u{2027}\u{2030}-\u{3000}\u{1f600}]{0,8}"
    ];
    // YAML takes this key for a merge, however it is meant; serde_yaml writes it without quotes.
    let key = text.clone().prop_filter("a merge", |key| key != "<<");
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        text.prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|entries| entries.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

/// Every value's span holds that value and nothing else, and every key's span that key.
fn check_json(source: &Source, at: &Pointer, value: &Value) {
    let parsed = |place: Place| -> Value {
        let span = source.positions().span(&place).expect("a span");
        let text = &source.text()[span.start..span.end];
        assert_eq!(text.trim(), text, "{place:?}");
        serde_json::from_str(text).expect("JSON")
    };
    assert_eq!(&parsed(Place::Value(at.clone())), value, "{at}");
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let at = at.child(key);
                assert_eq!(source.positions().keys(&at).len(), 1);
                assert_eq!(parsed(Place::Key(at.clone())), Value::from(key.as_str()));
                check_json(source, &at, value);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_json(source, &at.index(index), item);
            }
        }
        _ => {}
    }
}

/// Every scalar's span holds that scalar, and every key's span that key.
fn check(source: &Source, at: &Pointer, value: &Value) {
    if source.positions().keys(at).len() == 1 {
        let key = Value::from(at.last().unwrap_or_default().as_ref());
        check_text(source, &Place::Key(at.clone()), &key);
    }
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                assert_eq!(source.positions().keys(&at.child(key)).len(), 1);
                check(source, &at.child(key), value);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check(source, &at.index(index), item);
            }
        }
        scalar => check_text(source, &Place::Value(at.clone()), scalar),
    }
}

/// The text is either that of the scalar, or the lines of a block scalar.
fn check_text(source: &Source, place: &Place, scalar: &Value) {
    let span = source.positions().span(place).expect("a span");
    let text = &source.text()[span.start..span.end];
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let content = match text.strip_prefix(['|', '>']) {
        Some(rest) => rest.split_once('\n').map_or("", |(_, content)| content),
        None => text,
    };
    // A block scalar of line feeds alone is shown at its key.
    let is_block = scalar.as_str().is_some_and(|it| {
        it.contains('\n')
            && (it.trim().is_empty() || [words(text), words(content)].contains(&words(it)))
    });
    let parsed = serde_yaml::from_str::<Value>(text);
    assert!(
        is_block || parsed.is_ok_and(|it| it == *scalar),
        "{scalar} at {place:?} is {text:?}"
    );
}

proptest! {
    #[test]
    fn positions_agree_with_json(value in values()) {
        for text in [serde_json::to_string(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap()] {
            let source = source("a.json", &text);
            prop_assert_eq!(&read(&source).unwrap(), &value);
            check_json(&source, &Pointer::root(), &value);
        }
    }

    #[test]
    fn positions_agree_with_yaml(value in values().prop_filter("an empty document", |value| !value.is_null())) {
        let source = source("a.yaml", &serde_yaml::to_string(&value).unwrap());
        prop_assert_eq!(&read(&source).unwrap(), &value);
        check(&source, &Pointer::root(), &value);
    }

    #[test]
    fn no_text_panics(text in "[-\\[\\]{}:,&*!|>'\"%@`#?<~ab\\n\\t \u{e9}\u{2028}]{0,40}") {
        for path in ["a.yaml", "a.json"] {
            let source = source(path, &text);
            if let Err(found) = read(&source) {
                prop_assert!(render(found.as_slice(), &source, Style::Plain).starts_with("error: "));
            }
        }
    }

    #[test]
    fn a_pointer_is_its_segments(segments: Vec<String>) {
        let pointer: Pointer = segments.iter().collect();
        let read: Pointer = pointer.to_string().parse().unwrap();
        prop_assert_eq!(&read, &pointer);
        let back: Vec<_> = read.segments().map(|segment| segment.into_owned()).collect();
        prop_assert_eq!(back, segments);
    }
}
