//! Parameters: the table "Style Examples" of OpenAPI 3.0.4, and what it leaves open.
//!
//! Objects are written in the order of their keys, so the table's `R`, `G`, `B` come out as `B`, `G`, `R`.

mod petstore;

use bindery_runtime::decode::Empty;
use bindery_runtime::{
    Client, ClientBuilder, Endpoint, Error, Location, Method, Operation, Parameter, Style, Value,
    http,
};
use petstore::Memory;
use serde_json::json;

static API: bindery_runtime::Api = bindery_runtime::Api::new("Colors", "1");

/// An endpoint without bodies, as a type.
macro_rules! endpoint {
    ($name:ident, $id:literal, $path:literal) => {
        struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation = &Operation::new($id, Method::GET, $path);
            type Success = Empty;
            type Failure = Empty;
        }
    };
}

endpoint!(Paint, "paint", "/{color}/end");
endpoint!(Plain, "plain", "/");

fn client() -> Client {
    let builder = ClientBuilder::<Client>::new(&API).base_url("http://colors.test");
    builder
        .transport(Memory::new(200, ""))
        .build()
        .expect("a client")
}

fn request(
    parameter: Parameter,
    value: &Value,
) -> Result<http::Request<bindery_runtime::Body>, Error> {
    match parameter.location() {
        Location::Path => request_of::<Paint>(parameter, value),
        _ => request_of::<Plain>(parameter, value),
    }
}

fn request_of<E: Endpoint<Failure = Empty>>(
    parameter: Parameter,
    value: &Value,
) -> Result<http::Request<bindery_runtime::Body>, Error> {
    let client = client();
    let mut call = client.call::<E>();
    call.parameter(parameter, value);
    call.into_request::<E>()
}

/// What of the request the parameter is; `None` when it isn't sent.
fn sent(parameter: Parameter, value: Value) -> Option<String> {
    let request = request(parameter, &value).ok()?;
    let header = |name| {
        Some(
            request
                .headers()
                .get(name)?
                .to_str()
                .expect("ASCII")
                .to_owned(),
        )
    };
    match parameter.location() {
        Location::Path => Some(
            request
                .uri()
                .path()
                .strip_prefix('/')?
                .strip_suffix("/end")?
                .to_owned(),
        ),
        Location::Query => request.uri().query().map(str::to_owned),
        Location::Header => header("color"),
        Location::Cookie => header("cookie"),
    }
}

#[test]
fn styles_are_as_in_the_table() {
    use Style::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    let (path, query) = (Parameter::path("color"), Parameter::query("color"));
    let (header, cookie) = (Parameter::header("color"), Parameter::cookie("color"));
    // An empty label is `.`, which can't be a segment; `None` stands for it, and for an empty path.
    #[rustfmt::skip]
    let table: &[(Parameter, Style, bool, [Option<&str>; 4])] = &[
        (path, Matrix, false, [Some(";color"), Some(";color=blue"), Some(";color=blue,black,brown"), Some(";color=B,150,G,200,R,100")]),
        (path, Matrix, true, [Some(";color"), Some(";color=blue"), Some(";color=blue;color=black;color=brown"), Some(";B=150;G=200;R=100")]),
        (path, Label, false, [None, Some(".blue"), Some(".blue,black,brown"), Some(".B,150,G,200,R,100")]),
        (path, Label, true, [None, Some(".blue"), Some(".blue.black.brown"), Some(".B=150.G=200.R=100")]),
        (path, Simple, false, [None, Some("blue"), Some("blue,black,brown"), Some("B,150,G,200,R,100")]),
        (path, Simple, true, [None, Some("blue"), Some("blue,black,brown"), Some("B=150,G=200,R=100")]),
        (header, Simple, false, [Some(""), Some("blue"), Some("blue,black,brown"), Some("B,150,G,200,R,100")]),
        (header, Simple, true, [Some(""), Some("blue"), Some("blue,black,brown"), Some("B=150,G=200,R=100")]),
        (query, Form, false, [Some("color="), Some("color=blue"), Some("color=blue,black,brown"), Some("color=B,150,G,200,R,100")]),
        (query, Form, true, [Some("color="), Some("color=blue"), Some("color=blue&color=black&color=brown"), Some("B=150&G=200&R=100")]),
        (cookie, Form, false, [Some("color="), Some("color=blue"), Some("color=blue,black,brown"), Some("color=B,150,G,200,R,100")]),
        (cookie, Form, true, [Some("color="), Some("color=blue"), Some("color=blue; color=black; color=brown"), Some("B=150; G=200; R=100")]),
        (query, SpaceDelimited, false, [Some("color="), Some("color=blue"), Some("color=blue%20black%20brown"), Some("color=B%20150%20G%20200%20R%20100")]),
        (query, SpaceDelimited, true, [Some("color="), Some("color=blue"), Some("color=blue&color=black&color=brown"), Some("B=150&G=200&R=100")]),
        (query, PipeDelimited, false, [Some("color="), Some("color=blue"), Some("color=blue%7Cblack%7Cbrown"), Some("color=B%7C150%7CG%7C200%7CR%7C100")]),
        (query, PipeDelimited, true, [Some("color="), Some("color=blue"), Some("color=blue&color=black&color=brown"), Some("B=150&G=200&R=100")]),
        (query, DeepObject, true, [Some("color="), Some("color=blue"), Some("color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown"), Some("color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100")]),
    ];
    let values = [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"B": 150, "G": 200, "R": 100}),
    ];
    for (parameter, style, explode, expected) in table {
        for (value, expected) in values.iter().zip(expected) {
            let found = sent(parameter.style(*style).explode(*explode), value.clone());
            assert_eq!(
                found.as_deref(),
                *expected,
                "{parameter:?} {style:?} {explode} {value}"
            );
        }
    }
}

#[test]
fn defaults_are_those_of_the_location() {
    let array = json!(["a", "b"]);
    assert_eq!(
        sent(Parameter::path("color"), array.clone()).as_deref(),
        Some("a,b")
    );
    assert_eq!(
        sent(Parameter::query("color"), array.clone()).as_deref(),
        Some("color=a&color=b")
    );
    assert_eq!(
        sent(Parameter::header("color"), array.clone()).as_deref(),
        Some("a,b")
    );
    assert_eq!(
        sent(Parameter::cookie("color"), array.clone()).as_deref(),
        Some("color=a; color=b")
    );
    let piped = Parameter::query("color").style(Style::PipeDelimited);
    assert_eq!(sent(piped, array).as_deref(), Some("color=a%7Cb"));
}

#[test]
fn nothing_is_sent_for_what_has_nothing_in_it() {
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!([null]),
        json!({"a": null}),
    ] {
        assert_eq!(
            sent(Parameter::query("color"), value.clone()),
            None,
            "{value}"
        );
        assert_eq!(
            sent(Parameter::query("color").explode(false), value.clone()),
            None,
            "{value}"
        );
        assert_eq!(
            sent(Parameter::header("color"), value.clone()),
            None,
            "{value}"
        );
        assert_eq!(
            sent(Parameter::cookie("color"), value.clone()),
            None,
            "{value}"
        );
        let error = request(Parameter::path("color"), &value).expect_err("an error");
        assert_eq!(
            error.to_string(),
            "paint: the path parameter `color` can't be null, empty, `.` or `..`"
        );
    }
    assert_eq!(
        sent(Parameter::query("color"), json!([1, null, 2])).as_deref(),
        Some("color=1&color=2")
    );
}

#[test]
fn scalars_are_written_as_in_json() {
    for (value, text) in [
        (json!(true), "true"),
        (json!(-1), "-1"),
        (json!(1.5), "1.5"),
        (json!(u64::MAX), "18446744073709551615"),
    ] {
        assert_eq!(
            sent(Parameter::query("color"), value.clone()),
            Some(format!("color={text}"))
        );
        assert_eq!(sent(Parameter::path("color"), value), Some(text.to_owned()));
    }
}

#[test]
fn nested_values_have_a_way() {
    let nested = json!({"a": {"b": [1, 2], "c": null}, "d e": "f&g"});
    let deep = Parameter::query("color").style(Style::DeepObject);
    let expected = "color%5Ba%5D%5Bb%5D%5B%5D=1&color%5Ba%5D%5Bb%5D%5B%5D=2&color%5Bd%20e%5D=f%26g";
    assert_eq!(sent(deep, nested).as_deref(), Some(expected));
    let items = json!([{"a": 1, "b": [2]}, null, {"a": 3}]);
    let expected = "color%5B0%5D%5Ba%5D=1&color%5B0%5D%5Bb%5D%5B%5D=2&color%5B2%5D%5Ba%5D=3";
    assert_eq!(sent(deep, items).as_deref(), Some(expected));
    let list = json!([{"a": 1}]);
    assert_eq!(
        sent(Parameter::query("color"), list.clone()).as_deref(),
        Some("color=%7B%22a%22%3A1%7D")
    );
    let json = Parameter::query("color").style(Style::Json);
    assert_eq!(
        sent(json, list).as_deref(),
        Some("color=%5B%7B%22a%22%3A1%7D%5D")
    );
    assert_eq!(
        sent(
            Parameter::header("color").style(Style::Json),
            json!({"a": 1})
        )
        .as_deref(),
        Some(r#"{"a":1}"#)
    );
}

#[test]
fn values_are_encoded_for_their_position() {
    let text = json!("a b/c?d#e%f+g&h=i,j;k:é~-._");
    let encoded = "a%20b%2Fc%3Fd%23e%25f%2Bg%26h%3Di%2Cj%3Bk%3A%C3%A9~-._";
    assert_eq!(
        sent(Parameter::path("color"), text.clone()).as_deref(),
        Some(encoded)
    );
    assert_eq!(
        sent(Parameter::query("color"), text.clone()),
        Some(format!("color={encoded}"))
    );
    assert_eq!(
        sent(Parameter::cookie("color"), text.clone()),
        Some(format!("color={encoded}"))
    );
    let reserved = "color=a%20b/c?d%23e%25f%2Bg%26h=i,j;k:%C3%A9~-._";
    assert_eq!(
        sent(Parameter::query("color").allow_reserved(), text).as_deref(),
        Some(reserved)
    );
    let triplet = sent(Parameter::query("color").allow_reserved(), json!("%2F"));
    assert_eq!(triplet.as_deref(), Some("color=%252F"));
    assert_eq!(
        sent(Parameter::query("a&b[]"), json!("c")).as_deref(),
        Some("a%26b%5B%5D=c")
    );
    assert_eq!(
        sent(Parameter::header("color"), json!("a b,c%")).as_deref(),
        Some("a b,c%")
    );
}

#[test]
fn values_that_would_change_the_path_are_refused() {
    for value in ["", ".", ".."] {
        let error = request(Parameter::path("color"), &json!(value)).expect_err("an error");
        assert!(matches!(error, Error::InvalidRequest(_)));
        assert_eq!(
            error.to_string(),
            "paint: the path parameter `color` can't be null, empty, `.` or `..`"
        );
    }
    for harmless in ["...", ".a", "a..", "%2e%2e", "../x"] {
        assert!(
            request(Parameter::path("color"), &json!(harmless)).is_ok(),
            "{harmless}"
        );
    }
    assert_eq!(
        sent(Parameter::path("color"), json!("%2e")).as_deref(),
        Some("%252e")
    );
}

#[test]
fn templates_may_have_several_expressions_in_a_segment() {
    endpoint!(Pair, "pair", "/a b/{x}{y}.{x}:{z}?fixed=1");
    let path = |values: [(&'static str, &str); 3]| {
        let client = client();
        let mut call = client.call::<Pair>();
        values
            .into_iter()
            .for_each(|(name, value)| call.parameter(Parameter::path(name), value));
        call.parameter(Parameter::query("q"), "1");
        call.into_request::<Pair>()
            .map(|request| request.uri().to_string())
            .map_err(|e| e.to_string())
    };
    let filled = path([("x", "1"), ("y", "{z}"), ("z", "3")]);
    assert_eq!(
        filled.as_deref(),
        Ok("http://colors.test/a%20b/1%7Bz%7D.1:3?fixed=1&q=1")
    );
    let unset = path([("x", "1"), ("y", "2"), ("other", "3")]);
    assert_eq!(
        unset.expect_err("an error"),
        "pair: the path parameter `z` isn't set"
    );

    endpoint!(Dots, "dots", "/{x}./end");
    let client = client();
    let mut call = client.call::<Dots>();
    call.parameter(Parameter::path("x"), "a");
    assert!(call.into_request::<Dots>().is_ok());
    endpoint!(NoSlash, "noSlash", ".evil.test/");
    let error = client
        .call::<NoSlash>()
        .into_request::<NoSlash>()
        .expect_err("an error");
    assert_eq!(
        error.to_string(),
        "noSlash: the path `.evil.test/` of the document doesn't start with `/`"
    );
    endpoint!(Twice, "twice", "/{x}{y}");
    let mut call = client.call::<Twice>();
    call.parameter(Parameter::path("x").style(Style::Matrix), "");
    call.parameter(Parameter::path("y"), "a");
    assert_eq!(
        call.into_request::<Twice>()
            .expect("a request")
            .uri()
            .path(),
        "/;xa"
    );
}

#[test]
fn a_fragment_in_a_path_is_never_sent() {
    endpoint!(Fragment, "fragment", "/a?b=1#c{d}");
    let client = client();
    let request = client.call::<Fragment>().into_request::<Fragment>();
    let url = request.expect("a request").uri().to_string();
    assert_eq!(url, "http://colors.test/a?b=1");
}

#[test]
fn a_later_value_replaces_an_earlier_one() {
    let client = client();
    let mut call = client.call::<Plain>();
    call.parameter(Parameter::query("a"), &["1", "2"]);
    call.parameter(Parameter::query("b"), &2);
    call.parameter(Parameter::query("a"), "3");
    call.parameter(Parameter::header("a"), "4");
    call.parameter(Parameter::query("c"), &true);
    call.parameter(Parameter::query("c"), &None::<bool>);
    let request = call.into_request::<Plain>().expect("a request");
    assert_eq!(request.uri().query(), Some("b=2&a=3"));
    assert_eq!(request.headers()["a"], "4");
}

#[test]
fn headers_cant_be_split() {
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\0b"] {
        let error = request(Parameter::header("color"), &json!(value)).expect_err("an error");
        assert_eq!(
            error.to_string(),
            "plain: the value of `color` has a character that no header can hold"
        );
    }
    let error = request(Parameter::header("not a header"), &json!("a")).expect_err("an error");
    assert_eq!(error.to_string(), "plain: `not a header` can't be a header");
}
