//! What `read` accepts, and how it refuses the rest.
//!
//! Every file of `fixtures/reject` is refused; its snapshot is what people see. Documents that are hostile by their
//! size are made here. That they are refused by a limit, and not by the parser's exhaustion, is seen in the message.

use bindery::Source;
use bindery::diagnostic::Diagnostics;
use bindery::read::{MAX_DEPTH, read};
use bindery::render::{Style, render};
use bindery::source::MAX_BYTES;
use serde_json::{Value, json};

fn source(path: &str, bytes: impl Into<Vec<u8>>) -> Source {
    Source::new(path, bytes).expect("the bytes are UTF-8")
}

fn rendered(diagnostics: &Diagnostics, source: &Source) -> String {
    render(diagnostics.as_slice(), source, Style::Plain)
}

fn accepted(path: &str, text: &str) -> Value {
    let source = source(path, text);
    read(&source).unwrap_or_else(|found| panic!("{}", rendered(&found, &source)))
}

/// What people see of a document that is refused.
fn refused(path: &str, bytes: impl Into<Vec<u8>>) -> String {
    match Source::new(path, bytes) {
        Ok(source) => rendered(&read(&source).expect_err("it is refused"), &source),
        Err(diagnostic) => render(&[diagnostic], &Source::without_text(path), Style::Plain),
    }
}

#[test]
fn rejected_fixtures() {
    insta::glob!("fixtures/reject/*", |path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        insta::assert_snapshot!(refused(name, std::fs::read(path).unwrap()));
    });
}

#[test]
fn bytes_that_are_not_text() {
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
    };
    insta::assert_snapshot!(
        "utf16_with_mark",
        refused(
            "a.yaml",
            [&[0xff, 0xfe][..], &utf16("openapi: 3.0.3")].concat()
        )
    );
    insta::assert_snapshot!(
        "utf16_without_mark",
        refused("a.yaml", utf16("openapi: 3.0.3"))
    );
    insta::assert_snapshot!("latin_1", refused("a.yaml", b"title: Caf\xe9\n".to_vec()));
    insta::assert_snapshot!(
        "binary",
        refused("a.yaml", b"\x7fELF\x02\x01\x01\0\0\0".to_vec())
    );
    insta::assert_snapshot!("too_large", refused("a.json", vec![b' '; MAX_BYTES + 1]));
}

#[test]
fn nesting_is_bounded() {
    insta::assert_snapshot!("brackets", refused("a.yaml", "[".repeat(200_000)));
    insta::assert_snapshot!("brackets_json", refused("a.json", "[".repeat(200_000)));
    insta::assert_snapshot!("dashes", refused("a.yaml", "- ".repeat(100_000)));
    let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    for path in ["a.yaml", "a.json"] {
        assert!(read(&source(path, nested(MAX_DEPTH))).is_ok());
        assert!(refused(path, nested(MAX_DEPTH + 1)).contains("nests deeper than 120 levels"));
    }
}

#[test]
fn closing_brackets_in_strings_hide_no_nesting() {
    let text = r#"["]", "#.repeat(100_000);
    assert!(refused("a.yaml", text).contains("nests deeper than 120 levels"));
}

#[test]
fn aliases_are_bounded() {
    let mut bomb = "a0: &a0 lol\n".to_owned();
    for level in 1..=9 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    insta::assert_snapshot!("bomb", refused("a.yaml", bomb));
    let fan_out = format!(
        "a: &a [{}]\nb:\n{}",
        "1, ".repeat(2_000),
        "- *a\n".repeat(5_000)
    );
    insta::assert_snapshot!("fan_out", refused("a.yaml", fan_out));
    let long = format!(
        "a: &a {}\nb:\n{}",
        "x".repeat(1_000_000),
        "- *a\n".repeat(500)
    );
    insta::assert_snapshot!("long_text", refused("a.yaml", long));
}

#[test]
fn a_few_hundred_aliases_are_fine() {
    let value = accepted(
        "a.yaml",
        &format!("a: &a {{x: 1}}\nb:\n{}", "- *a\n".repeat(300)),
    );
    assert_eq!(value["b"][299], json!({"x": 1}));
}

#[test]
fn keys_are_strings_as_written() {
    let value = accepted(
        "a.yaml",
        "200: a\n0x10: b\ntrue: c\n~: d\n1.10: e\n'404': f\n3: g\n",
    );
    let keys: Vec<_> = value.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["200", "0x10", "true", "~", "1.10", "404", "3"]);
}

#[test]
fn scalars_are_those_of_yaml_1_2() {
    let value = accepted(
        "a.yaml",
        "[no, on, yes, 0777, 1_000, '1', !!str 2, 0x1F, 1.10, null, ~, 12:30:45, 1e3]",
    );
    let expected = json!([
        "no", "on", "yes", "0777", "1_000", "1", "2", 31, 1.1, null, null, "12:30:45", 1000.0
    ]);
    assert_eq!(value, expected);
}

#[test]
fn large_integers_become_floats() {
    let expected = json!([u64::MAX, i64::MIN, 1.844_674_407_370_955_2e19, -1e30, 1e40]);
    let text = format!(
        "[{}, {}, 18446744073709551616, -1{:030}, 1{:040}]",
        u64::MAX,
        i64::MIN,
        0,
        0
    );
    assert_eq!(accepted("a.yaml", &text), expected);
    assert_eq!(accepted("a.json", &text), expected);
}

#[test]
fn merge_keys_are_applied() {
    let text = "one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2}\nall: {<<: [*one, *two], c: 3}\ndeep: &deep {<<: *one}\nx: {<<: *deep, z: 0}\n";
    let value = accepted("a.yaml", text);
    assert_eq!(value["all"].to_string(), r#"{"c":3,"a":1,"b":1}"#);
    assert_eq!(value["x"].to_string(), r#"{"z":0,"a":1,"b":1}"#);
    assert_eq!(accepted("a.json", r#"{"<<": 1}"#), json!({"<<": 1}));
}

#[test]
fn text_of_editors_is_accepted() {
    let value = accepted("a.yaml", "\u{feff}a: 1\r\nb: |\r\n  x\r\n  y\r\n...\r\n");
    assert_eq!(value, json!({"a": 1, "b": "x\ny\n"}));
    assert_eq!(
        accepted("a.json", "\u{feff}{\r\n\t\"a\": 1}\r\n"),
        json!({"a": 1})
    );
    assert_eq!(
        accepted("a.yaml", "# a comment\n---\n\"a\": [1, \"\\U0001f600\"]\n"),
        json!({"a": [1, "😀"]})
    );
}

#[test]
fn the_format_is_told_by_extension_then_by_text() {
    assert_eq!(accepted("a.YML", "a: 1"), json!({"a": 1}));
    assert_eq!(accepted("openapi", " {\"a\": 1}"), json!({"a": 1}));
    assert_eq!(accepted("openapi", "a: 1"), json!({"a": 1}));
    assert!(refused("openapi", "{a: 1}").contains("invalid JSON"));
}
