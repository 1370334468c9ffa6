//! Typed headers: how each kind of value is read from the lines of a header.

use bindery_runtime::{FromHeaders, HeaderMap, HeaderName, HeaderValue, JsonObject, Map, Value};
use serde_json::json;

#[derive(Debug, Clone, PartialEq)]
struct Color {
    r: i64,
    g: Option<bool>,
}
bindery_runtime::object! { Color { r: required "R", g: optional "G" } }

#[derive(Debug, Clone, PartialEq)]
struct Headers {
    limit: Option<i64>,
    share: Option<f64>,
    is_on: Option<bool>,
    text: Option<String>,
    names: Option<Vec<String>>,
    ids: Option<Vec<i64>>,
    pair: Option<(String, i64)>,
    plain: Option<Color>,
    exploded: Option<Color>,
    map: Option<Map<i64>>,
    json: Option<JsonObject>,
    any: Option<Value>,
    cookies: Option<Vec<String>>,
    nullable: Option<Option<i64>>,
}

bindery_runtime::headers! {
    Headers {
        limit: optional Simple "X-Limit",
        share: optional Simple "X-Share",
        is_on: optional Simple "X-Is-On",
        text: optional Simple "X-Text",
        names: optional Simple "X-Names",
        ids: optional Exploded "X-Ids",
        pair: optional Simple "X-Pair",
        plain: optional Simple "X-Plain",
        exploded: optional Exploded "X-Exploded",
        map: optional Exploded "X-Map",
        json: optional Json "X-Json",
        any: optional Simple "X-Any",
        cookies: optional Simple "Set-Cookie",
        nullable: optional Simple "X-Nullable",
    }
}

#[derive(Debug)]
struct Needed {
    limit: i64,
}
bindery_runtime::headers! { Needed { limit: required Simple "X-Limit" } }

fn map(lines: &[(&str, &str)]) -> HeaderMap {
    let lines = lines.iter().map(|(name, value)| {
        let name: HeaderName = name.parse().expect("a name");
        (
            name,
            HeaderValue::from_bytes(value.as_bytes()).expect("a value"),
        )
    });
    let mut map = HeaderMap::new();
    lines.for_each(|(name, value)| _ = map.append(name, value));
    map
}

fn read(lines: &[(&str, &str)]) -> Headers {
    Headers::from_headers(&map(lines)).expect("headers")
}

fn names(headers: &Headers) -> Vec<&str> {
    headers.names.iter().flatten().map(String::as_str).collect()
}

#[test]
fn scalars_are_read_by_their_type() {
    let headers = read(&[
        ("x-limit", "-5"),
        ("X-Share", "0.5"),
        ("x-is-on", "true"),
        ("x-text", "a, b"),
        ("x-any", "7"),
        ("x-nullable", "3"),
    ]);
    assert_eq!(headers.limit, Some(-5));
    assert_eq!(headers.share, Some(0.5));
    assert_eq!(headers.is_on, Some(true));
    assert_eq!(headers.text.as_deref(), Some("a, b"));
    assert_eq!(headers.any, Some(json!("7")));
    assert_eq!(headers.nullable, Some(Some(3)));
    assert_eq!(headers.names, None);
}

#[test]
fn lists_are_of_one_line_or_many() {
    assert_eq!(names(&read(&[("x-names", "a,b , c")])), ["a", "b", "c"]);
    assert_eq!(
        names(&read(&[("x-names", "a"), ("x-names", "b, c")])),
        ["a", "b", "c"]
    );
    assert_eq!(read(&[("x-names", "")]).names, Some(Vec::new()));
    assert_eq!(
        read(&[("x-ids", "1"), ("x-ids", "2")]).ids,
        Some(vec![1, 2])
    );
    let cookies = read(&[
        ("set-cookie", "a=1; Expires=Wed, 1 Jan"),
        ("set-cookie", "b=2"),
    ])
    .cookies;
    assert_eq!(
        cookies.expect("cookies"),
        ["a=1; Expires=Wed, 1 Jan", "b=2"]
    );
}

#[test]
fn tuples_are_lists_of_a_fixed_length() {
    let headers = read(&[("X-Pair", "a, 2")]);
    assert_eq!(headers.pair, Some(("a".to_owned(), 2)));
    assert!(Headers::from_headers(&map(&[("X-Pair", "a")])).is_err());
    assert!(Headers::from_headers(&map(&[("X-Pair", "a, 2, 3")])).is_err());
}

#[test]
fn objects_are_read_with_and_without_explode() {
    let color = Some(Color {
        r: 100,
        g: Some(true),
    });
    assert_eq!(read(&[("x-plain", "R,100,G,true")]).plain, color);
    assert_eq!(read(&[("x-exploded", "R=100,G=true")]).exploded, color);
    assert_eq!(
        read(&[("x-map", "a=1, b=2")]).map,
        Some(Map::from([("a".to_owned(), 1), ("b".to_owned(), 2)]))
    );
    let json = read(&[("x-json", "{\"a\":[1]}")]).json.expect("an object");
    assert_eq!(json["a"], json!([1]));
}

#[test]
fn errors_name_the_header_and_show_no_value() {
    let cases = [
        (
            "x-limit",
            "SECRET",
            "the header `X-Limit` isn't as the API's document says: it isn't a number of its type",
        ),
        (
            "x-is-on",
            "SECRET",
            "the header `X-Is-On` isn't as the API's document says: it is neither `true` nor `false`",
        ),
        (
            "x-plain",
            "G,true",
            "the header `X-Plain` isn't as the API's document says: its value isn't of its type",
        ),
        (
            "x-json",
            "[SECRET",
            "the header `X-Json` isn't as the API's document says: it isn't such JSON",
        ),
    ];
    for (name, value, expected) in cases {
        let error = Headers::from_headers(&map(&[(name, value)])).expect_err("an error");
        assert_eq!(error.to_string(), expected);
        assert!(!format!("{error:?}").contains("SECRET"));
    }
    let error = Needed::from_headers(&map(&[])).expect_err("an error");
    assert_eq!(
        error.to_string(),
        "the header `X-Limit` isn't as the API's document says: it is missing"
    );
    assert_eq!(
        Needed::from_headers(&map(&[("x-limit", "1")])).map(|it| it.limit),
        Ok(1)
    );
    let latin = HeaderValue::from_bytes(b"caf\xE9").expect("a value");
    let error = Headers::from_headers(&HeaderMap::from_iter([(
        "x-text".parse().expect("a name"),
        latin,
    )]));
    assert!(error.is_err());
}
